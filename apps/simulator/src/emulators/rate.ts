/** Sliding-window rate limit: at most `count` messages in any span of `ms`. */
export class Rate {
  private readonly taken: number[] = [];

  constructor(private readonly windows: readonly { count: number; ms: number }[]) {}

  /** Counts a message at this time. False if it exceeds a limit; then it is not counted. */
  take(now: number): boolean {
    const isOver = this.windows.some(({ count, ms }) => this.taken.filter((at) => at > now - ms).length >= count);
    if (!isOver) this.taken.push(now);
    return !isOver;
  }
}
