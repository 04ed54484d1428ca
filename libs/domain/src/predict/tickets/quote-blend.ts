import type { LineSigns } from './line-pace';

/** Σ of products of the estimates with each other and with the real wait, all as square roots of minutes. */
export interface BlendState {
  readonly n: number;
  readonly xx: readonly number[];
  readonly xy: readonly number[];
}

/** The roll-out and the signs. */
const SIZE = 6;
/** Quotes for which the roll-out alone is believed at first. */
const TRUST = 20;
const SWEEPS = 60;

/**
 * Weighs the roll-out's median against what the line itself says (see {@link LineSigns}), by how well each foretold the
 * waits of past days: least squares on square roots, for the error of a wait grows with it. No weight is negative, so that
 * the result grows with whatever it is made of.
 */
export class QuoteBlend {
  private n = 0;
  private readonly xx = new Float64Array(SIZE * SIZE);
  private readonly xy = new Float64Array(SIZE);
  private solved: Float64Array | null = null;

  /** All in minutes. */
  add(rollout: number, signs: LineSigns, real: number): void {
    const x = [rollout, ...signs].map((minutes) => Math.sqrt(Math.max(0, minutes)));
    const y = Math.sqrt(Math.max(0, real));
    this.n += 1;
    for (let i = 0; i < SIZE; i++) {
      this.xy[i] = (this.xy[i] ?? 0) + (x[i] ?? 0) * y;
      for (let j = 0; j < SIZE; j++) this.xx[i * SIZE + j] = (this.xx[i * SIZE + j] ?? 0) + (x[i] ?? 0) * (x[j] ?? 0);
    }
    this.solved = null;
  }

  fade(by: number): void {
    this.n *= by;
    for (const sums of [this.xx, this.xy])
      sums.forEach((sum, i) => {
        sums[i] = sum * by;
      });
    this.solved = null;
  }

  /** @returns minutes; the roll-out's own where nothing has been learned. Whom a window stands ready for does not wait. */
  blend(rollout: number, signs: LineSigns): number {
    if (rollout === 0 && signs[0] === 0) return 0;
    if (this.n === 0) return rollout;
    const weights = this.weights();
    const root = [rollout, ...signs].reduce((sum, part, i) => sum + (weights[i] ?? 0) * Math.sqrt(part), 0);
    return root * root;
  }

  /** Least squares without negative weights, by coordinates, leaning on the roll-out alone. */
  private weights(): Float64Array {
    if (this.solved !== null) return this.solved;
    const weights = Float64Array.from({ length: SIZE }, (_, i) => (i === 0 ? 1 : 0));
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      for (let i = 0; i < SIZE; i++) {
        let left = (this.xy[i] ?? 0) + (i === 0 ? TRUST : 0);
        for (let j = 0; j < SIZE; j++) if (j !== i) left -= (this.xx[i * SIZE + j] ?? 0) * (weights[j] ?? 0);
        weights[i] = Math.max(0, left / ((this.xx[i * SIZE + i] ?? 0) + TRUST));
      }
    }
    this.solved = weights;
    return weights;
  }

  toJSON(): BlendState {
    const round = (sums: Float64Array): number[] => [...sums].map((sum) => Math.round(sum * 1e3) / 1e3);
    return { n: this.n, xx: round(this.xx), xy: round(this.xy) };
  }

  /** What was kept of other signs is left out: the first day that is over teaches these. */
  load(state: BlendState): void {
    if (state.xy.length !== SIZE) return;
    this.n = state.n;
    this.xx.set(state.xx);
    this.xy.set(state.xy);
    this.solved = null;
  }
}
