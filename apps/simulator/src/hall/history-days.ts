import { addDays, daysOfSpan, periodBefore, periodOf } from '@cockpit/domain';

/** From the first day of the month before on, so that its bulletin is a whole one; further back than this it takes long to load. */
const MOST_DAYS = 37;
const HISTORY_DAYS = 28;

/** How many days before the first one the demonstration has unless it is told. */
export function historyDays(firstDay: string): number {
  const { from } = periodBefore('month', periodOf('month', firstDay));
  const days = daysOfSpan({ from, to: addDays(firstDay, -1) }).length;
  return days > MOST_DAYS ? HISTORY_DAYS : days;
}
