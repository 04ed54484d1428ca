/** Waits of one day under one policy. */
export interface DayScore {
  readonly day: number;
  readonly tickets: number;
  readonly sumMin: number;
  readonly count: number;
  readonly over15: number;
  readonly over20: number;
  readonly over30: number;
  readonly branchSum: readonly number[];
  readonly branchCount: readonly number[];
  readonly prompts: number;
  readonly switches: number;
  /** Tickets that nobody could ever call; their wait counts as long as their patience. */
  readonly stranded: number;
}

/** Width of the bins from which percentiles are read, minutes. */
const BIN_MIN = 0.02;
const BINS = 45_001;

/** All waits of many days, kept as a fine histogram: mergeable between processes and small whatever the number of days. */
export class WaitHistogram {
  readonly bins: Uint32Array;

  constructor(bins?: Uint32Array) {
    this.bins = bins ?? new Uint32Array(BINS);
  }

  add(waitMin: number): void {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(waitMin / BIN_MIN)));
    this.bins[bin] = (this.bins[bin] ?? 0) + 1;
  }

  merge(other: WaitHistogram): void {
    other.bins.forEach((n, i) => {
      this.bins[i] = (this.bins[i] ?? 0) + n;
    });
  }

  /** Upper edge of the bin that holds the quantile; 0 when nothing was added. */
  quantile(q: number): number {
    const total = this.bins.reduce((sum, n) => sum + n, 0);
    let seen = 0;
    for (let i = 0; i < BINS && total > 0; i += 1) {
      seen += this.bins[i] ?? 0;
      if (seen >= q * total) return (i + 1) * BIN_MIN;
    }
    return 0;
  }
}

/** Collects the waits of one day. */
export class DayTally {
  private readonly branchSum: number[];
  private readonly branchCount: number[];
  private readonly over = { 15: 0, 20: 0, 30: 0 };
  private sum = 0;
  private count = 0;

  constructor(
    branches: number,
    private readonly histogram: WaitHistogram,
  ) {
    this.branchSum = new Array<number>(branches).fill(0);
    this.branchCount = new Array<number>(branches).fill(0);
  }

  readonly onWait = (waitMin: number, branch: number): void => {
    this.sum += waitMin;
    this.count += 1;
    this.branchSum[branch] = (this.branchSum[branch] ?? 0) + waitMin;
    this.branchCount[branch] = (this.branchCount[branch] ?? 0) + 1;
    if (waitMin > 15) this.over[15] += 1;
    if (waitMin > 20) this.over[20] += 1;
    if (waitMin > 30) this.over[30] += 1;
    this.histogram.add(waitMin);
  };

  score(rest: Pick<DayScore, 'day' | 'tickets' | 'prompts' | 'switches' | 'stranded'>): DayScore {
    const { sum, count, over, branchSum, branchCount } = this;
    return { ...rest, sumMin: sum, count, over15: over[15], over20: over[20], over30: over[30], branchSum, branchCount };
  }
}
