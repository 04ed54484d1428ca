import { Flights, withTimeout } from '@cockpit/platform';
import { LRUCache } from 'lru-cache';

/** maximum wait for a new value when an older one is cached */
const PATIENCE_MS = 2000;
/** after a failure, older values are used this long without loading */
const PAUSE_MS = 1000;

/**
 * Caches values for at most `ttlMs` or until `clear`. Bounded: the least recently requested go first. While loading
 * fails or takes too long, values up to `staleMs` old are used, except absent ones.
 */
export class ShortCache<V> {
  private readonly entries: LRUCache<string, { readonly value: V; readonly at: number }>;
  /** concurrent requests of a key share one load */
  private readonly flights = new Flights<V>(Infinity);
  private generation = 0;
  private failedAt = -Infinity;

  constructor(
    private readonly ttlMs: number,
    private readonly now: () => number,
    limit = 10_000,
    private readonly staleMs = 0,
  ) {
    this.entries = new LRUCache({ max: limit });
  }

  async get(key: string, load: () => Promise<V>): Promise<V> {
    const cached = this.entries.get(key);
    const now = this.now();
    if (cached !== undefined && isWithin(this.ttlMs, cached.at, now)) return cached.value;
    const older = cached?.value !== null && isWithin(this.staleMs, cached?.at ?? -Infinity, now) ? cached : undefined;
    if (older !== undefined && isWithin(PAUSE_MS, this.failedAt, now)) return older.value;
    const generation = this.generation;
    try {
      // not a load that began before a change
      const loading = this.flights.join(`${String(generation)} ${key}`, load);
      const value = await (older === undefined ? loading : withTimeout(loading, PATIENCE_MS));
      // a value read before a change must not be cached after it
      if (generation === this.generation) this.entries.set(key, { value, at: this.now() });
      return value;
    } catch (error) {
      if (older === undefined || generation !== this.generation) throw error;
      this.failedAt = this.now();
      return older.value;
    }
  }

  /** Drops a key, so that it is loaded again next time. */
  forget(key: string): void {
    this.entries.delete(key);
  }

  clear(): void {
    this.generation += 1;
    this.entries.clear();
  }
}

/** expired too when the clock was set back since */
const isWithin = (ms: number, since: number, now: number): boolean => now >= since && now - since < ms;
