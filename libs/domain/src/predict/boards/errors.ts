import { BOARD_TUNING as T } from './tuning';

/** One wait that was predicted and then seen: how the truth related to the prediction. */
export interface ErrorSample {
  readonly queue: string;
  /** nobody was waiting on the board: the prediction is about the gap to the next call, not about a line */
  readonly empty: boolean;
  /** minutes */
  readonly predicted: number;
  readonly real: number;
}

export interface Quantiles {
  readonly p50: number;
  readonly p80: number;
  readonly p90: number;
}

/** Log ratios are taken after adding this many minutes, so that waits near zero do not weigh everything. */
const FLOOR_MIN = 2;
const GRID = Array.from({ length: 24 }, (_, i) => Math.log(FLOOR_MIN) + i * 0.25);
/** What errors look like before any were seen: quantiles of the log ratio, spread evenly over −1.1 … 0.9. */
const PRIOR = Array.from({ length: 21 }, (_, i) => -1.1 + i * 0.1);

interface Row {
  readonly log: number;
  readonly at: number;
  readonly queue: string;
  readonly empty: boolean;
}

/**
 * The distribution of log((real + 2) / (predicted + 2)) near a predicted wait, learned from the hall's own past quotes:
 * errors of the same queue count a little more, those of like-sized waits elsewhere fill in. One table gives the median
 * correction and the bands, so coverage is what it was, not what a formula hopes.
 */
export class ErrorTable {
  private rows: Row[] = [];
  private readonly cache = new Map<string, readonly Quantiles[]>();
  private sorted = true;

  get size(): number {
    return this.rows.length;
  }

  add(samples: readonly ErrorSample[]): void {
    if (samples.length === 0) return;
    for (const s of samples) {
      this.rows.push({
        log: Math.log((s.real + FLOOR_MIN) / (s.predicted + FLOOR_MIN)),
        at: Math.log(s.predicted + FLOOR_MIN),
        queue: s.queue,
        empty: s.empty,
      });
    }
    this.sorted = false;
    this.cache.clear();
  }

  /** p50, p80, p90 in minutes of the wait that was predicted as so many minutes; never falls as the prediction grows. */
  quantiles(queue: string, predicted: number, empty: boolean): Quantiles {
    const at = Math.log(predicted + FLOOR_MIN);
    const curve = this.curve(queue, empty);
    const step = Math.min(GRID.length - 1.000001, Math.max(0, (at - Math.log(FLOOR_MIN)) / 0.25));
    const i = Math.floor(step);
    const [a, b] = [curve[i], curve[i + 1]];
    if (a === undefined || b === undefined) return { p50: predicted, p80: predicted * 1.5, p90: predicted * 2 };
    const wait = (key: keyof Quantiles): number =>
      Math.max(0, Math.exp(a[key] + (b[key] - a[key]) * (step - i)) - FLOOR_MIN);
    return { p50: wait('p50'), p80: wait('p80'), p90: wait('p90') };
  }

  /** log(wait + 2) at the grid of predictions, made monotone. */
  private curve(queue: string, empty: boolean): readonly Quantiles[] {
    const key = `${empty ? 'e' : 'w'}${queue}`;
    const known = this.cache.get(key);
    if (known !== undefined) return known;
    if (!this.sorted) this.trim();
    const rows = this.rows.filter((r) => r.empty === empty);
    let floor: Quantiles = { p50: 0, p80: 0, p90: 0 };
    const curve = GRID.map((at) => {
      const q = quantilesNear(rows, queue, at);
      floor = {
        p50: Math.max(floor.p50, at + q.p50),
        p80: Math.max(floor.p80, at + q.p80),
        p90: Math.max(floor.p90, at + q.p90),
      };
      return floor;
    });
    this.cache.set(key, curve);
    return curve;
  }

  private trim(): void {
    if (this.rows.length > T.samples) this.rows = this.rows.slice(-T.samples);
    this.sorted = true;
  }

  toJSON(): [log: number, at: number, queue: string, empty: 0 | 1][] {
    return this.rows.slice(-T.samples).map((r) => [round(r.log), round(r.at), r.queue, r.empty ? 1 : 0]);
  }

  static fromJSON(rows: [number, number, string, 0 | 1][]): ErrorTable {
    const table = new ErrorTable();
    table.rows = rows.map(([log, at, queue, empty]) => ({ log, at, queue, empty: empty === 1 }));
    return table;
  }
}

function round(x: number): number {
  return Math.round(x * 1e4) / 1e4;
}

function quantilesNear(rows: readonly Row[], queue: string, at: number): Quantiles {
  const weighed: [log: number, weight: number][] = PRIOR.map((log) => [log, T.priorSamples / PRIOR.length]);
  for (const r of rows) {
    const z = (r.at - at) / T.bandwidth;
    if (Math.abs(z) > 3) continue;
    weighed.push([r.log, Math.exp(-0.5 * z * z) * (r.queue === queue ? T.ownQueueWeight : 1)]);
  }
  weighed.sort((a, b) => a[0] - b[0]);
  const total = weighed.reduce((sum, [, w]) => sum + w, 0);
  const found = { p50: 0, p80: 0, p90: 0 };
  let sum = 0;
  for (const [log, w] of weighed) {
    const before = sum / total;
    sum += w;
    const after = sum / total;
    if (before < 0.5 && after >= 0.5) found.p50 = log;
    if (before < 0.8 && after >= 0.8) found.p80 = log;
    if (before < 0.9 && after >= 0.9) found.p90 = log;
  }
  return found;
}
