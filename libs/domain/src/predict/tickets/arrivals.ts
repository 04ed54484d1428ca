import { NEVER } from './desks';
import type { Draws } from './draws';
import type { QueueOutlook } from './view';

/** Who comes to a queue. Outlooks are put together in many ways; these are all made alike, which keeps reading them fast. */
export interface Comers {
  /** expected per minute, by slot */
  readonly perMin: Float64Array;
  readonly slotMin: number;
  readonly startMin: number;
  readonly spread: number;
  readonly priorityShare: number;
  /** what they come for: cumulated share and mean minutes; one entry at least */
  readonly upTo: Float64Array;
  readonly meanMin: Float64Array;
}

export function comersOf({ arrivals, items, meanMin }: QueueOutlook): Comers {
  return {
    perMin: Float64Array.from(arrivals.perMin),
    slotMin: arrivals.slotMin,
    startMin: arrivals.startMin,
    spread: arrivals.spread,
    priorityShare: arrivals.priorityShare,
    upTo: Float64Array.from(items, (item) => item.upTo),
    meanMin: items.length === 0 ? Float64Array.of(meanMin) : Float64Array.from(items, (item) => item.meanMin),
  };
}

/** When the next newcomer of a queue comes after `nowMin`: exponential amounts spent against the expected rates. */
export function nextArrival(
  { perMin, slotMin, startMin }: Comers,
  demand: number,
  nowMin: number,
  draws: Draws,
): number {
  let left = draws.exponential() / Math.max(1e-9, demand);
  let at = Math.max(nowMin, startMin);
  for (let slot = Math.floor((at - startMin) / slotMin + 1e-9); slot < perMin.length; slot++) {
    const rate = perMin[slot] ?? 0;
    const capacity = rate * (startMin + (slot + 1) * slotMin - at);
    if (capacity >= left) return at + left / rate;
    left -= Math.max(0, capacity);
    at = startMin + (slot + 1) * slotMin;
  }
  return NEVER;
}
