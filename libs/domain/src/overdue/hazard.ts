/** Maximum hazard of a bin: even if all matters closed within it, the next one may not. */
const MAX_HAZARD = 0.995;

/**
 * Discrete-time hazards with censoring: the share of matters open at the start of a bin that closes within it. This is the life-table
 * estimate of Cutler & Ederer (1958) with weighted matters; a small group is smoothed by a prior hazard (empirical Bayes with a gamma prior
 * worth `strength` matters).
 */
export class HazardTable {
  private readonly exposure: Float64Array;
  private readonly closings: Float64Array;

  /** `edges` ascend from 0; the last bin ends at the last edge, and there is no estimate beyond it. */
  constructor(private readonly edges: Float64Array) {
    this.exposure = new Float64Array(edges.length);
    this.closings = new Float64Array(edges.length);
  }

  /** Adds a matter observed for `duration`; `closed` is false if it was still open then (censored). */
  add(duration: number, closed: boolean, weight: number): void {
    const bin = binOf(this.edges, duration);
    for (let k = 0; k < bin; k++) this.exposure[k] = at(this.exposure, k) + weight;
    const width = at(this.edges, bin + 1) - at(this.edges, bin);
    const share = closed || width <= 0 ? 1 : Math.min(1, (duration - at(this.edges, bin)) / width);
    this.exposure[bin] = at(this.exposure, bin) + weight * share;
    if (closed) this.closings[bin] = at(this.closings, bin) + weight;
  }

  /** −log of the probability to stay open from `from` to `to`, given open at `from`. `prior` returns the same quantity of the prior. */
  cumulative(from: number, to: number, prior: (from: number, to: number) => number, strength: number): number {
    let total = 0;
    for (let bin = binOf(this.edges, from); from < to; bin++) {
      const begin = at(this.edges, bin);
      const end = bin + 1 < this.edges.length ? at(this.edges, bin + 1) : Infinity;
      const until = Math.min(to, end);
      if (end === Infinity) return total + prior(from, to);
      const priorShare = 1 - Math.exp(-prior(begin, end));
      const share = (at(this.closings, bin) + strength * priorShare) / (at(this.exposure, bin) + strength);
      total -= (Math.log1p(-Math.min(share, MAX_HAZARD)) * (until - from)) / (end - begin);
      from = until;
    }
    return total;
  }
}

/** Index of the bin that contains `value`; values before the first edge belong to the first bin. */
function binOf(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at(edges, middle) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
