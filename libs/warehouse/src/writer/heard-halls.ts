import { hallOf, type LoggedEvent } from '@cockpit/contracts';
import { heardKey } from '@cockpit/organisation';
import type { Redis } from 'ioredis';

/** Announces halls before their events are stored, so that processes that cached "no events" query the table again. */
export class HeardHalls {
  private readonly announced = new Set<string>();

  constructor(private readonly redis: Pick<Redis, 'set'>) {}

  async announce(events: readonly LoggedEvent[]): Promise<void> {
    for (const event of events) {
      const hall = hallOf(event);
      if (hall === null || this.announced.has(hall)) continue;
      await this.redis.set(heardKey(hall), '1');
      this.announced.add(hall);
    }
  }
}
