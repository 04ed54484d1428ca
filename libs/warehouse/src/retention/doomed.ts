import { bind, sql, type Sql } from '@cockpit/platform';

const OPEN = sql`closed_at IS NULL OR accepted_at IS NULL`;

/**
 * Condition on the event table for events to delete. An event of a thing reported by several events is deleted only
 * with the last of them; things without a closed matter may still be running.
 * @param firstDay the first hall day to keep
 * @param from epoch ms; younger events are kept
 */
export function doomed(firstDay: string, from: number): Sql {
  const start = bind.instant(from);
  const open = sql`SELECT case_id FROM matter FINAL WHERE ${OPEN} OR last_event_at >= ${start}`;
  const closed = sql`SELECT case_id FROM matter FINAL WHERE NOT (${OPEN}) AND last_event_at < ${start}`;
  // the clock of a package depends on its parts
  const parents = sql`SELECT assumeNotNull(parent_id) FROM matter FINAL WHERE (${OPEN}) AND parent_id IS NOT NULL`;
  const parts = sql`SELECT case_id FROM matter FINAL WHERE parent_id IN (${open})`;
  const tickets = sql`SELECT assumeNotNull(ticket_id) FROM matter FINAL WHERE (${OPEN}) AND ticket_id IS NOT NULL`;
  const hasYounger = (key: Sql, prefix: string): Sql =>
    sql`SELECT ${key} FROM event WHERE startsWith(type, ${bind.text(prefix)}) AND time >= ${start}`;
  return sql`time < ${start} AND multiIf(
    startsWith(type, 'hall.case.'), entity IN (${closed}) AND entity NOT IN (${open}) AND entity NOT IN (${parents}) AND entity NOT IN (${parts}) AND entity NOT IN (${hasYounger(sql`entity`, 'hall.case.')}),
    startsWith(type, 'hall.ticket.'), entity NOT IN (${tickets}) AND concat('rating-', replaceAll(toString(identity), '-', '')) NOT IN (${open}),
    startsWith(type, 'hall.booking.'), (hall, entity) NOT IN (SELECT hall, booking_id FROM booking FINAL WHERE day >= ${bind.day(firstDay)}),
    startsWith(type, 'hall.consult.'), (source, entity) NOT IN (SELECT source, consult_id FROM consult FINAL WHERE day >= ${bind.day(firstDay)}) AND (source, entity) NOT IN (${hasYounger(sql`(source, entity)`, 'hall.consult.')}),
    1)`;
}
