/**
 * Window event kinds in the order that applies at the same instant: closed before opened hands over to the next officer, restored ends a
 * fault, and resumed before paused means away.
 */
export const WINDOW_KINDS = ['closed', 'opened', 'fault', 'restored', 'resumed', 'paused', 'assigned'] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];

/** States that keep a window from serving; the first active one is shown. */
const WINDOW_STOPS = ['fault', 'paused', 'closed'] as const;
type WindowStop = (typeof WINDOW_STOPS)[number];

/** since: the report starts the stop; over: the report ends it; absent: no effect */
type Effect = Readonly<Partial<Record<WindowStop, 'since' | 'over'>>>;

/**
 * Window state machine: effect of each report on each stop. Opening or closing ends a pause; a fault lasts until it is restored. Live state
 * and window spans both use this table; docs/decisions/0010 gives the reasons.
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

/** Start of a stop (epoch ms) with its reason or fault code. */
interface StopMark {
  readonly at: number;
  readonly text: string | null;
}

/** Stops of one window; reports must come in order of time, then of `WINDOW_KINDS`. */
export class WindowLife {
  private readonly marks: Record<WindowStop, StopMark | null> = { fault: null, paused: null, closed: null };
  /** whether it reported more than assignments, which closed windows may get too */
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
   * What keeps the window from serving; null if nothing does. A call after a report proves that the window works, even if it did not report
   * so.
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
