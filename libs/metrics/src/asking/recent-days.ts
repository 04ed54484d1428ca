import { addDays } from '@cockpit/domain';

/** Four of each weekday, without the current day. */
const DAYS = 28;

/** The recent hall days before today. */
export function recentDays(today: string): { from: string; to: string } {
  const last = addDays(today, -1);
  return { from: addDays(last, 1 - DAYS), to: last };
}
