import type { ClickHouseClient } from '@clickhouse/client';
import {
  DEFAULT_ZONE,
  GUIDE_SOURCE,
  MANUAL_SOURCE,
  type LoggedEvent,
  NOBODY,
  type Visit,
  type VisitEvent,
} from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { hallDayEnd, hallDayStart } from '@cockpit/domain';
import { OrganisationHalls } from '@cockpit/organisation';
import { CLICKHOUSE_READER, selectRows } from '@cockpit/platform';
import { z } from 'zod';
import { StoredCounts } from './stored-counts';
import { EventTable } from '../tables/event-table';
import { SideTables } from '../tables/side-tables';

/** Instant text; ClickHouse always writes milliseconds, we only non-zero ones. */
const InstantText = z.string().nullable();

const VisitRecord = z.object({
  ticketId: z.string(),
  number: z.string().nullable(),
  queue: z.string(),
  item: z.string().nullable(),
  issuedAt: InstantText,
  calledAt: InstantText,
  startedAt: InstantText,
  finishedAt: InstantText,
  windowId: z.string().nullable(),
  waitSec: z.number().nullable(),
  serviceSec: z.number().nullable(),
  result: z.string(),
  quotedP50Sec: z.number().nullable(),
  quotedP90Sec: z.number().nullable(),
});

const LoadRecord = z.object({
  kind: z.enum(['queue', 'window']),
  code: z.string(),
  slot: z.string(),
  arrivals: z.number(),
  called: z.number(),
  waitSumSec: z.number(),
  waitHist: z.array(z.number()),
  served: z.number(),
  serviceSumSec: z.number(),
  noShows: z.number(),
  abandoned: z.number(),
  guided: z.number(),
  waitingEnd: z.number(),
  busySec: z.number(),
  idleSec: z.number(),
  pausedSec: z.number(),
  faultSec: z.number(),
});
export type LoadRecord = z.infer<typeof LoadRecord>;

export const VISIT_COLUMNS = Object.keys(VisitRecord.shape);
export const LOAD_COLUMNS = Object.keys(LoadRecord.shape);

/** Order of steps with equal instants. */
const STEPS: readonly string[] = [
  'issued',
  'transferred',
  'called',
  'recalled',
  'started',
  'finished',
  'no-show',
  'cancelled',
  'rated',
].map((step) => `hall.ticket.${step}`);

const PARTS = { queue: 'queue', window: 'window_id', officer: 'officer_id', item: 'item' } as const;
export type VisitParts = Partial<Record<keyof typeof PARTS, string | undefined>>;

/** Hall days, both included. */
export interface VisitDays {
  first: string;
  last: string;
}

export const oneDay = (day: string): VisitDays => ({ first: day, last: day });

/** Sort key of the last row of the previous page. */
export interface VisitCursor {
  firstAt: string;
  ticketId: string;
}

