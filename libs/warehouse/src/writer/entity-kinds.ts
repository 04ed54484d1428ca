import type { LoggedEvent } from '@cockpit/contracts';
import {
  bookingDays,
  foldBooking,
  foldConsult,
  foldPointCounts,
  hallDay,
  isBookingEvent,
  isConsultEvent,
  isPointEvent,
  pointCountOf,
  readInstant,
} from '@cockpit/domain';
import { bookingRow, consultRow, pointRow, type EntityTables } from '../tables/entity-tables';
import type { EventTable } from '../tables/event-table';
import { partsOf, type EntityKind } from './entity-worker';

type ZoneOf = (hall: string) => string;

/** A booking of a hall; its row is under the hall day of its slot and is removed from its previous day. */
function bookings(events: EventTable, tables: EntityTables, zoneOf: ZoneOf): EntityKind {
  return {
    name: 'booking',
    keyOf: (event) => (isBookingEvent(event) ? `${event.data.hallId}|${event.data.bookingId}` : null),
    dayOf: (event) =>
      hallDay((isBookingEvent(event) ? readInstant(event.data.slotStart) : null) ?? event.time, zoneIn(zoneOf, event)),
    load: (keys) => byScope(keys, (hall, ids) => events.ofEntities('hall.booking.', { hall }, ids)),
    fold: (key, everything, valid, version) => {
      const [hall, bookingId] = partsOf(key);
      const zone = zoneOf(hall);
      const row = foldBooking(valid.filter(isBookingEvent));
      const day = row === null ? null : hallDay(row.dayAt, zone);
      const tombstones = bookingDays(everything.filter(isBookingEvent), zone).filter((other) => other !== day);
      return [
        ...(row === null || day === null ? [] : [bookingRow(day, row, version)]),
        ...tombstones.map((tombstone) => bookingRow(tombstone, { hall, bookingId }, version)),
      ];
    },
    insert: (rows) => tables.insertBookings(rows),
  };
}

/** Reports of one point for periods that start on one day; they may replace each other. */
function points(events: EventTable, tables: EntityTables, zoneOf: ZoneOf): EntityKind {
  const dayOf = (event: LoggedEvent): string =>
    hallDay(isPointEvent(event) ? pointCountOf(event).from : event.time, zoneIn(zoneOf, event));
  return {
    name: 'point',
    keyOf: (event) => (isPointEvent(event) ? `${event.data.hallId}|${dayOf(event)}|${event.data.pointId}` : null),
    dayOf,
    load: (keys) =>
      byScope(keys, (hall, ids) =>
        events.ofEntities('hall.point.', { hall }, [...new Set(ids.map((id) => id.slice(id.indexOf('|') + 1)))]),
      ),
    fold: (key, everything, valid, version) => {
      const { counts } = foldPointCounts(valid.filter(isPointEvent));
      // any earlier report may have a row: invalid ones are deleted
      const reported = everything
        .filter(isPointEvent)
        .map(pointCountOf)
        .filter(({ from, to }) => from > 0 && to > 0);
      const place = ({
        item,
        channel,
        from,
        to,
      }: {
        item: string;
        channel: string;
        from: number;
        to: number;
      }): string => JSON.stringify([item, channel, from, to]);
      const currentPlaces = new Set(counts.map(place));
      const deleted = new Map(reported.filter((row) => !currentPlaces.has(place(row))).map((row) => [place(row), row]));
      const zone = zoneOf(partsOf(key)[0]);
      return [
        ...counts.map((row) => pointRow(hallDay(row.from, zone), row, version, false)),
        ...[...deleted.values()].map((row) => pointRow(hallDay(row.from, zone), row, version, true)),
      ];
    },
    insert: (rows) => tables.insertPointCounts(rows),
  };
}

/** A consultation of a source. Its events may name different halls or none, so the source's partition keeps it. */
function consults(events: EventTable, tables: EntityTables, zoneOf: ZoneOf): EntityKind {
  return {
    name: 'consult',
    keyOf: (event) => (isConsultEvent(event) ? `${event.sourceName}|${event.data.consultId}` : null),
    dayOf: (event) => hallDay(event.time, zoneIn(zoneOf, event)),
    load: (keys) => byScope(keys, (source, ids) => events.ofEntities('hall.consult.', { source }, ids)),
    fold: (key, everything, valid, version) => {
      const [source, consultId] = partsOf(key);
      const row = foldConsult(valid.filter(isConsultEvent));
      const day = row === null ? null : hallDay(row.dayAt, zoneOf(row.hall ?? ''));
      // the row's day may have been computed with the zone of any named hall
      const zones = [
        ...new Set(['', ...everything.filter(isConsultEvent).flatMap(({ data }) => data.hallId ?? [])].map(zoneOf)),
      ];
      const tombstones = [
        ...new Set(everything.flatMap(({ time }) => zones.map((zone) => hallDay(time, zone)))),
      ].filter((other) => other !== day);
      return [
        ...(row === null || day === null ? [] : [consultRow(day, source, row, version)]),
        ...tombstones.map((tombstone) => consultRow(tombstone, source, { consultId }, version)),
      ];
    },
    insert: (rows) => tables.insertConsults(rows),
  };
}

export const entityKinds = (events: EventTable, tables: EntityTables, zoneOf: ZoneOf): EntityKind[] => [
  bookings(events, tables, zoneOf),
  points(events, tables, zoneOf),
  consults(events, tables, zoneOf),
];

const zoneIn = (zoneOf: ZoneOf, event: LoggedEvent): string =>
  zoneOf('hallId' in event.data ? (event.data.hallId ?? '') : '');

async function byScope(
  keys: readonly string[],
  load: (scope: string, ids: string[]) => Promise<LoggedEvent[]>,
): Promise<LoggedEvent[]> {
  const scopes = new Map<string, string[]>();
  for (const key of keys) {
    const [scope, id] = partsOf(key);
    const ids = scopes.get(scope);
    if (ids === undefined) scopes.set(scope, [id]);
    else ids.push(id);
  }
  const events: LoggedEvent[] = [];
  for (const [scope, ids] of scopes) for (const event of await load(scope, ids)) events.push(event);
  return events;
}
