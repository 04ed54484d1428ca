/**
 * What the roll-out's quotes got wrong, in units of their own spread: z = (real − median) ÷ (P90 − P50 + 1 min), by the
 * size of the median. The quantiles of z near a quote turn the roll-out's band into one with the coverage it claims
 * (conformal scaling); its median corrects what the roll-out does not know, such as prompts still to come.
 */
export class QuoteErrors {
  private rows: [at: number, z: number][] = [];
  private table: Bands[] | null = null;

  get size(): number {
    return this.rows.length;
  }

  /** All in minutes. */
  add(p50: number, p90: number, real: number): void {
    this.rows.push([Math.log(1 + p50), (real - p50) / (p90 - p50 + 1)]);
    if (this.rows.length > 2 * KEEP) this.rows = this.rows.slice(-KEEP);
    // The table changes slowly; working it out anew for each of thousands of visitors would cost more than it teaches.
    if (this.rows.length < 200 || this.rows.length % 500 === 0) this.table = null;
  }

  /** Calibrated quantiles of a wait whose roll-out gave this median and P90. */
  adjust(p50: number, p90: number): { p50: number; p80: number; p90: number } {
    const unit = p90 - p50 + 1;
    const at = Math.min(GRID - 1.000001, Math.log(1 + p50) / STEP);
    this.table ??= Array.from({ length: GRID }, (_, i) => this.bandsNear(i * STEP));
    const i = Math.floor(at);
    const [a, b] = [this.table[i] ?? START, this.table[i + 1] ?? START];
    const z = (key: keyof Bands): number => a[key] + (b[key] - a[key]) * (at - i);
    const middle = Math.max(0, p50 + unit * z('p50'));
    const p80 = Math.max(middle, p50 + unit * z('p80'));
    return { p50: middle, p80, p90: Math.max(p80, p50 + unit * z('p90')) };
  }

  private bandsNear(at: number): Bands {
    const near: [z: number, weight: number][] = PRIOR.map((z) => [z, PRIOR_WEIGHT / PRIOR.length]);
    for (const [x, z] of this.rows) {
      const d = (x - at) / WIDTH;
      if (d > -3 && d < 3) near.push([z, Math.exp(-0.5 * d * d)]);
    }
    near.sort((a, b) => a[0] - b[0]);
    const total = near.reduce((sum, [, w]) => sum + w, 0);
    const found = { p50: 0, p80: 0, p90: 0 };
    let sum = 0;
    for (const [z, w] of near) {
      const before = sum / total;
      sum += w;
      if (before < 0.5 && sum / total >= 0.5) found.p50 = z;
      if (before < 0.8 && sum / total >= 0.8) found.p80 = z;
      if (before < 0.9 && sum / total >= 0.9) found.p90 = z;
    }
    return found;
  }

  toJSON(): QuoteErrorsState {
    return this.rows.slice(-KEEP).map(([at, z]) => [Math.round(at * 1e3) / 1e3, Math.round(z * 1e3) / 1e3]);
  }

  load(state: QuoteErrorsState): void {
    this.rows = state.map(([at, z]) => [at, z]);
    this.table = null;
  }
}

export type QuoteErrorsState = [at: number, z: number][];
interface Bands { readonly p50: number; readonly p80: number; readonly p90: number }

const KEEP = 8000;
const GRID = 24;
const STEP = 0.25;
const WIDTH = 0.3;
/** Before anything was seen the roll-out is believed: z has median 0, P80 0.66 and P90 1 of a normal error. */
const START: Bands = { p50: 0, p80: 0.66, p90: 1 };
const PRIOR = Array.from({ length: 19 }, (_, i) => (i - 9) * 0.125);
const PRIOR_WEIGHT = 10;
