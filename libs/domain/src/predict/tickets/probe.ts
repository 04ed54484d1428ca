import { NEVER } from './desks';
import type { PredictView } from './view';
import { has, NO_QUEUES, setOf } from '../../queue-set';

/** Somebody whose wait is asked for: a newcomer of a queue at a time, or a ticket that waits already. */
export interface Probe {
  readonly queue: number;
  /** when the newcomer takes a ticket, minutes since the start of the day; not before the view's now */
  readonly atMin: number;
  readonly ticketId?: string;
  /** of a newcomer; absent = none */
  readonly priority?: number;
}

export interface RolloutOptions {
  /** an even number: paths come in mirrored pairs */
  readonly paths: number;
  /** equal seeds give common random numbers: visitor by visitor, window by window */
  readonly seed: number;
  /** waits that have not ended so many minutes from now count as so long */
  readonly horizonMin: number;
}

/** A lone newcomer for whom a window stands ready needs no futures: the wait is nothing. */
export function calledAtOnce(view: PredictView, probes: readonly Probe[]): boolean {
  const [first] = probes;
  if (first === undefined || probes.length > 1 || first.ticketId !== undefined || first.atMin > view.nowMin)
    return false;
  const waiting = setOf(view.queues.flatMap((queue, b) => (queue.waiting.length > 0 ? [b] : [])));
  return view.windows.some(
    (w) =>
      w.condition === 'free' &&
      w.there === undefined &&
      has(w.mask, first.queue) &&
      (w.mask & waiting) === NO_QUEUES &&
      w.current === first.queue &&
      w.closesMin > view.nowMin &&
      (w.absences[0]?.startMin ?? NEVER) > view.nowMin,
  );
}
