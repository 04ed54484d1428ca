import { DEFAULT_ZONE } from '@cockpit/contracts';
import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { Ingestor, Quarantine, type SourceScope } from '@cockpit/ingestion';
import { BulkGate, EventLog, type HeldLease } from '@cockpit/log';
import { HallClock, OrganisationHalls } from '@cockpit/organisation';
import { CLICKHOUSE_WRITER, CLOCK, DeadLetters, REDIS, SETTINGS, type Clock, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { EntityTables } from '../tables/entity-tables';
import { EventTable } from '../tables/event-table';
import { SideTables } from '../tables/side-tables';
import { entityKinds } from '../writer/entity-kinds';
import { EventStorage } from '../writer/event-storage';
import { HeldDays } from '../writer/held-days';
import { RedoMarks } from '../writer/redo';
import { StoredListeners } from '../writer/stored-listeners';
import { Backfill, BackfillBusy } from './backfill';

/** the lease of a killed import blocks its source until it expires */
const WAIT_MS = 12_000;

const NEVER = new AbortController().signal;
const ignore = (): void => undefined;

export interface BackfillOptions {
  signal?: AbortSignal;
  onRetry?: (why: string, waitMs: number) => void;
  /** maximum wait for another load of the source */
  waitMs?: number;
}

/** Opens bulk loads, one per source at a time. */
@Injectable()
export class Backfills {
  constructor(
    @Inject(CLICKHOUSE_WRITER) private readonly client: ClickHouseClient,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly ingestor: Ingestor,
    private readonly gate: BulkGate,
    private readonly log: EventLog,
    private readonly directory: OrganisationHalls,
    private readonly halls: HallClock,
    private readonly quarantine: Quarantine,
    private readonly listeners: StoredListeners,
    private readonly letters: DeadLetters,
  ) {}

  /** @throws {BackfillBusy} while another load of this source runs */
  async open(
    scope: SourceScope,
    { signal = NEVER, onRetry = ignore, waitMs = WAIT_MS }: BackfillOptions = {},
  ): Promise<Backfill> {
    const source = scope.sourceName;
    const lease = await this.lease(source, waitMs);
    const zones = await this.directory.halls();
    const zoneOf = (hall: string): string => zones.get(hall)?.timeZone ?? DEFAULT_ZONE;
    const events = new EventTable(this.client);
    const marks = new RedoMarks(this.redis, this.settings.logPartitions);
    return new Backfill(
      {
        scope,
        ingestor: this.ingestor,
        signal,
        onRetry,
        partitions: this.settings.logPartitions,
        redis: this.redis,
        gate: this.gate,
        log: this.log,
        events,
        storage: new EventStorage(events, new SideTables(this.client), this.quarantine),
        kinds: entityKinds(events, new EntityTables(this.client), zoneOf),
        marks,
        listeners: this.listeners,
        letters: this.letters,
        held: new HeldDays(this.redis, source, marks),
        zoneOf,
        today: (hall) => this.halls.dayOf(hall),
        now: () => this.clock.now(),
      },
      lease,
    );
  }

  private async lease(source: string, waitMs: number): Promise<HeldLease> {
    const end = performance.now() + waitMs;
    for (;;) {
      const lease = await this.gate.open(source);
      if (lease !== null) return lease;
      if (performance.now() > end) throw new BackfillBusy(source);
      await sleep(500);
    }
  }
}
