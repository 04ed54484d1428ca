/** Ticket event kinds in the order that applies when a coarse clock gives several events the same time. */
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

/** Stage of a ticket. `unknown`: no event that sets a stage has arrived. */
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
/** A ticket that left returns when it is called or served; reissuing it puts it back in line; the first reason for leaving is kept. */
const LEFT: Row = {
  issued: 'waiting',
  transferred: 'waiting',
  called: 'called',
  recalled: 'called',
  started: 'serving',
  finished: 'done',
};

/**
 * Ticket state machine: next stage by stage and event kind; kinds that a row omits change nothing. Live state, visits and window spans all
 * use this table; docs/decisions/0010 gives the reasons.
 */
export const TICKET_TRANSITIONS: Readonly<Record<TicketStage, Row>> = {
  unknown: { issued: 'waiting', ...AT_WINDOW },
  // reissuing a ticket that waits or is at a window changes nothing
  waiting: AT_WINDOW,
  called: AT_WINDOW,
  serving: AT_WINDOW,
  // a late call, no-show or cancellation does not undo a service; only work or a transfer continues it
  done: { transferred: 'waiting', started: 'serving', finished: 'done' },
  'no-show': { ...LEFT, 'no-show': 'no-show' },
  cancelled: LEFT,
  guided: LEFT,
};

/** A ticket event as input of the state machine. Times epoch ms. */
export interface TicketMove {
  readonly kind: TicketKind;
  readonly at: number;
  readonly windowId: string | null;
  /** reason of a cancellation; `guided-…` does not count as abandoned */
  readonly reason: string | null;
}

/**
 * moved: the stage is set by the table (possibly to the same value). ignored: the event changes nothing. belongs-before: a report at the
 * instant of a transfer by the window that made it; it belongs to the part of the visit before the transfer, and the ticket keeps waiting.
 */
type TicketEffect = 'moved' | 'ignored' | 'belongs-before';

/** State machine of one ticket; events must come in order of time, then of `TICKET_KINDS`. */
export class TicketLife {
  stage: TicketStage = 'unknown';
  private windowId: string | null = null;
  /** window and time of the last transfer; null after the next call */
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
