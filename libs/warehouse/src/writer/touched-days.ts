import type { LoggedEvent } from '@cockpit/contracts';
import {
  FAULT_CARRY_MS,
  MIDNIGHT_MS,
  addDays,
  hallDay,
  hallDayStart,
  isTerminalEvent,
  isTicketEvent,
  isWindowEvent,
} from '@cockpit/domain';
import type { HallDay } from '../tables/day-tables';

const HOUR_MS = 3_600_000;

/**
 * Hall days whose spans and load an event affects: its own, the neighbour of an event near midnight, and those up to
 * today that a terminal fault may last into. A ticket's days follow from its visit.
 */
export function touchedDays(event: LoggedEvent, zoneOf: (hall: string) => string, now: number): HallDay[] {
  if (!isWindowEvent(event) && !isTicketEvent(event) && !isTerminalEvent(event)) return [];
  const hall = event.data.hallId;
  const zone = zoneOf(hall);
  const eventDay = hallDay(event.time, zone);
  const days = isTerminalEvent(event)
    ? [eventDay, ...(isFault(event) ? faultDays(event.time, event.time, zone, now) : [])]
    : daysAround(event.time, event.time, zone);
  return days.filter((day) => day !== eventDay || !isTicketEvent(event)).map((day) => ({ hall, day }));
}

/** Hall days that events of one hour may affect, as the union of `touchedDays`. */
export function daysOfHour(hour: number, faults: boolean, zone: string, now: number): string[] {
  const last = hour + HOUR_MS;
  return [...new Set([...daysAround(hour, last, zone), ...(faults ? faultDays(hour, last, zone, now) : [])])];
}

export const isFault = ({ type }: Pick<LoggedEvent, 'type'>): boolean =>
  type === 'hall.terminal.fault' || type === 'hall.terminal.restored';

function daysAround(first: number, last: number, zone: string): string[] {
  const [earliest, latest] = [hallDay(first - MIDNIGHT_MS, zone), hallDay(last + MIDNIGHT_MS, zone)];
  // Nearly every event lies far from midnight.
  return earliest === latest ? [earliest] : [...new Set([hallDay(first, zone), hallDay(last, zone), earliest, latest])];
}

/** Later days up to today that look back as far as a fault. Stepped by hall day, because a day may have 23 hours. */
function faultDays(first: number, last: number, zone: string, now: number): string[] {
  const days: string[] = [];
  for (let day = hallDay(first, zone); ;) {
    day = addDays(day, 1);
    const start = hallDayStart(day, zone);
    if (start > now || start - FAULT_CARRY_MS > last) return days;
    days.push(day);
  }
}
