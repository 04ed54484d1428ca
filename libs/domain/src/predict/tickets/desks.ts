import type { PredictView } from './view';
import { has, NO_QUEUES, sizeOf, type QueueSet } from '../../queueSet';

/** The windows that matter, column by column: the roll-out reads them millions of times. */
export interface Desks {
  readonly count: number;
  /** place of each in the view */
  readonly place: Int32Array;
  /** by window × queue: 1 where the window serves the queue */
  readonly serves: Uint8Array;
  readonly home: Int32Array;
  readonly current: Int32Array;
  /** what makes a window the last resort of a newcomer: its number of skills */
  readonly breadth: Int32Array;
  readonly switchMin: Float64Array;
  readonly closesMin: Float64Array;
  readonly currentBias: Float64Array;
  readonly homeBias: Float64Array;
  /** ends with one that never comes */
  readonly breakAt: readonly Float64Array[];
  readonly breakFor: readonly Float64Array[];
}

export const NEVER = 1e9;

export function desksOf(view: PredictView, queues: QueueSet): Desks {
  const chosen = view.windows.flatMap((w, i) =>
    (w.mask & queues) === NO_QUEUES || (w.condition === 'closed' && w.backMin >= NEVER) ? [] : [{ w, i }],
  );
  const ints = (value: (entry: (typeof chosen)[number]) => number): Int32Array => Int32Array.from(chosen, value);
  const floats = (value: (entry: (typeof chosen)[number]) => number): Float64Array =>
    Float64Array.from(chosen, (e) => Math.min(NEVER, value(e)));
  return {
    count: chosen.length,
    place: ints((e) => e.i),
    serves: Uint8Array.from(chosen.flatMap(({ w }) => view.queues.map((_, b) => (has(w.mask, b) ? 1 : 0)))),
    home: ints((e) => e.w.home),
    current: ints((e) => e.w.current),
    breadth: ints((e) => sizeOf(e.w.skills)),
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
