import { LRUCache } from 'lru-cache';

/** Answers about halls, loaded once for all who ask at the same time and kept for a while. A failed load is not kept. */
export class KeptByHall<V extends object | null> {
  private readonly answers: LRUCache<string, Promise<V>>;

  constructor(max: number, ttlMs: number) {
    this.answers = new LRUCache({ max, ttl: ttlMs });
  }

  get(hall: string, question: string, load: () => Promise<V>): Promise<V> {
    const key = `${hall}/${question}`;
    const kept = this.answers.get(key);
    if (kept !== undefined) return kept;
    const loading = load();
    this.answers.set(key, loading);
    loading.catch(() => {
      if (this.answers.get(key) === loading) this.answers.delete(key);
    });
    return loading;
  }

  forget(hall: string): void {
    for (const key of this.answers.keys()) if (key.startsWith(`${hall}/`)) this.answers.delete(key);
  }

  clear(): void {
    this.answers.clear();
  }
}
