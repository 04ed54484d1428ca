import type { LoggedEvent } from '@cockpit/contracts';
import { FAULT_CARRY_MS, MIDNIGHT_MS, hallDay, isTerminalEvent, isTicketEvent, isWindowEvent } from '@cockpit/domain';
import type { HallDay } from '../tables/day-tables';

const DAY_MS = 86_400_000;

/**
 * The hall days whose spans and load an event has a part in: its own, the neighbour of an event near midnight, and those that a
 * terminal's fault may last into, up to today. A ticket's own days follow from its visit.
 */
export function touchedDays(event: LoggedEvent, zoneOf: (hall: string) => string, now: number): HallDay[] {
  if (!isWindowEvent(event) && !isTicketEvent(event) && !isTerminalEvent(event)) return [];
  const hall = event.data.hallId;
  const zone = zoneOf(hall);
  const times = [
    event.time,
    ...(isTerminalEvent(event) ? faultTimes(event, now) : [event.time - MIDNIGHT_MS, event.time + MIDNIGHT_MS]),
  ];
  const own = hallDay(event.time, zone);
  const days = [...new Set(times.map((time) => hallDay(time, zone)))];
  return days.filter((day) => day !== own || !isTicketEvent(event)).map((day) => ({ hall, day }));
}

function faultTimes({ type, time }: LoggedEvent, now: number): number[] {
  if (type !== 'hall.terminal.fault' && type !== 'hall.terminal.restored') return [];
  const times: number[] = [];
  for (let at = time; at < now && at < time + FAULT_CARRY_MS; at += DAY_MS) times.push(Math.min(at + DAY_MS, now));
  return times;
}
