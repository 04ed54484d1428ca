import { HALL_DAYS_LIMIT, type HallDayWish } from '@cockpit/contracts';
import { addDays, daysFrom } from '@cockpit/domain';
import { unprocessable, type Fault } from '@cockpit/platform';
import { Faults } from '../validation/faults';
import { checkDisjoint, checkOrder, minuteOf } from '../validation/times';

/** @throws {AppError} 422 for a span that is reversed or too long */
export function daysOf(from: string, to: string): string[] {
  const count = daysFrom(from, to) + 1;
  if (count < 1 || count > HALL_DAYS_LIMIT)
    throw unprocessable('invalid-query', 'no such stretch of days', [
      { path: 'to', message: `one to ${String(HALL_DAYS_LIMIT)} days from ${from} on` },
    ]);
  return Array.from({ length: count }, (_, i) => addDays(from, i));
}

/** The wishes for one hall; its own wish for a day replaces the wish for all halls. */
export function wishesFor(hall: string, days: readonly HallDayWish[]): HallDayWish[] {
  const own = days.filter((wish) => wish.hall === hall);
  const named = new Set(own.map(({ day }) => day));
  return [...days.filter((wish) => wish.hall === undefined && !named.has(wish.day)), ...own];
}

/** Every fault with its path in the change. Past days cannot change because their figures exist already. */
export function wishFaults(days: readonly HallDayWish[], today: string, halls: ReadonlySet<string>): readonly Fault[] {
  const faults = new Faults();
  const entries = days.map(({ hall, day }, i) => ({ hall, path: `days.${String(i)}.day`, key: day }));
  for (const hall of new Set(days.map((wish) => wish.hall)))
    faults.unique(
      entries.filter((entry) => entry.hall === hall),
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
      .map((span, n) => ({ one: span, path: `${path}.hours.${String(n)}` }))
      .filter(({ one: span, path: at }) => checkOrder(at, span, faults))
      .map(({ one: span, path: at }) => ({ path: at, from: minuteOf(span.from), to: minuteOf(span.to) }));
    checkDisjoint(spans, (earlier) => `overlaps ${earlier.path}`, 'overlaps', faults);
  });
  return faults.list;
}
