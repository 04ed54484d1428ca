import type { PredictView } from './view';

/** The windows that matter, column by column: the roll-out reads them millions of times. */
export interface Desks {
  readonly count: number;
  /** place of each in the view */
  readonly place: Int32Array;
  readonly mask: Int32Array;
  readonly home: Int32Array;
  readonly current: Int32Array;
  /** what makes a window the last resort of a newcomer: its number of skills */
  readonly breadth: Int32Array;
  readonly switchMin: Float64Array;
  readonly closesMin: Float64Array;
  readonly currentBias: Float64Array;
  readonly homeBias: Float64Array;
  readonly breakAt: readonly Float64Array[];
  readonly breakFor: readonly Float64Array[];
}

export const NEVER = 1e9;

export function desksOf(view: PredictView, queues: number): Desks {
  const chosen = view.windows.flatMap((w, i) => ((w.mask & queues) === 0 || (w.condition === 'closed' && w.backMin >= NEVER) ? [] : [{ w, i }]));
  const ints = (value: (entry: (typeof chosen)[number]) => number): Int32Array => Int32Array.from(chosen, value);
  const floats = (value: (entry: (typeof chosen)[number]) => number): Float64Array => Float64Array.from(chosen, (e) => Math.min(NEVER, value(e)));
  return {
    count: chosen.length,
    place: ints((e) => e.i),
    mask: ints((e) => e.w.mask),
    home: ints((e) => e.w.home),
    current: ints((e) => e.w.current),
    breadth: ints((e) => breadth(e.w.skills)),
    switchMin: floats((e) => e.w.switchMin),
    closesMin: floats((e) => e.w.closesMin),
    currentBias: floats((e) => e.w.currentBias),
    homeBias: floats((e) => e.w.homeBias),
    breakAt: chosen.map((e) => Float64Array.from(e.w.absences, (a) => a.startMin)),
    breakFor: chosen.map((e) => Float64Array.from(e.w.absences, (a) => a.lengthMin)),
  };
}

/** Queues whose work can reach the windows of these queues, step by step through shared windows. */
export function connected(view: PredictView, queues: number): number {
  let reach = queues;
  for (let before = 0; before !== reach;) {
    before = reach;
    for (const w of view.windows) if ((w.mask & reach) !== 0) reach |= w.mask;
  }
  return reach;
}

/** Number of queues in a set. */
export function breadth(mask: number): number {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count += 1;
  return count;
}
