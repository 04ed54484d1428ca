/** Versions of recomputed rows: they grow with the clock, never tie, and go on above whatever an earlier writer wrote. */
export class Versions {
  private last = 0;
  /** what the tables hold, asked once for all partitions that were taken over meanwhile */
  private begun: Promise<void> | null = null;

  /** @param highest asks the tables for the highest version that any writer has written */
  constructor(
    private readonly now: () => number,
    private readonly highest: () => Promise<number>,
  ) {}

  /** A partition was taken over: whoever had it may have written higher ones. Asked when the first is needed, for events need none. */
  takeOver(): void {
    this.begun = null;
  }

  /** @throws what the tables answer while they cannot be read: without it no row may be written */
  async next(): Promise<number> {
    this.begun ??= this.begin();
    await this.begun;
    this.last = Math.max(Math.trunc(this.now() * 1000), this.last + 1);
    return this.last;
  }

  private async begin(): Promise<void> {
    try {
      this.last = Math.max(this.last, await this.highest());
    } catch (error) {
      this.begun = null;
      throw error;
    }
  }
}
