import type { EventDoor, OutgoingEvent } from '@cockpit/sources';

const BATCH = 1000;
/** wall time; well under the minute after which a feed counts as slow */
const LOOK_AGAIN_MS = 20_000;

/**
 * A system beside the ticketing systems (cases, the hotline, extension points): tells what has happened up to now, once; a restart
 * tells it again, which changes nothing. What reads such a system by turns begins each look with the last it knows: by that a quiet
 * hour is told from a dead feed, at any speed.
 */
export class SideSystem {
  private readonly times: number[];
  private told = 0;
  private saidAt = -Infinity;

  constructor(
    private readonly events: readonly OutgoingEvent[],
    private readonly door: Pick<EventDoor, 'post'>,
    private readonly wall: () => number = Date.now,
  ) {
    this.times = events.map((event) => Date.parse(event.time));
  }

  /** @param now epoch ms, hall time. @returns how many events were told */
  async advanceTo(now: number): Promise<number> {
    let end = this.told;
    while (end < this.times.length && (this.times[end] ?? Infinity) <= now) end++;
    const due = this.events.slice(this.told, end);
    const isQuiet = due.length === 0 && this.wall() - this.saidAt >= LOOK_AGAIN_MS;
    const seen = isQuiet ? this.events.slice(Math.max(0, end - 1), end) : due;
    for (let at = 0; at < seen.length; at += BATCH) await this.door.post(seen.slice(at, at + BATCH));
    if (seen.length > 0) this.saidAt = this.wall();
    this.told = end;
    return due.length;
  }
}
