import { Flights, withTimeout } from '@cockpit/platform';
import { LRUCache } from 'lru-cache';

/** so long an answer is waited for by who has an older one */
const PATIENCE_MS = 2000;
/** after a failure older answers are given without asking again, for so long */
const PAUSE_MS = 1000;

/**
 * Answers that may be at most `ttlMs` old, and not even that once `clear` was called. Bounded: what was asked for least lately goes first. While asking
 * fails, or takes too long, an answer of the last `staleMs` will do; that there was nothing will not.
 */
export class ShortCache<V> {
  private readonly entries: LRUCache<string, { readonly value: V; readonly at: number }>;
  /** asked by many at once, it is loaded once */
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
    const known = this.entries.get(key);
    const now = this.now();
    if (known !== undefined && isWithin(this.ttlMs, known.at, now)) return known.value;
    const older = known?.value !== null && isWithin(this.staleMs, known?.at ?? -Infinity, now) ? known : undefined;
    if (older !== undefined && isWithin(PAUSE_MS, this.failedAt, now)) return older.value;
    const generation = this.generation;
    try {
      // not what began to be loaded before a change
      const loading = this.flights.join(`${String(generation)} ${key}`, load);
      const value = await (older === undefined ? loading : withTimeout(loading, PATIENCE_MS));
      // what was read before a change must not be remembered after it
      if (generation === this.generation) this.entries.set(key, { value, at: this.now() });
      return value;
    } catch (error) {
      if (older === undefined || generation !== this.generation) throw error;
      this.failedAt = this.now();
      return older.value;
    }
  }

  /** What was just loaded is asked again the next time. */
  forget(key: string): void {
    this.entries.delete(key);
  }

  clear(): void {
    this.generation += 1;
    this.entries.clear();
  }
}

/** not longer than its time either when the clock was set back since */
const isWithin = (ms: number, since: number, now: number): boolean => now >= since && now - since < ms;
