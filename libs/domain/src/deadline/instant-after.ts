import type { WorkCalendar } from './calendar';
import { instantOf, slices, type LimitUnit } from './slices';

/** The instant `amount` units after `start`, without pauses. Throws RangeError beyond the calendar. */
export function instantAfter(calendar: WorkCalendar, start: number, amount: number, unit: LimitUnit): number {
  let total = 0;
  for (const slice of slices(calendar, unit, start, [])) {
    if (slice.weight > 0 && total + slice.weight >= amount - 1e-9)
      return instantOf(slice, Math.min(slice.weight, amount - total));
    total += slice.weight;
  }
  throw new RangeError('the calendar ends before that instant');
}
