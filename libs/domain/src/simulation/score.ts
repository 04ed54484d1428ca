/** Waits of one day under one policy. */
export interface DayScore {
  readonly day: number;
  readonly tickets: number;
  readonly sumMin: number;
  readonly count: number;
  /** 90th percentile of the day's waits, minutes. */
  readonly p90: number;
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

/** Collects the waits of one day. */
export class DayTally {
  private readonly branchSum: number[];
  private readonly branchCount: number[];
  private readonly over = { 15: 0, 20: 0, 30: 0 };
  private sum = 0;
  private count = 0;

  private readonly waits: number[] = [];

  constructor(branches: number) {
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
    this.waits.push(waitMin);
  };

  score(rest: Pick<DayScore, 'day' | 'tickets' | 'prompts' | 'switches' | 'stranded'>): DayScore {
    const { sum, count, over, branchSum, branchCount } = this;
    const sorted = Float64Array.from(this.waits).sort();
    const p90 = sorted[Math.floor(0.9 * count)] ?? 0;
    return {
      ...rest,
      sumMin: sum,
      count,
      p90,
      over15: over[15],
      over20: over[20],
      over30: over[30],
      branchSum,
      branchCount,
    };
  }
}
