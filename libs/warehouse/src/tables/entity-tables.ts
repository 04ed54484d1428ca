import type { ClickHouseClient } from '@clickhouse/client';
import type { BookingRow, ConsultRow, PointCountRow } from '@cockpit/domain';
import { instant, instantOrNull } from './instants';

type Rows = readonly (readonly unknown[])[];
type Columns = readonly [string, ...string[]];

const BOOKING: Columns = [
  'hall',
  'day',
  'booking_id',
  'version',
  'is_deleted',
  'queue',
  'item',
  'created_at',
  'cancelled_at',
  'slot_start',
  'slot_end',
  'lead_days',
];
const POINT: Columns = [
  'hall',
  'day',
  'point_id',
  'item',
  'channel',
  'from_at',
  'to_at',
  'version',
  'is_deleted',
  'count',
];
const CONSULT: Columns = [
  'consult_id',
  'source',
  'day',
  'version',
  'is_deleted',
  'hall',
  'channel',
  'tier',
  'last_tier',
  'asked_at',
  'answered_at',
  'answered_tier',
  'escalated_at',
  'escalations',
  'abandoned_at',
  'answer_sec',
  'legs',
  'line',
];

/** Tables with one row per booking, count and consultation; the latest version counts. */
export class EntityTables {
  constructor(private readonly client: ClickHouseClient) {}

  insertBookings(rows: Rows): Promise<void> {
    return this.insert('booking', BOOKING, rows);
  }

  insertPointCounts(rows: Rows): Promise<void> {
    return this.insert('point_count', POINT, rows);
  }

  insertConsults(rows: Rows): Promise<void> {
    return this.insert('consult', CONSULT, rows);
  }

  private async insert(table: string, columns: Columns, values: Rows): Promise<void> {
    await this.client.insert({
      table,
      columns: [...columns] as [string, ...string[]],
      values: values as unknown[][],
      format: 'JSONCompactEachRow',
      clickhouse_settings: { max_partitions_per_insert_block: '0', log_comment: `warehouse.${table}` },
    });
  }
}

/** Row of a booking; with only its key it marks that the booking left this day. */
export function bookingRow(
  day: string,
  booking: BookingRow | Pick<BookingRow, 'hall' | 'bookingId'>,
  version: number,
): unknown[] {
  if (!('queue' in booking))
    return [booking.hall, day, booking.bookingId, version, 1, '', null, null, null, null, null, null];
  return [
    booking.hall,
    day,
    booking.bookingId,
    version,
    0,
    booking.queue,
    booking.item,
    instantOrNull(booking.createdAt),
    instantOrNull(booking.cancelledAt),
    instantOrNull(booking.slotStart),
    instantOrNull(booking.slotEnd),
    booking.leadDays,
  ];
}

export const pointRow = (day: string, row: PointCountRow, version: number, isGone: boolean): unknown[] => [
  row.hall,
  day,
  row.pointId,
  row.item,
  row.channel,
  instant(row.from),
  instant(row.to),
  version,
  isGone ? 1 : 0,
  row.count,
];

/** Row of a consultation; with only its key it marks that the consultation left this day. */
export function consultRow(
  day: string,
  source: string,
  consult: ConsultRow | Pick<ConsultRow, 'consultId'>,
  version: number,
): unknown[] {
  if (!('tier' in consult))
    return [
      consult.consultId,
      source,
      day,
      version,
      1,
      null,
      null,
      '',
      '',
      null,
      null,
      null,
      null,
      0,
      null,
      null,
      '[]',
      null,
    ];
  return [
    consult.consultId,
    source,
    day,
    version,
    0,
    consult.hall,
    consult.channel,
    consult.tier,
    consult.lastTier,
    instantOrNull(consult.askedAt),
    instantOrNull(consult.answeredAt),
    consult.answeredTier,
    instantOrNull(consult.escalatedAt),
    consult.escalations,
    instantOrNull(consult.abandonedAt),
    consult.answerSec,
    JSON.stringify(consult.legs),
    consult.line,
  ];
}
