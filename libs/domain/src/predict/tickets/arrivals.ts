import { NEVER } from './desks';
import type { Draws } from './draws';
import type { ArrivalOutlook } from './view';

/** When the next newcomer of a queue comes after `nowMin`: exponential amounts spent against the expected rates. */
export function nextArrival(
  { perMin, slotMin, startMin }: ArrivalOutlook,
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
