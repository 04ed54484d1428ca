import { LRUCache } from 'lru-cache';

/** Rows deleted by retention leave no version, so entries also expire. */
const TTL_MS = 600_000;

/**
 * Caches reads of versioned data: each version is read once. The version is part of the key, so no older data is
 * returned.
 */
export class KeptReads<V extends object> {
  private readonly cache: LRUCache<string, Promise<V>>;

  constructor(limit: number) {
    this.cache = new LRUCache({ max: limit, ttl: TTL_MS });
  }

  get(question: string, version: string, read: () => Promise<V>): Promise<V> {
    const key = `${version} ${question}`;
    const cached = this.cache.get(key);
    if (cached !== undefined) return cached;
    const reading = read();
    this.cache.set(key, reading);
    // failures are not cached
    reading.catch(() => this.cache.delete(key));
    return reading;
  }
}
