/** Seeded random numbers (mulberry32): the same seed gives the same numbers on every machine. */
export class Draw {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<T>(from: readonly T[]): T {
    const value = from[this.below(from.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  }

  /** Picks a value in proportion to the weights. */
  weighted<T>(from: readonly { readonly value: T; readonly weight: number }[]): T {
    let left = this.next() * from.reduce((sum, entry) => sum + entry.weight, 0);
    for (const { value, weight } of from) {
      left -= weight;
      if (left < 0) return value;
    }
    return this.pick(from).value;
  }

  shuffled<T>(from: readonly T[]): T[] {
    const rest = [...from];
    return from.map(() => rest.splice(this.below(rest.length), 1)).flat();
  }
}
