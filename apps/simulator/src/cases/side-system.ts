import type { EventDoor, OutgoingEvent } from '@cockpit/importing';

const BATCH = 1000;

/** A system beside the ticketing systems (cases, the hotline, extension points): tells what has happened up to now, once; a restart tells it again, which changes nothing. */
export class SideSystem {
  private readonly times: number[];
  private told = 0;

  constructor(
    private readonly events: readonly OutgoingEvent[],
    private readonly door: Pick<EventDoor, 'post'>,
  ) {
    this.times = events.map((event) => Date.parse(event.time));
  }

  /** @param now epoch ms, hall time. @returns how many events were told */
  async advanceTo(now: number): Promise<number> {
    let end = this.told;
    while (end < this.times.length && (this.times[end] ?? Infinity) <= now) end++;
    const due = this.events.slice(this.told, end);
    for (let at = 0; at < due.length; at += BATCH) await this.door.post(due.slice(at, at + BATCH));
    this.told = end;
    return due.length;
  }
}
