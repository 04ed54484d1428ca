/** Answers that may be at most `ttlMs` old, and not even that once `clear` was called. Bounded: the oldest go first. */
export class ShortCache<V> {
  private readonly entries = new Map<string, { readonly value: V; readonly until: number }>();
  private generation = 0;

  constructor(private readonly ttlMs: number, private readonly now: () => number, private readonly limit = 10_000) {}

  async get(key: string, load: () => Promise<V>): Promise<V> {
    const known = this.entries.get(key);
    const now = this.now();
    // not longer than its time either when the clock was set back since
    if (known !== undefined && known.until > now && known.until - now <= this.ttlMs) return known.value;
    const generation = this.generation;
    const value = await load();
    // what was read before a change must not be remembered after it
    if (generation === this.generation) this.put(key, value);
    return value;
  }

  clear(): void {
    this.generation += 1;
    this.entries.clear();
  }

  private put(key: string, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, { value, until: this.now() + this.ttlMs });
    const [oldest] = this.entries.keys();
    if (this.entries.size > this.limit && oldest !== undefined) this.entries.delete(oldest);
  }
}
