import { addDays } from '@cockpit/domain';
import fc from 'fast-check';
import { firstOfWeeks, weeksOf } from './weeks';

const LAST = '2026-03-04';
const FIRST = firstOfWeeks(LAST);
const row = (by: string, n: number, d: number) => ({ hall: 'H1', by, n, d });

describe('the weeks of a figure', () => {
  it('are eight of seven days that end with the last one, none shared and none left out', () => {
    const weeks = weeksOf('service_level', [], LAST);
    expect(weeks.map(({ from }) => from)).toEqual(Array.from({ length: 8 }, (_, n) => addDays(FIRST, 7 * n)));
    expect(addDays(weeks[7]?.from ?? '', 6)).toBe(LAST);
    expect(weeks.every(({ value }) => value === null)).toBe(true);
  });

  it('are rolled up and never means of days, and days outside of them do not count', () => {
    const rows = [row(FIRST, 1, 1), row(addDays(FIRST, 6), 0, 9), row(addDays(FIRST, 7), 3, 4)];
    const outside = [row(addDays(FIRST, -1), 5, 5), row(addDays(LAST, 1), 5, 5)];
    const values = weeksOf('service_level', [...rows, ...outside], LAST).map(({ value }) => value);
    expect(values).toEqual([0.1, 0.75, ...new Array<null>(6).fill(null)]);
  });

  it('of minutes saved have no value where nothing was prompted and judged, and nothing saved is another thing', () => {
    const rows = [row(FIRST, 40, 0), row(addDays(FIRST, 14), 0, 0), row(LAST, 60, 0)];
    const values = weeksOf('minutes_saved', rows, LAST).map(({ value }) => value);
    expect(values).toEqual([40, null, 0, null, null, null, null, 60]);
  });

  it('of a sum add up to the days', () => {
    const days = fc.array(fc.tuple(fc.nat(55), fc.nat(100)), { maxLength: 60 });
    fc.assert(
      fc.property(days, (some) => {
        const rows = some.map(([day, n]) => row(addDays(FIRST, day), n, 0));
        const sum = weeksOf('minutes_saved', rows, LAST).reduce((all, { value }) => all + (value ?? 0), 0);
        expect(sum).toBe(some.reduce((all, [, n]) => all + n, 0));
      }),
    );
  });
});
