const HOUR = 3_600_000;
const HOURS = 168;
/** Weeks start with the epoch, a Thursday; any fixed start works. */
const WEEK = HOURS * HOUR;
/** Prior closings for each hour of the week, because a few dozen closings say little about nights and weekends. */
const PRIOR = 20;

/**
 * Effective working time. Offices close matters by day and on weekdays; an hour with twice the average number of closings counts as two. It
 * is learned from closings by hour of the week, so it needs no calendar and no zone; a whole week has as many effective hours as clock
 * hours.
 */
export class WeekPace {
  /** effective hours from the start of the week to the start of each hour, plus one entry for the week's end */
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

  /** Effective hours since the epoch; increases with `at`, epoch ms. */
  hoursAt(at: number): number {
    const into = intoWeek(at);
    const hour = Math.floor(into / HOUR);
    const [begin, end] = [this.passed[hour] ?? 0, this.passed[hour + 1] ?? 0];
    return ((at - into) / WEEK) * HOURS + begin + (end - begin) * (into / HOUR - hour);
  }
}

const intoWeek = (at: number): number => ((at % WEEK) + WEEK) % WEEK;
