import type { EventDoor, OutgoingEvent } from '@cockpit/sources';

const BATCH = 1000;
/** Wall time; well below the minute after which a feed counts as slow. */
const REPEAT_MS = 20_000;

/**
 * A system beside the ticketing systems (cases, hotline, extension points). It sends each event when its time comes;
 * events sent again after a restart change nothing. In a quiet hour it repeats its last event, so that the feed does
 * not look dead.
 */
export class SideSystem {
  private readonly times: number[];
  private sentCount = 0;
  private lastSentAt = -Infinity;

  constructor(
    private readonly events: readonly OutgoingEvent[],
    private readonly door: Pick<EventDoor, 'post'>,
    private readonly wall: () => number = Date.now,
  ) {
    this.times = events.map((event) => Date.parse(event.time));
  }

  /**
   * @param now epoch ms, hall time.
   * @returns the number of new events
   */
  async advanceTo(now: number): Promise<number> {
    let end = this.sentCount;
    while (end < this.times.length && (this.times[end] ?? Infinity) <= now) end++;
    const due = this.events.slice(this.sentCount, end);
    const isQuiet = due.length === 0 && this.wall() - this.lastSentAt >= REPEAT_MS;
    const batch = isQuiet ? this.events.slice(Math.max(0, end - 1), end) : due;
    for (let at = 0; at < batch.length; at += BATCH) await this.door.post(batch.slice(at, at + BATCH));
    if (batch.length > 0) this.lastSentAt = this.wall();
    this.sentCount = end;
    return due.length;
  }
}
