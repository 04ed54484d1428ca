import type { EscalationPolicy } from '@cockpit/contracts';
import { addDays, dayClock, hallDay } from '../hall-day';

/** End of the current quiet hours, epoch ms; null outside them. They may span midnight. */
export function quietHoursEnd(quiet: EscalationPolicy['quiet'], timeZone: string, at: number): number | null {
  if (quiet === null) return null;
  const today = hallDay(at, timeZone);
  for (const day of [addDays(today, -1), today]) {
    const from = dayClock(day, timeZone)(quiet.from);
    const to = dayClock(quiet.from < quiet.to ? day : addDays(day, 1), timeZone)(quiet.to);
    if (from <= at && at < to) return to;
  }
  return null;
}
