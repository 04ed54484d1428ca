/** Whoever presses again after so long means another one. */
const KEPT_MS = 60_000;

/**
 * Keys of entries whose answer never came: pressed again soon, the same entry goes under the same key, and is not there twice however far
 * the first one got.
 */
export class EntryKeys {
  private readonly open = new Map<string, { key: string; at: number }>();

  constructor(private readonly make: () => string = () => crypto.randomUUID()) {}

  of(content: string, now: number): string {
    const known = this.open.get(content);
    const key = known !== undefined && now - known.at < KEPT_MS ? known.key : this.make();
    this.open.set(content, { key, at: now });
    return key;
  }

  /** The server said yes or no: the next one is another one. */
  settle(content: string): void {
    this.open.delete(content);
  }
}
