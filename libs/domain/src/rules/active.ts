import type { RuleSettings } from '@cockpit/contracts';
import { hallDay, zoneOffset } from '../hall-day';

const MINUTE_MS = 60_000;
const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** Whether a rule is active at this moment of the hall. Absent or null means always. */
export function isActiveAt(active: RuleSettings['active'], timeZone: string, at: number): boolean {
  if (active === undefined || active === null) return true;
  const midnight = Date.parse(`${hallDay(at, timeZone)}T00:00:00Z`);
  const weekday = ((new Date(midnight).getUTCDay() + 6) % 7) + 1;
  const minute = (at + zoneOffset(at, timeZone) - midnight) / MINUTE_MS;
  return active.days.includes(weekday) && minute >= minutesOf(active.from) && minute < minutesOf(active.to);
}
