/** Versions of recomputed rows: they grow with the clock, are unique, and exceed those of earlier writers. */
export class Versions {
  private last = 0;
  /** query of the tables' highest version, shared by partitions taken over together */
  private begun: Promise<void> | null = null;

  /** @param highest queries the tables for the highest version of any writer */
  constructor(
    private readonly now: () => number,
    private readonly highest: () => Promise<number>,
  ) {}

  /**
   * Call when a partition is taken over, because its previous writer may have used higher versions. The query runs when
   * the first version is needed.
   */
  takeOver(): void {
    this.begun = null;
  }

  /** @throws the tables' error while they cannot be read; no row may be written then */
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
