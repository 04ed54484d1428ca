/**
 * How often nobody comes when a number is called, by how long it had waited. People who have lost patience keep their
 * number, so this rises with the wait; it is learned from observed no-shows alone. Bins in minutes of wait.
 */
const EDGES = [0, 5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 180] as const;
const MIDDLES = EDGES.map((edge, i) => (edge + (EDGES[i + 1] ?? edge * 1.3)) / 2);
/** Patience is taken to be lognormal; before anything was seen, with this median and shape, worth so many calls a bin. */
const PRIOR = { medianMin: 80, shape: 0.6, calls: 2 };
const MEDIANS = Array.from({ length: 31 }, (_, i) => 25 * 1.07 ** i);
const SHAPES = [0.3, 0.4, 0.5, 0.6, 0.8, 1];
/** Calls a bin needs to be believed half against the fitted curve. */
const TRUST_CURVE = 150;
export const NO_SHOW_TABLE_MIN = 241;

export interface NoShowTally {
  calls: number;
  noShows: number;
}

export function emptyTally(): NoShowTally[] {
  return EDGES.map(() => ({ calls: 0, noShows: 0 }));
}

export function tallyCall(tally: NoShowTally[], waitedMin: number, noShow: boolean, sign = 1): void {
  let bin = EDGES.length - 1;
  while (bin > 0 && waitedMin < (EDGES[bin] ?? 0)) bin -= 1;
  const entry = tally[bin];
  if (entry === undefined) return;
  entry.calls += sign;
  if (noShow) entry.noShows += sign;
}

export interface Patience {
  readonly noShow: number;
  readonly medianMin: number;
  readonly shape: number;
}

/** The no-show rate and the lognormal patience that explain the no-show calls best (maximum likelihood over a grid). */
export function fitPatience(tally: readonly NoShowTally[], noShowRate: number): Patience {
  const noShow = shortWaits(tally, noShowRate);
  const seen = EDGES.map((_, i) => {
    const { calls, noShows } = tally[i] ?? { calls: 0, noShows: 0 };
    const expected = chance(MIDDLES[i] ?? 0, { noShow, medianMin: PRIOR.medianMin, shape: PRIOR.shape });
    return {
      at: MIDDLES[i] ?? 0,
      noShows: noShows + PRIOR.calls * expected,
      came: calls - noShows + PRIOR.calls * (1 - expected),
    };
  });
  let best: Patience = { noShow, medianMin: PRIOR.medianMin, shape: PRIOR.shape };
  let highest = -Infinity;
  for (const medianMin of MEDIANS) {
    for (const shape of SHAPES) {
      const patience = { noShow, medianMin, shape };
      let likelihood = 0;
      for (const { at, noShows, came } of seen) {
        const p = Math.min(0.9999, Math.max(1e-4, chance(at, patience)));
        likelihood += noShows * Math.log(p) + came * Math.log(1 - p);
      }
      if (likelihood > highest) {
        highest = likelihood;
        best = patience;
      }
    }
  }
  return best;
}

/** Chance of a no-show call by whole minutes waited: what was seen, leaning on the fitted patience where that is little. */
export function noShowTable(tally: readonly NoShowTally[], patience: Patience): Float64Array {
  let floor = 0;
  const values = EDGES.map((_, i) => {
    const { calls, noShows } = tally[i] ?? { calls: 0, noShows: 0 };
    floor = Math.max(floor, (noShows + TRUST_CURVE * chance(MIDDLES[i] ?? 0, patience)) / (calls + TRUST_CURVE));
    return floor;
  });
  // Within a bin the curve's shape, its level from what was seen.
  const ratios = values.map((v, i) => v / Math.max(1e-9, chance(MIDDLES[i] ?? 0, patience)));
  return Float64Array.from({ length: NO_SHOW_TABLE_MIN }, (_, minute) =>
    Math.min(0.98, between(ratios, minute) * chance(minute, patience)),
  );
}

/** No-show rate of those called within a quarter of an hour, shrunk towards what was assumed. */
function shortWaits(tally: readonly NoShowTally[], assumed: number): number {
  let calls = 60;
  let noShows = 60 * assumed;
  EDGES.forEach((edge, i) => {
    if (edge >= 15) return;
    calls += tally[i]?.calls ?? 0;
    noShows += tally[i]?.noShows ?? 0;
  });
  return noShows / calls;
}

function between(values: readonly number[], minute: number): number {
  let i = 0;
  while (i < MIDDLES.length - 1 && (MIDDLES[i + 1] ?? Infinity) <= minute) i += 1;
  const [x0, x1] = [MIDDLES[i] ?? 0, MIDDLES[i + 1] ?? Infinity];
  const [y0, y1] = [values[i] ?? 0, values[i + 1] ?? values[i] ?? 0];
  if (minute <= x0 || !Number.isFinite(x1)) return y0;
  return y0 + ((y1 - y0) * (minute - x0)) / (x1 - x0);
}

function chance(minute: number, { noShow, medianMin, shape }: Patience): number {
  const gone = minute <= 0 ? 0 : normalCdf(Math.log(minute / medianMin) / shape);
  return noShow + (1 - noShow) * gone;
}

/** Standard normal distribution by its logistic approximation (Bowling et al. 2009, absolute error below 1.5e-4). */
function normalCdf(z: number): number {
  return 1 / (1 + Math.exp(-(1.5976 * z + 0.07056 * z ** 3)));
}