@Injectable()
export class WarehouseReader {
  private readonly counts: StoredCounts;

  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    private readonly directory: OrganisationHalls,
  ) {
    this.counts = new StoredCounts(client);
  }

  /** All events of a hall day, unordered; a duplicate event may come twice with one identity. */
  async *dayEvents(hall: string, day: string): AsyncGenerator<LoggedEvent> {
    const zone = await this.zoneOf(hall);
    yield* new EventTable(this.client).between(hall, hallDayStart(day, zone), hallDayEnd(day, zone));
  }

  /** Fingerprint that changes with each new event of the hall day from outside; cheap compared to reading the day. */
  async outsideOf(hall: string, day: string): Promise<string> {
    const zone = await this.zoneOf(hall);
    const [row] = await selectRows(this.client, {
      label: 'warehouse.outside',
      params: { hall, own: [GUIDE_SOURCE, MANUAL_SOURCE], from: hallDayStart(day, zone), to: hallDayEnd(day, zone) },
      row: z.object({ seen: z.string() }),
      sql: `SELECT concat(toString(count()), ' ', toString(max(landed_at))) AS seen FROM event
        WHERE hall = {hall:String} AND time >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({to:Int64}, 'UTC') AND NOT has({own:Array(String)}, source)`,
    });
    return row?.seen ?? '';
  }

  /** Visits of hall days by first event after the cursor, with the cursor of the next page. */
  async visits(
    hall: string,
    { first, last }: VisitDays,
    limit: number,
    after?: VisitCursor,
    parts: VisitParts = {},
  ): Promise<{ items: Visit[]; next: VisitCursor | null }> {
    const ofParts = (Object.keys(PARTS) as (keyof VisitParts)[]).filter((part) => parts[part] !== undefined);
    const named = Object.fromEntries(ofParts.map((part) => [part, parts[part] === NOBODY ? '' : parts[part]]));
    const rows = await selectRows(this.client, {
      label: 'warehouse.visits-page',
      params: {
        ...named,
        hall,
        first,
        last,
        limit: limit + 1,
        firstAt: after?.firstAt ?? '',
        ticketId: after?.ticketId ?? '',
      },
      row: VisitRecord.extend({ firstAt: z.string() }),
      sql: `
        SELECT v.ticket_id AS ticketId, v.number AS number, v.queue AS queue, v.item AS item, v.issued_at AS issuedAt, v.called_at AS calledAt, v.started_at AS startedAt,
          v.finished_at AS finishedAt, v.window_id AS windowId, v.wait_sec AS waitSec, v.service_sec AS serviceSec, v.result AS result,
          q.p50 AS quotedP50Sec, q.p90 AS quotedP90Sec, v.first_at AS firstAt
        FROM
        (
          SELECT * FROM visit FINAL
          WHERE hall = {hall:String} AND day BETWEEN {first:Date} AND {last:Date}${ofParts.map((part) => ` AND ifNull(${PARTS[part]}, '') = {${part}:String}`).join('')}
            ${after === undefined ? '' : "AND (first_at, ticket_id) > (parseDateTime64BestEffort({firstAt:String}, 3, 'UTC'), {ticketId:String})"}
          ORDER BY first_at, ticket_id LIMIT {limit:UInt32}
        ) AS v
        LEFT JOIN
        (
          SELECT ticket_id, toNullable(argMin(p50_sec, quoted_at)) AS p50, toNullable(argMin(p90_sec, quoted_at)) AS p90
          FROM quote
          WHERE hall = {hall:String} AND ticket_id IN (SELECT ticket_id FROM visit WHERE hall = {hall:String} AND day BETWEEN {first:Date} AND {last:Date})
          GROUP BY ticket_id
        ) AS q ON q.ticket_id = v.ticket_id
        ORDER BY v.first_at, v.ticket_id`,
    });
    const page = rows.slice(0, limit);
    const end = page.at(-1);
    const next = rows.length > limit && end !== undefined ? { firstAt: end.firstAt, ticketId: end.ticketId } : null;
    return { items: page.map(({ firstAt: _, ...visit }) => visit), next };
  }

  /** All visits of hall days, in pages. */
  async *allVisits(hall: string, days: VisitDays, parts: VisitParts = {}): AsyncGenerator<Visit> {
    let after: VisitCursor | undefined;
    do {
      const { items, next } = await this.visits(hall, days, 5000, after, parts);
      yield* items;
      after = next ?? undefined;
    } while (after !== undefined);
  }

  /** All events of a visit in order of occurrence; empty for an unknown ticket. */
  async visitEvents(hall: string, ticketId: string): Promise<VisitEvent[]> {
    const [events, withdrawn] = await Promise.all([
      new EventTable(this.client).ofTickets(hall, [ticketId]),
      new SideTables(this.client).withdrawn(),
    ]);
    // a duplicate may come twice until it is removed
    const once = [...new Map(events.map((event) => [event.identity, event])).values()];
    return once
      .sort((a, b) => a.time - b.time || STEPS.indexOf(a.type) - STEPS.indexOf(b.type) || a.receivedAt - b.receivedAt)
      .map(({ type, time, receivedAt, sourceName, identity, data }) => ({
        type,
        time: new Date(time).toISOString(),
        receivedAt: new Date(receivedAt).toISOString(),
        source: sourceName,
        withdrawn: withdrawn.has(identity),
        data,
      }));
  }

  /** Load per queue and window in quarter hours. */
  async load(hall: string, day: string): Promise<LoadRecord[]> {
    return selectRows(this.client, {
      label: 'warehouse.load',
      params: { hall, day },
      row: LoadRecord,
      sql: `
        SELECT kind, code, slot, arrivals, called, wait_sum AS waitSumSec, wait_hist AS waitHist, served, service_sum AS serviceSumSec, no_shows AS noShows, abandoned, guided,
          waiting_end AS waitingEnd, busy AS busySec, idle AS idleSec, paused AS pausedSec, fault AS faultSec
        FROM load_15min FINAL
        WHERE hall = {hall:String} AND day = {day:Date} AND code != ''
          AND version = (SELECT max(version) FROM load_15min WHERE hall = {hall:String} AND day = {day:Date})
        ORDER BY kind, code, slot`,
    });
  }

  /** Distinct events in ClickHouse, of every source or of one. */
  stored(source?: string): Promise<Map<string, number>> {
    return this.counts.countBySource(source);
  }

  async zoneOf(hall: string): Promise<string> {
    return (await this.directory.halls()).get(hall)?.timeZone ?? DEFAULT_ZONE;
  }
}
