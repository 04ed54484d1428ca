import type { LoggedEvent } from '@cockpit/contracts';
import { REDIS } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { OUTCOMES, type AppendOutcome } from './event-log';
import { BULK_PREFIX, bulkLease } from './keys';
import { Lease, type HeldLease } from './lease';
import { BULK_SCRIPT } from './scripts';

const LEASE_MS = 10_000;
const CHUNK = 1000;

interface GateRedis extends Redis {
  cockpitBulk(key: string, ...args: (string | number)[]): Promise<string>;
}

/**
 * Keeps a bulk load and the HTTP ingestion from storing the same event twice. Events accepted over HTTP stay with the
 * log; for events that a load is storing, HTTP senders are asked to retry. The lease of a dead load frees its events.
 */
@Injectable()
export class BulkGate {
  private readonly redis: GateRedis;

  constructor(
    @Inject(REDIS) redis: Redis,
    private readonly lease: Lease,
  ) {
    redis.defineCommand('cockpitBulk', { numberOfKeys: 1, lua: BULK_SCRIPT });
    this.redis = redis as GateRedis;
  }

  /** @returns null while another load of this source runs */
  async open(source: string): Promise<HeldLease | null> {
    const lease = await this.lease.acquire(bulkLease(source), LEASE_MS);
    if (lease !== null) await this.leave(source);
    return lease;
  }

  async isOpen(source: string): Promise<boolean> {
    return (await this.redis.exists(`lease:${bulkLease(source)}`)) === 1;
  }

  /** @returns per event `new` when the load must store it, else the outcome that the log gave it */
  async enter(source: string, events: readonly LoggedEvent[]): Promise<AppendOutcome[]> {
    const outcomes: AppendOutcome[] = [];
    for (let from = 0; from < events.length; from += CHUNK) {
      const slice = events.slice(from, from + CHUNK);
      const answer = await this.redis.cockpitBulk(
        BULK_PREFIX + source,
        slice.length,
        ...slice.map(({ identity }) => identity),
        ...slice.map(({ bodyHash }) => bodyHash),
      );
      for (const digit of answer) outcomes.push(OUTCOMES[digit] ?? 'new');
    }
    return outcomes;
  }

  /** The entered events are stored or given up. */
  async leave(source: string): Promise<void> {
    await this.redis.unlink(BULK_PREFIX + source);
  }
}
