import { addDays } from '@cockpit/domain';

/** Four of each weekday, and none that is still going on. */
const DAYS = 28;

/** The hall days before today. */
export function recentDays(today: string): { from: string; to: string } {
  const last = addDays(today, -1);
  return { from: addDays(last, 1 - DAYS), to: last };
}
