import { LRUCache } from 'lru-cache';

/** Rows that were removed, as those that are too old, leave no version behind. */
const TTL_MS = 600_000;

/**
 * What was read of data that say which version they are: read once of each version, however many ask and whenever. The version is part of the name,
 * so nothing older than it is ever answered.
 */
export class KeptReads<V extends object> {
  private readonly kept: LRUCache<string, Promise<V>>;

  constructor(limit: number) {
    this.kept = new LRUCache({ max: limit, ttl: TTL_MS });
  }

  get(question: string, version: string, read: () => Promise<V>): Promise<V> {
    const name = `${version} ${question}`;
    const known = this.kept.get(name);
    if (known !== undefined) return known;
    const reading = read();
    this.kept.set(name, reading);
    // a failure is nobody's answer but of those who asked meanwhile
    reading.catch(() => this.kept.delete(name));
    return reading;
  }
}
