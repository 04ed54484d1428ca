/** Counts as a receiver counts: no span of so many ms holds more than so many. */
export class Rate {
  private readonly taken: number[] = [];

  constructor(private readonly windows: readonly { count: number; ms: number }[]) {}

  /** Counts one at this time; false when it is one too many, and then it does not count. */
  take(now: number): boolean {
    const isOver = this.windows.some(({ count, ms }) => this.taken.filter((at) => at > now - ms).length >= count);
    if (!isOver) this.taken.push(now);
    return !isOver;
  }
}
