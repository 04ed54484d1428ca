/**
 * How often nobody comes when a number is called, by how long it had waited. People who have lost patience keep their
 * number, so this rises with the wait; it is learned from observed no-shows alone. Bins in minutes of wait.
 */
const EDGES = [0, 5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 180] as const;
const MIDDLES = EDGES.map((edge, i) => (edge + (EDGES[i + 1] ?? edge * 1.3)) / 2);
/** Before anything was seen: a median patience of 80 minutes, widely spread, weighed as so many calls a bin. */
const PRIOR_CALLS = 12;
const PRIOR_MEDIAN_MIN = 80;
const PRIOR_SHAPE = 3;
export const VAIN_TABLE_MIN = 241;

export interface VainTally { calls: number; vain: number }

export function emptyTally(): VainTally[] {
  return EDGES.map(() => ({ calls: 0, vain: 0 }));
}

export function tallyCall(tally: VainTally[], waitedMin: number, vain: boolean, sign = 1): void {
  let bin = EDGES.length - 1;
  while (bin > 0 && waitedMin < (EDGES[bin] ?? 0)) bin -= 1;
  const entry = tally[bin];
  if (entry === undefined) return;
  entry.calls += sign;
  if (vain) entry.vain += sign;
}

/** Chance of a call in vain by whole minutes waited: shrunk per bin, made monotone, drawn through the bin middles. */
export function vainTable(tally: readonly VainTally[], noShowRate: number): Float64Array {
  const pooled: { value: number; weight: number; bins: number }[] = [];
  EDGES.forEach((_, i) => {
    const prior = priorChance(MIDDLES[i] ?? 0, noShowRate);
    const { calls, vain } = tally[i] ?? { calls: 0, vain: 0 };
    pooled.push({ value: (vain + PRIOR_CALLS * prior) / (calls + PRIOR_CALLS), weight: calls + PRIOR_CALLS, bins: 1 });
    for (let last = pooled.length - 1; last > 0; last--) {
      const [a, b] = [pooled[last - 1], pooled[last]];
      if (a === undefined || b === undefined || a.value <= b.value) break;
      const weight = a.weight + b.weight;
      pooled.splice(last - 1, 2, { value: (a.value * a.weight + b.value * b.weight) / weight, weight, bins: a.bins + b.bins });
    }
  });
  const values = pooled.flatMap((p) => Array.from({ length: p.bins }, () => p.value));
  return Float64Array.from({ length: VAIN_TABLE_MIN }, (_, minute) => between(values, minute));
}

function between(values: readonly number[], minute: number): number {
  let i = 0;
  while (i < MIDDLES.length - 1 && (MIDDLES[i + 1] ?? Infinity) <= minute) i += 1;
  const [x0, x1] = [MIDDLES[i] ?? 0, MIDDLES[i + 1] ?? Infinity];
  const [y0, y1] = [values[i] ?? 0, values[i + 1] ?? values[i] ?? 0];
  if (minute <= x0 || !Number.isFinite(x1)) return y0;
  return y0 + ((y1 - y0) * (minute - x0)) / (x1 - x0);
}

function priorChance(minute: number, noShowRate: number): number {
  const gone = 1 / (1 + (PRIOR_MEDIAN_MIN / Math.max(0.1, minute)) ** PRIOR_SHAPE);
  return noShowRate + (1 - noShowRate) * gone;
}
