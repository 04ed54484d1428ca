import type { LoggedEvent } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { ClickHouseClient } from '@clickhouse/client';
import { identityOf } from '@cockpit/log';
import { CLICKHOUSE_READER, bind, selectRows, sql, writable, type Sql } from '@cockpit/platform';
import { StoredListeners } from '@cockpit/warehouse';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { BAD_STARS, ratingCase } from '../names';
import { isServing, markRatingsOf, noteBadRatings, type BadRating, type ServedTicket } from './rated-tickets';

const Withdrawn = z.object({ entity: z.string(), type: z.string(), identity: z.string() });

/** Marks the matters of stored events for recomputation; in Postgres, so that a lost Redis does no harm. */
@Injectable()
export class DirtyMarker {
  constructor(
    listeners: StoredListeners,
    private readonly postgres: DataSource,
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
  ) {
    listeners.add((standing) => this.stored(standing));
  }

  private async stored(standing: readonly LoggedEvent[]): Promise<void> {
    const dirty = new Map<string, [source: string, caseId: string]>();
    const mark = (source: string, caseId: string): void => {
      dirty.set(`${source}\u0000${caseId}`, [source, writable(caseId)]);
    };
    const targets = new Map<string, string>();
    const rated: BadRating[] = [];
    const tickets = new Map<string, ServedTicket>();
    for (const event of standing) {
      if (event.type.startsWith('hall.case.') && 'caseId' in event.data && event.data.caseId !== undefined)
        mark(event.sourceName, event.data.caseId);
      else if (event.type === 'hall.ticket.rated') {
        if (event.data.stars > BAD_STARS) continue;
        const caseId = ratingCase(event.identity);
        mark(event.sourceName, caseId);
        const { hallId: hall, ticketId = null } = event.data;
        rated.push({ caseId, source: event.sourceName, hall, ticketId, at: new Date(event.time).toISOString() });
      } else if (isServing(event)) {
        const { hallId: hall, ticketId } = event.data;
        tickets.set(JSON.stringify([hall, ticketId]), { hall, ticketId });
      } else if (event.type === 'hall.notice.corrected' || event.type === 'hall.notice.voided') {
        targets.set(identityOf(event.sourceName, event.data.ofSource, event.data.ofId), event.sourceName);
      }
    }
    for (const { entity, type, identity } of await this.findTargets([...targets.keys()])) {
      const source = targets.get(identity) ?? '';
      if (type === 'hall.ticket.rated') mark(source, ratingCase(identity));
      else mark(source, entity);
    }
    await noteBadRatings(this.postgres, rated);
    await markRatingsOf(this.postgres, [...tickets.values()]);
    if (dirty.size === 0) return;
    const rows = [...dirty.values()];
    await this.postgres.query(
      "INSERT INTO matter_dirty (source, case_id, cause) SELECT s, c, 'event' FROM unnest($1::text[], $2::text[]) AS t (s, c)",
      [rows.map(([s]) => s), rows.map(([, c]) => c)],
    );
  }

  private async findTargets(ids: readonly string[]): Promise<z.infer<typeof Withdrawn>[]> {
    if (ids.length === 0) return [];
    // uses the identity index, because an unknown identity must not cause a full scan
    const identities = (
      await selectRows(this.clickhouse, {
        label: 'matters.withdrawn',
        row: z.object({ identity: z.string() }),
        sql: sql`SELECT identity FROM event WHERE ${isIn(ids)}`,
      })
    ).map(({ identity }) => identity.replaceAll('-', ''));
    if (identities.length === 0) return [];
    return selectRows(this.clickhouse, {
      label: 'matters.withdrawn',
      row: Withdrawn,
      sql: sql`SELECT entity, type, replaceAll(toString(identity), '-', '') AS identity FROM event
        WHERE ${isIn(identities)} AND (startsWith(type, 'hall.case.') OR type = 'hall.ticket.rated')`,
    });
  }
}

const isIn = (identities: readonly string[]): Sql =>
  sql`identity IN (SELECT toUUID(arrayJoin(${bind.listed(identities)})))`;
