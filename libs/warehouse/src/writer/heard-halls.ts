import { hallOf, type LoggedEvent } from '@cockpit/contracts';
import { heardKey } from '@cockpit/organisation';
import type { Redis } from 'ioredis';

/** Says of halls that they were heard, before their events are stored: whoever believes that a hall was never heard asks the table again from then on. */
export class HeardHalls {
  private readonly told = new Set<string>();

  constructor(private readonly redis: Pick<Redis, 'set'>) {}

  async tell(events: readonly LoggedEvent[]): Promise<void> {
    for (const event of events) {
      const hall = hallOf(event);
      if (hall === null || this.told.has(hall)) continue;
      await this.redis.set(heardKey(hall), '1');
      this.told.add(hall);
    }
  }
}
