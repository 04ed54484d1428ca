import type { LoggedEvent, HallEvent } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { ClickHouseClient } from '@clickhouse/client';
import { identityOf } from '@cockpit/log';
import { CLICKHOUSE_READER, bind, selectRows, sql, writable, type Sql } from '@cockpit/platform';
import { StoredListeners } from '@cockpit/warehouse';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { BAD_STARS, ratingCase } from '../names';

interface BadRating {
  readonly caseId: string;
  readonly source: string;
  readonly hall: string;
  /** null if the rating is of a case */
  readonly ticketId: string | null;
  readonly at: string;
}
interface ServedTicket {
  readonly hall: string;
  readonly ticketId: string;
}

const SERVING = ['hall.ticket.issued', 'hall.ticket.called', 'hall.ticket.started', 'hall.ticket.finished'] as const;
type Serving = LoggedEvent & Extract<HallEvent, { type: (typeof SERVING)[number] }>;
/** Whether the event tells the window, officer or item of a ticket. */
const isServing = (event: LoggedEvent): event is Serving => (SERVING as readonly string[]).includes(event.type);

/** Idempotent per rating. */
export async function noteBadRatings(postgres: DataSource, ratings: readonly BadRating[]): Promise<void> {
  if (ratings.length === 0) return;
  await postgres.query(
    `INSERT INTO bad_rating (case_id, source, hall, ticket_id, at)
     SELECT "caseId", source, hall, "ticketId", at FROM jsonb_to_recordset($1::jsonb) AS t ("caseId" text, source text, hall text, "ticketId" text, at timestamptz)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(ratings.map((rating) => ({ ...rating, ticketId: rating.ticketId && writable(rating.ticketId) })))],
  );
}

/** A rating can arrive before its ticket's events, which tell its window and officer. */
export async function markRatingsOf(postgres: DataSource, tickets: readonly ServedTicket[]): Promise<void> {
  if (tickets.length === 0) return;
  await postgres.query(
    `INSERT INTO matter_dirty (source, case_id, cause)
     SELECT b.source, b.case_id, 'event' FROM jsonb_to_recordset($1::jsonb) AS t (hall text, "ticketId" text)
     JOIN bad_rating b ON b.hall = t.hall AND b.ticket_id = t."ticketId"`,
    [JSON.stringify(tickets.map((ticket) => ({ ...ticket, ticketId: writable(ticket.ticketId) })))],
  );
}

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
