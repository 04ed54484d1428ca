/** A clock further ahead than this is believed only after proof. */
export const JUMP_MS = 31 * 86_400_000;
/** so many events of the leading source in a row that say the same */
const PROOF = 5;
/** or so long by the wall clock in which the source took nothing back: a feed may speak once a month, and a file ends with its last event */
const STANDS_MS = 10 * 60_000;

/** What the leading source showed far ahead of its hall, until it is believed or taken back. Times of the wall clock are those of arrival. */
export class Leap {
  private count = 0;
  private latest = 0;
  private seenAt = 0;

  /** @returns whether that is proof enough */
  saw(time: number, arrivedAt: number): boolean {
    this.count += 1;
    this.latest = Math.max(this.latest, time);
    this.seenAt = Math.max(this.seenAt, arrivedAt);
    return this.count >= PROOF;
  }

  /** The source went on in the hall's day: the time far ahead came from a wrong clock. */
  takenBack(arrivedAt: number): void {
    if (arrivedAt >= this.seenAt) this.clear();
  }

  clear(): void {
    this.count = this.latest = this.seenAt = 0;
  }

  /** The time that has stood long enough, or null. */
  standing(wallNow: number): number | null {
    return this.count > 0 && wallNow - this.seenAt >= STANDS_MS ? this.latest : null;
  }
}
