import { HALL_DAYS_LIMIT, type HallDayWish } from '@cockpit/contracts';
import { addDays, daysFrom } from '@cockpit/domain';
import { unprocessable, type Fault } from '@cockpit/platform';
import { Faults } from '../validation/faults';
import { checkDisjoint, checkOrder, minuteOf } from '../validation/times';

/** @throws {AppError} 422 for a stretch that ends before it begins or is too long */
export function daysOf(from: string, to: string): string[] {
  const count = daysFrom(from, to) + 1;
  if (count < 1 || count > HALL_DAYS_LIMIT)
    throw unprocessable('invalid-query', 'no such stretch of days', [
      { path: 'to', message: `one to ${String(HALL_DAYS_LIMIT)} days from ${from} on` },
    ]);
  return Array.from({ length: count }, (_, i) => addDays(from, i));
}

/** What is meant for one hall: of a day that is said for all and for it alone, the latter. */
export function wishesFor(hall: string, days: readonly HallDayWish[]): HallDayWish[] {
  const own = days.filter((one) => one.hall === hall);
  const named = new Set(own.map(({ day }) => day));
  return [...days.filter((one) => one.hall === undefined && !named.has(one.day)), ...own];
}

/** Every fault at its place in the change. What is over has its figures already: nothing more is said of it. */
export function wishFaults(days: readonly HallDayWish[], today: string, halls: ReadonlySet<string>): readonly Fault[] {
  const faults = new Faults();
  const placed = days.map(({ hall, day }, i) => ({ hall, path: `days.${String(i)}.day`, key: day }));
  for (const hall of new Set(days.map((one) => one.hall)))
    faults.unique(
      placed.filter((one) => one.hall === hall),
      'day',
    );
  days.forEach(({ hall, day, hours, reason }, i) => {
    const path = `days.${String(i)}`;
    if (hall !== undefined) faults.known(`${path}.hall`, 'hall', hall, halls);
    if (day < today)
      faults.add(`${path}.day`, `${day} is over; the hall has ${today}`, 'day-over', { value: day, today });
    if (hours === null) return;
    if (reason === '') faults.add(`${path}.reason`, 'visitors and staff are told why', 'missing');
    const spans = hours
      .map((one, n) => ({ one, path: `${path}.hours.${String(n)}` }))
      .filter(({ one, path: at }) => checkOrder(at, one, faults))
      .map(({ one, path: at }) => ({ path: at, from: minuteOf(one.from), to: minuteOf(one.to) }));
    checkDisjoint(spans, (earlier) => `overlaps ${earlier.path}`, 'overlaps', faults);
  });
  return faults.list;
}
