import type { PredictView, WindowOutlook } from './view';
import { misfit } from '../../dispatch';
import { NO_QUEUES, queuesIn, sizeOf, type QueueSet } from '../../queue-set';

/** The windows that matter, column by column: the roll-out reads them millions of times. */
export interface Desks {
  readonly count: number;
  /** place of each in the view */
  readonly place: Int32Array;
  readonly start: readonly DeskStart[];
  /** the queues each window serves, one window after the other, and where those of each begin; one place more than windows */
  readonly served: Int32Array;
  readonly servedFrom: Int32Array;
  /** by window × queue: how ill the window suits a newcomer while it has the queue's system open, and another; Infinity where it does not serve it */
  readonly misfitOpen: Float64Array;
  readonly misfitOther: Float64Array;
  readonly home: Int32Array;
  readonly current: Int32Array;
  readonly switchMin: Float64Array;
  readonly closesMin: Float64Array;
  readonly currentBias: Float64Array;
  readonly homeBias: Float64Array;
  /** ends with one that never comes */
  readonly breakAt: readonly Float64Array[];
  readonly breakFor: readonly Float64Array[];
}

/** What a window is doing as the roll-out begins. Views are put together in many ways; these are all made alike, which keeps reading them fast. */
export type DeskStart = Pick<
  WindowOutlook,
  | 'condition'
  | 'switchingUntilMin'
  | 'serviceMin'
  | 'elapsedMin'
  | 'noShowChance'
  | 'backMin'
  | 'unplanned'
  | 'pace'
  | 'paceSpread'
> & { readonly there: number };

const startOf = (w: WindowOutlook): DeskStart => ({
  condition: w.condition,
  switchingUntilMin: w.switchingUntilMin,
  serviceMin: w.serviceMin,
  elapsedMin: w.elapsedMin,
  noShowChance: w.noShowChance,
  backMin: w.backMin,
  unplanned: w.unplanned,
  pace: w.pace,
  paceSpread: w.paceSpread,
  there: w.there ?? 1,
});

export const NEVER = 1e9;

export function desksOf(view: PredictView, queues: QueueSet): Desks {
  const chosen = view.windows.flatMap((w, i) =>
    (w.mask & queues) === NO_QUEUES || (w.condition === 'closed' && w.backMin >= NEVER) ? [] : [{ w, i }],
  );
  const ints = (value: (entry: (typeof chosen)[number]) => number): Int32Array => Int32Array.from(chosen, value);
  const floats = (value: (entry: (typeof chosen)[number]) => number): Float64Array =>
    Float64Array.from(chosen, (e) => Math.min(NEVER, value(e)));
  const servedFrom = new Int32Array(chosen.length + 1);
  const served = chosen.flatMap(({ w }, n) => {
    const mine = queuesIn(w.mask);
    servedFrom[n + 1] = (servedFrom[n] ?? 0) + mine.length;
    return mine;
  });
  const misfits = (isOpen: boolean): Float64Array => {
    const all = new Float64Array(chosen.length * view.queues.length).fill(Infinity);
    chosen.forEach(({ w }, n) => {
      const skills = sizeOf(w.skills);
      for (const b of queuesIn(w.mask)) all[n * view.queues.length + b] = misfit(skills, isOpen, w.home === b);
    });
    return all;
  };
  return {
    count: chosen.length,
    place: ints((e) => e.i),
    start: chosen.map((e) => startOf(e.w)),
    served: Int32Array.from(served),
    servedFrom,
    misfitOpen: misfits(true),
    misfitOther: misfits(false),
    home: ints((e) => e.w.home),
    current: ints((e) => e.w.current),
    switchMin: floats((e) => e.w.switchMin),
    closesMin: floats((e) => e.w.closesMin),
    currentBias: floats((e) => e.w.currentBias),
    homeBias: floats((e) => e.w.homeBias),
    breakAt: chosen.map((e) => Float64Array.from([...e.w.absences.map((a) => a.startMin), NEVER])),
    breakFor: chosen.map((e) => Float64Array.from(e.w.absences, (a) => a.lengthMin)),
  };
}

/** Queues whose work can reach the windows of these queues, step by step through shared windows. */
export function connected(view: PredictView, queues: QueueSet): QueueSet {
  let reach = queues;
  for (let before = NO_QUEUES; before !== reach;) {
    before = reach;
    for (const w of view.windows) if ((w.mask & reach) !== NO_QUEUES) reach |= w.mask;
  }
  return reach;
}
