import type { ClickHouseClient } from '@clickhouse/client';
import type { LoadVisit, VisitRow } from '@cockpit/domain';
import { instant, instantOrNull } from './instants';

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

type LoadColumns = [
  queue: string,
  issuedAt: number | null,
  noShowAt: number | null,
  cancelledAt: number | null,
  result: LoadVisit['result'],
  legs: LoadVisit['legs'],
];
const FOR_LOAD = `concat('[', toJSONString(queue), ',', ${['issued_at', 'no_show_at', 'cancelled_at']
  .map((column) => `ifNull(toString(toUnixTimestamp64Milli(${column})), 'null')`)
  .join(", ',', ")}, ',"', result, '",', legs, ']')`;

/** A folded visit, and the hall days that may hold an earlier version of it. */
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

  /** Visits for a day's load. Each visit is one JSON text with its legs embedded, so that nothing is parsed twice. */
  async forLoad(hall: string, day: string): Promise<LoadVisit[]> {
    const result = await this.client.query({
      query: `SELECT ${FOR_LOAD} FROM visit FINAL WHERE hall = {hall:String} AND day = {day:Date}`,
      query_params: { hall, day },
      format: 'TabSeparatedRaw',
      clickhouse_settings: { log_comment: 'warehouse.visits-of-day' },
    });
    const lines = (await result.text()).trimEnd().replaceAll('\n', ',');
    return (JSON.parse(`[${lines}]`) as LoadColumns[]).map(
      ([queue, issuedAt, noShowAt, cancelledAt, outcome, legs]) => ({
        queue,
        issuedAt,
        noShowAt,
        cancelledAt,
        result: outcome,
        legs,
      }),
    );
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
