/**
 * What the roll-out's quotes got wrong, in units of their own spread: z = (real − median) ÷ (P90 − P50), by the
 * size of the median. The quantiles of z near a quote turn the roll-out's band into one with the coverage it claims
 * (conformal scaling); its median corrects what the roll-out does not know, such as prompts still to come. Kept as one
 * histogram of z per size, each error spread over the sizes near its own; old errors fade.
 */
export class QuoteErrors {
  private readonly bins: Float64Array[];
  private readonly bands: (Bands | null)[] = new Array<Bands | null>(SIZES).fill(null);

  /** @param trust quotes the roll-out's own band is worth before anything was seen */
  constructor(trust = DESCRIBED_HALL) {
    this.bins = Array.from({ length: SIZES }, () => startingBins(trust));
  }

  /** All in minutes. */
  add(p50: number, p90: number, real: number): void {
    const at = Math.log(1 + p50) / STEP;
    const z = (real - p50) / unitOf(p50, p90);
    const bin = Math.max(0, Math.min(BINS - 1, Math.floor((z - LOWEST) / BIN)));
    for (let size = Math.max(0, Math.ceil(at - REACH)); size <= Math.min(SIZES - 1, Math.floor(at + REACH)); size++) {
      const bins = this.bins[size];
      if (bins === undefined) continue;
      const d = (size - at) / (REACH / 2);
      bins[bin] = (bins[bin] ?? 0) + Math.exp(-0.5 * d * d);
      this.bands[size] = null;
    }
  }

  /** Lets what is known count less, by this factor: once a day, so that a changed hall is learned anew. */
  fade(by: number): void {
    for (const bins of this.bins) for (let i = 0; i < BINS; i++) bins[i] = (bins[i] ?? 0) * by;
  }

  /** Calibrated quantiles of a wait whose roll-out gave this median and P90. */
  adjust(p50: number, p90: number): { p50: number; p80: number; p90: number } {
    const unit = unitOf(p50, p90);
    const at = Math.min(SIZES - 1.000001, Math.log(1 + p50) / STEP);
    const i = Math.floor(at);
    const [a, b] = [this.near(i), this.near(i + 1)];
    const z = (key: keyof Bands): number => a[key] + (b[key] - a[key]) * (at - i);
    const middle = Math.max(0, p50 + unit * z('p50'));
    const p80 = Math.max(middle, p50 + unit * z('p80'));
    return { p50: middle, p80, p90: Math.max(p80, p50 + unit * z('p90')) };
  }

  private near(size: number): Bands {
    const known = this.bands[size];
    if (known !== null && known !== undefined) return known;
    const bins = this.bins[size] ?? startingBins(1);
    const total = bins.reduce((sum, n) => sum + n, 0);
    const made = {
      p50: quantile(bins, 0.5 * total),
      p80: quantile(bins, 0.8 * total),
      p90: quantile(bins, 0.9 * total),
    };
    this.bands[size] = made;
    return made;
  }

  /** Sparse: for each size, pairs of bin and weight. */
  toJSON(): QuoteErrorsState {
    return this.bins.map((bins) => [...bins].flatMap((n, i) => (n < 1e-3 ? [] : [[i, Math.round(n * 1e3) / 1e3]])));
  }

  load(state: QuoteErrorsState): void {
    state.forEach((pairs, size) => {
      const bins = this.bins[size];
      if (bins === undefined) return;
      bins.fill(0);
      for (const [i, n] of pairs) if (i !== undefined && n !== undefined && i < BINS) bins[i] = n;
      this.bands[size] = null;
    });
  }
}

/** By size, pairs of bin and weight. */
export type QuoteErrorsState = number[][][];
interface Bands {
  readonly p50: number;
  readonly p80: number;
  readonly p90: number;
}

const STEP = 0.25;
const SIZES = 24;
/** Sizes on either side that an error counts for. */
const REACH = 2;
const LOWEST = -3;
const BIN = 0.05;
const BINS = 180;
/**
 * Before anything was seen the roll-out is believed: errors are normal, with its P90 where it says. For a hall whose
 * organisation is described that is worth many quotes, for the errors of one day are much alike; for one known only by
 * its recorded events, little.
 */
const DESCRIBED_HALL = 1500;
export const RECORDED_HALL = 200;

/** Half a minute is the least error that means anything. */
function unitOf(p50: number, p90: number): number {
  return Math.max(0.5, p90 - p50);
}

function startingBins(weight: number): Float64Array {
  const bins = Float64Array.from({ length: BINS }, (_, i) =>
    Math.exp(-0.5 * ((LOWEST + (i + 0.5) * BIN) * 1.2816) ** 2),
  );
  const total = bins.reduce((sum, n) => sum + n, 0);
  return bins.map((n) => (n * weight) / total);
}

function quantile(bins: Float64Array, upTo: number): number {
  let sum = 0;
  for (let i = 0; i < BINS; i++) {
    const n = bins[i] ?? 0;
    if (sum + n >= upTo && n > 0) return LOWEST + (i + (upTo - sum) / n) * BIN;
    sum += n;
  }
  return LOWEST + BINS * BIN;
}
