/**
 * Window event kinds in the order they take effect at one and the same instant: who closes and opens hands over to the
 * next officer, a fault that is restored is over, and who resumes and pauses is away.
 */
export const WINDOW_KINDS = ['closed', 'opened', 'fault', 'restored', 'resumed', 'paused', 'assigned'] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];

/** What keeps a window from serving; the first that stands is the one that is told. */
const WINDOW_STOPS = ['fault', 'paused', 'closed'] as const;
type WindowStop = (typeof WINDOW_STOPS)[number];

/** since: a report says so from now on; over: a report takes it back; not named: the report leaves it as it is */
type Effect = Readonly<Partial<Record<WindowStop, 'since' | 'over'>>>;

/**
 * The life of a window: what each report does to each stop. Opening or closing ends a pause; a fault lasts until it is
 * restored. The live state and the window spans both go by this table; the reasons stand in docs/decisions/0010.
 */
const WINDOW_TRANSITIONS: Readonly<Record<WindowKind, Effect>> = {
  opened: { paused: 'over', closed: 'over' },
  closed: { paused: 'over', closed: 'since' },
  paused: { paused: 'since' },
  resumed: { paused: 'over' },
  fault: { fault: 'since' },
  restored: { fault: 'over' },
  assigned: {},
};

/** When a stop began (epoch ms), and its reason or fault code. */
interface StopMark {
  readonly at: number;
  readonly text: string | null;
}

/** One window's stops; its reports must come in order of time, then of `WINDOW_KINDS`. */
export class WindowLife {
  private readonly marks: Record<WindowStop, StopMark | null> = { fault: null, paused: null, closed: null };
  /** whether it has said anything but what it serves, which a window that is not open may be told too */
  isHeard = false;

  step(kind: WindowKind, at: number, text: string | null): void {
    if (kind !== 'assigned') this.isHeard = true;
    const effect = WINDOW_TRANSITIONS[kind];
    for (const stop of WINDOW_STOPS) {
      if (effect[stop] === 'since') this.marks[stop] = { at, text };
      else if (effect[stop] === 'over') this.marks[stop] = null;
    }
  }

  isClosed(): boolean {
    return this.marks.closed !== null;
  }

  /**
   * What keeps the window from serving; null when nothing does. A call after a report is proof that the window works,
   * whatever it forgot to report.
   * @param calledAt epoch ms of the last call here
   */
  stop(calledAt: number): (StopMark & { readonly stop: WindowStop }) | null {
    for (const stop of WINDOW_STOPS) {
      const mark = this.marks[stop];
      if (mark !== null && mark.at >= calledAt) return { stop, ...mark };
    }
    return null;
  }
}
