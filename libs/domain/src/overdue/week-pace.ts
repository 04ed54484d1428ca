const HOUR = 3_600_000;
const HOURS = 168;
/** The epoch began on a Thursday; any fixed begin of the week will do. */
const WEEK = HOURS * HOUR;
/** Closings an hour of the week is given before any was seen: a few dozen closings say little about nights and weekends. */
const PRIOR = 20;

/**
 * The time in which work gets done. Offices close matters by day and on weekdays; an hour in which twice as many are closed as
 * on average counts as two. Learned from closings by hour of the week, so that no calendar and no zone need be known; over a
 * whole week it passes as fast as the clock.
 */
export class WeekPace {
  /** effective hours passed since the begin of the week, at the begin of each hour; one more for its end */
  private readonly passed = new Float64Array(HOURS + 1);

  constructor(closings: Iterable<{ readonly at: number; readonly weight: number }>) {
    const seen = new Float64Array(HOURS).fill(PRIOR);
    let total = PRIOR * HOURS;
    for (const { at, weight } of closings) {
      const hour = Math.floor(intoWeek(at) / HOUR);
      seen[hour] = (seen[hour] ?? 0) + weight;
      total += weight;
    }
    for (let hour = 0; hour < HOURS; hour++)
      this.passed[hour + 1] = (this.passed[hour] ?? 0) + ((seen[hour] ?? 0) / total) * HOURS;
  }

  /** Effective hours since the epoch; grows with `at`, epoch ms. */
  hoursAt(at: number): number {
    const into = intoWeek(at);
    const hour = Math.floor(into / HOUR);
    const [begin, end] = [this.passed[hour] ?? 0, this.passed[hour + 1] ?? 0];
    return ((at - into) / WEEK) * HOURS + begin + (end - begin) * (into / HOUR - hour);
  }
}

const intoWeek = (at: number): number => ((at % WEEK) + WEEK) % WEEK;
