import type { ClickHouseClient } from '@clickhouse/client';
import type { VisitLeg, VisitResult, VisitRow } from '@cockpit/domain';
import { instant, instantOrNull, timeOf, timeOrNull } from './instants';

const COLUMNS = [
  'hall',
  'day',
  'ticket_id',
  'version',
  'is_deleted',
  'number',
  'queue',
  'item',
  'channel',
  'booking_id',
  'priority',
  'visitor_ref',
  'quoted_wait_sec',
  'first_at',
  'issued_at',
  'called_at',
  'started_at',
  'finished_at',
  'no_show_at',
  'cancelled_at',
  'window_id',
  'officer_id',
  'items',
  'wait_sec',
  'total_wait_sec',
  'service_sec',
  'result',
  'reason',
  'stars',
  'legs',
] as const;

interface Stored {
  hall: string;
  ticket_id: string;
  number: string | null;
  queue: string;
  item: string | null;
  channel: string | null;
  booking_id: string | null;
  priority: number;
  visitor_ref: string | null;
  quoted_wait_sec: number | null;
  first_at: string;
  issued_at: string | null;
  called_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  no_show_at: string | null;
  cancelled_at: string | null;
  window_id: string | null;
  officer_id: string | null;
  items: string[];
  wait_sec: number | null;
  total_wait_sec: number | null;
  service_sec: number | null;
  result: VisitResult;
  reason: string | null;
  stars: number | null;
  legs: string;
}

/** A visit as folded, and the hall days on which an earlier version of it may stand. */
export interface DatedVisit {
  day: string;
  visit: VisitRow;
}
export interface Tombstone {
  day: string;
  hall: string;
  ticketId: string;
}

/** One row per visit; the latest version counts. */
export class VisitTable {
  constructor(private readonly client: ClickHouseClient) {}

  async write(visits: readonly DatedVisit[], tombstones: readonly Tombstone[], version: number): Promise<void> {
    const values = [
      ...visits.map(({ day, visit }) => rowOf(day, visit, version)),
      ...tombstones.map((tombstone) => tombstoneOf(tombstone, version)),
    ];
    if (values.length === 0) return;
    await this.client.insert({
      table: 'visit',
      columns: [...COLUMNS],
      values,
      format: 'JSONCompactEachRow',
      clickhouse_settings: { max_partitions_per_insert_block: '0', log_comment: 'warehouse.visits' },
    });
  }

  async ofDay(hall: string, day: string): Promise<VisitRow[]> {
    const result = await this.client.query({
      query: `SELECT * EXCEPT (version, is_deleted, day) FROM visit FINAL WHERE hall = {hall:String} AND day = {day:Date}`,
      query_params: { hall, day },
      format: 'JSONEachRow',
      clickhouse_settings: { log_comment: 'warehouse.visits-of-day' },
    });
    return (await result.json<Stored>()).map(visitOf);
  }

  async highestVersion(): Promise<number> {
    const result = await this.client.query({
      query: `SELECT greatest(${['visit', 'load_15min', 'booking', 'point_count', 'consult'].map((table) => `(SELECT max(version) FROM ${table})`).join(', ')}) AS version`,
      format: 'JSONEachRow',
      clickhouse_settings: { log_comment: 'warehouse.highest-version' },
    });
    return Number((await result.json<{ version: number | string }>())[0]?.version ?? 0);
  }
}

const rowOf = (day: string, v: VisitRow, version: number): unknown[] => [
  v.hall,
  day,
  v.ticketId,
  version,
  0,
  v.number,
  v.queue,
  v.item,
  v.channel,
  v.bookingId,
  v.priority,
  v.visitorRef,
  v.quotedWaitSec,
  instant(v.firstAt),
  instantOrNull(v.issuedAt),
  instantOrNull(v.calledAt),
  instantOrNull(v.startedAt),
  instantOrNull(v.finishedAt),
  instantOrNull(v.noShowAt),
  instantOrNull(v.cancelledAt),
  v.windowId,
  v.officerId,
  v.items,
  v.waitSec,
  v.totalWaitSec,
  v.serviceSec,
  v.result,
  v.reason,
  v.stars,
  JSON.stringify(v.legs),
];

const tombstoneOf = ({ day, hall, ticketId }: Tombstone, version: number): unknown[] => [
  hall,
  day,
  ticketId,
  version,
  1,
  null,
  '',
  null,
  null,
  null,
  0,
  null,
  null,
  instant(0),
  null,
  null,
  null,
  null,
  null,
  null,
  null,
  null,
  [],
  null,
  null,
  null,
  'waiting',
  null,
  null,
  '[]',
];

const visitOf = (row: Stored): VisitRow => ({
  hall: row.hall,
  ticketId: row.ticket_id,
  number: row.number,
  queue: row.queue,
  item: row.item,
  channel: row.channel,
  bookingId: row.booking_id,
  priority: row.priority,
  visitorRef: row.visitor_ref,
  quotedWaitSec: row.quoted_wait_sec,
  firstAt: timeOf(row.first_at),
  issuedAt: timeOrNull(row.issued_at),
  calledAt: timeOrNull(row.called_at),
  startedAt: timeOrNull(row.started_at),
  finishedAt: timeOrNull(row.finished_at),
  noShowAt: timeOrNull(row.no_show_at),
  cancelledAt: timeOrNull(row.cancelled_at),
  windowId: row.window_id,
  officerId: row.officer_id,
  items: row.items,
  waitSec: row.wait_sec,
  totalWaitSec: row.total_wait_sec,
  serviceSec: row.service_sec,
  result: row.result,
  reason: row.reason,
  stars: row.stars,
  legs: JSON.parse(row.legs) as VisitLeg[],
});
