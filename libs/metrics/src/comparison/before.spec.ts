import { DEFAULT_ZONE } from '@cockpit/contracts';
import { NO_NOTICES, daysOfSpan, weekdayOf } from '@cockpit/domain';
import fc from 'fast-check';
import type { Ask } from '../asking/ask';
import { daysBefore } from './before';

const at = (first: string, last: string): Ask => ({
  by: null,
  everything: false,
  halls: [
    { doc: { code: 'H1', timeZone: DEFAULT_ZONE } as Ask['halls'][number]['doc'], now: 0, today: last, first, last },
  ],
  nowhere: { now: 0, today: last, first, last },
});
const MARCH = at('2026-03-02', '2026-03-29');

describe('the days that ranks are compared with', () => {
  it('leave out the days on which all are closed: four Sundays of four weeks are not missing', () => {
    const isOpen = (day: string): boolean => weekdayOf(day) !== 7;
    expect(daysBefore(MARCH, NO_NOTICES, isOpen).days).toMatchObject({ matched: 24, of: 24 });
    expect(daysBefore(MARCH, NO_NOTICES, () => true).days).toMatchObject({ matched: 28, of: 28 });
  });

  it('count a day as missing where all were closed on its counterpart', () => {
    const { days } = daysBefore(MARCH, NO_NOTICES, (day) => day !== '2026-02-02');
    expect(days).toMatchObject({ matched: 27, of: 28 });
  });

  it('are never more than the days open, whatever those are, and the same days whatever they are', () => {
    const always = daysBefore(MARCH, NO_NOTICES, () => true);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...daysOfSpan({ from: '2026-02-02', to: '2026-03-29' }))),
        (closed) => {
          const { span, ranges, days } = daysBefore(MARCH, NO_NOTICES, (day) => !closed.includes(day));
          expect(days.matched).toBeLessThanOrEqual(days.of);
          expect(days.of).toBe(28 - closed.filter((day) => day >= '2026-03-02').length);
          expect({ span, ranges }).toEqual({ span: always.span, ranges: always.ranges });
        },
      ),
    );
  });
});
