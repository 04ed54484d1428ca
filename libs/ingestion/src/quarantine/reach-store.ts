import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { sourcesBeside } from '@cockpit/access';
import { CLICKHOUSE_READER, selectRows } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';

export type EntityKind = 'hall.case.' | 'hall.consult.';
const Named = z.object({ hallId: z.string().optional(), acceptingHallId: z.string().optional() });
/** Case id of a matter that a bad rating opened: it contains the rating's identity. */
const BAD_RATING = /^rating-([0-9a-f]{32})$/;
const Row = z.object({ type: z.string(), entity: z.string(), data: z.string() });

export interface StoredEvent {
  readonly type: string;
  readonly entity: string;
  readonly halls: readonly string[];
}

/** Looks up referenced things in the event table. Events still in the log are not found yet. */
@Injectable()
export class ReachStore {
  constructor(
    private readonly postgres: DataSource,
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
  ) {}

  async byIdentity(identity: string): Promise<StoredEvent | null> {
    const [found] = await this.events('identity = toUUID({identity:String})', { identity });
    return found ?? null;
  }

  /** All events about a case or consultation from its source or sources of the same register. */
  async about(kind: EntityKind, source: string, entity: string): Promise<StoredEvent[]> {
    const events = await this.events(
      'source IN {sources:Array(String)} AND entity = {entity:String} AND startsWith(type, {kind:String})',
      { kind, entity, sources: await this.register(kind, source) },
    );
    const rating = BAD_RATING.exec(entity)?.[1];
    const opener = rating === undefined ? null : await this.byIdentity(rating);
    return opener === null ? events : [...events, opener];
  }

  async ofPackage(source: string, packageId: string): Promise<StoredEvent[]> {
    return this.events(
      "source IN {sources:Array(String)} AND type = 'hall.case.accepted' AND JSONExtractString(data, 'packageId') = {packageId:String}",
      {
        packageId,
        sources: await this.register('hall.case.', source),
      },
    );
  }

  /** Sources of one register share cases; consultations belong to one source. */
  private async register(kind: EntityKind, source: string): Promise<string[]> {
    return kind === 'hall.consult.' ? [source] : sourcesBeside(this.postgres, source);
  }

  private async events(where: string, params: Record<string, unknown>): Promise<StoredEvent[]> {
    const rows = await selectRows(this.clickhouse, {
      label: 'ingestion.reach',
      sql: `SELECT DISTINCT type, entity, data FROM event WHERE ${where}`,
      params,
      row: Row,
    });
    return rows.map(({ type, entity, data }) => ({ type, entity, halls: hallsNamed(JSON.parse(data)) }));
  }
}

/** Halls named in the `data` of an event. */
export function hallsNamed(data: unknown): string[] {
  const { hallId, acceptingHallId } = Named.catch({}).parse(data);
  return [hallId, acceptingHallId].filter((hall) => hall !== undefined);
}
