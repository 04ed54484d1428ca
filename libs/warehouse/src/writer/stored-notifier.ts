import type { LoggedEvent } from '@cockpit/contracts';
import { addAnyway } from '@cockpit/log';
import { withTimeout, type Sift } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import type { EventTable } from '../tables/event-table';
import type { StoredListeners } from './stored-listeners';

/** Maximum wait for listeners, which query Postgres: storing must go on to visits, days and the position. */
const NOTIFY_WITHIN_MS = 5_000;
const AT_ONCE = 1_000;

export const untoldKey = (partition: number): string => `warehouse:${String(partition)}:untold`;

export interface NotifierParts {
  partition: number;
  redis: Redis;
  events: Pick<EventTable, 'withIdentities'>;
  listeners: StoredListeners;
  sift: Sift;
  failed: (what: string, error: unknown) => void;
}

/**
 * Notifies listeners of stored events. When they fail because their store is away, the identities are noted in Redis,
 * which the writer needs anyway, and delivered later in another order, which listeners accept.
 */
export class StoredNotifier {
  /** whether identities may be noted; null: unknown */
  private isBehind: boolean | null = null;
  private notes = 0;

  constructor(private readonly parts: NotifierParts) {}

  async notify(standing: readonly LoggedEvent[]): Promise<void> {
    if (standing.length === 0) return;
    const { partition, redis, listeners, failed } = this.parts;
    if (!(await this.lookBehind())) {
      try {
        await withTimeout(listeners.notify(standing), NOTIFY_WITHIN_MS);
        return;
      } catch (error) {
        failed('tell what is stored', error);
      }
    }
    this.isBehind = true;
    this.notes += 1;
    await addAnyway(
      redis,
      untoldKey(partition),
      standing.map(({ identity }) => identity),
    );
  }

  /**
   * Delivers noted events.
   * @throws when listeners still fail; the notes stay
   */
  async notifyNoted(): Promise<void> {
    const { partition, redis, events, listeners, sift } = this.parts;
    while (await this.lookBehind()) {
      const { notes } = this;
      const identities = await redis.srandmember(untoldKey(partition), AT_ONCE);
      if (identities.length === 0) {
        // unless something was noted meanwhile
        if (notes === this.notes) this.isBehind = false;
        continue;
      }
      await sift(await events.withIdentities(identities), {
        nameOf: ({ identity }) => identity,
        work: (part) => withTimeout(listeners.notify(part), NOTIFY_WITHIN_MS),
      });
      await redis.srem(untoldKey(partition), ...identities);
    }
  }

  private async lookBehind(): Promise<boolean> {
    return (this.isBehind ??= (await this.parts.redis.scard(untoldKey(this.parts.partition))) > 0);
  }
}
