/** Ticket event kinds in the order they take effect when a coarse clock gives several the same time. */
export const TICKET_KINDS = [
  'issued',
  'transferred',
  'called',
  'recalled',
  'started',
  'no-show',
  'finished',
  'cancelled',
] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

/** Where a ticket stands. `unknown`: no event of it has come that says anything. */
export type TicketStage = 'unknown' | 'waiting' | 'called' | 'serving' | 'done' | 'no-show' | 'cancelled' | 'guided';

type Row = Readonly<Partial<Record<TicketKind, TicketStage>>>;

const AT_WINDOW: Row = {
  transferred: 'waiting',
  called: 'called',
  recalled: 'called',
  started: 'serving',
  finished: 'done',
  'no-show': 'no-show',
  cancelled: 'cancelled',
};
/** Who left and is called or served after all is back; a second paper puts the ticket back in line; the first reason for leaving stands. */
const LEFT: Row = {
  issued: 'waiting',
  transferred: 'waiting',
  called: 'called',
  recalled: 'called',
  started: 'serving',
  finished: 'done',
};

/**
 * The life of a ticket: what each event makes of each stage. A kind that a row does not name changes nothing. The live
 * state, the visits and the window spans all go by this table; the reasons stand in docs/decisions/0010.
 */
export const TICKET_TRANSITIONS: Readonly<Record<TicketStage, Row>> = {
  unknown: { issued: 'waiting', ...AT_WINDOW },
  // a second paper for a ticket that waits, or is at a window, moves nobody
  waiting: AT_WINDOW,
  called: AT_WINDOW,
  serving: AT_WINDOW,
  // served is served: a late call, no-show or cancellation takes nothing back; only work or a transfer goes on with it
  done: { transferred: 'waiting', started: 'serving', finished: 'done' },
  'no-show': { ...LEFT, 'no-show': 'no-show' },
  cancelled: LEFT,
  guided: LEFT,
};

/** What a ticket event says about the life of its ticket. Times epoch ms. */
export interface TicketMove {
  readonly kind: TicketKind;
  readonly at: number;
  readonly windowId: string | null;
  /** of a cancellation: why; `guided-…` is no abandonment */
  readonly reason: string | null;
}

/**
 * moved: the stage is what the table says (it may be the same again); ignored: the event changes nothing;
 * belongs-before: a report of the window that sent the ticket on, at the very instant of the transfer. It tells of the
 * part of the visit before the transfer, and the ticket waits on.
 */
type TicketEffect = 'moved' | 'ignored' | 'belongs-before';

/** One ticket's way through the table; its events must come in order of time, then of `TICKET_KINDS`. */
export class TicketLife {
  stage: TicketStage = 'unknown';
  private windowId: string | null = null;
  /** the window that sent it on, and when; null once it is called again */
  private sentOn: { readonly windowId: string; readonly at: number } | null = null;

  step({ kind, at, windowId, reason }: TicketMove): TicketEffect {
    if (this.isFromBefore(kind, at, windowId)) return 'belongs-before';
    const next = TICKET_TRANSITIONS[this.stage][kind];
    if (next === undefined) return 'ignored';
    this.stage = next === 'cancelled' && reason?.startsWith('guided-') === true ? 'guided' : next;
    if (kind === 'transferred') {
      this.sentOn = this.windowId === null ? null : { windowId: this.windowId, at };
      this.windowId = null;
    } else if (windowId !== null) {
      this.sentOn = null;
      this.windowId = windowId;
    }
    return 'moved';
  }

  private isFromBefore(kind: TicketKind, at: number, windowId: string | null): boolean {
    const { sentOn } = this;
    if (sentOn?.at !== at || sentOn.windowId !== windowId || this.stage !== 'waiting') return false;
    return kind === 'called' || kind === 'recalled' || kind === 'started' || kind === 'finished';
  }
}
