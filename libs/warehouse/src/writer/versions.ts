/** Versions of recomputed rows: they grow with the clock, never tie, and go on above whatever an earlier writer wrote. */
export class Versions {
  private last = 0;

  constructor(private readonly now: () => number) {}

  /** @param highest the highest version found in the tables when this writer took over */
  startAbove(highest: number): void {
    this.last = Math.max(this.last, highest);
  }

  next(): number {
    this.last = Math.max(Math.trunc(this.now() * 1000), this.last + 1);
    return this.last;
  }
}
