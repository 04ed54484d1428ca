import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComparedWith } from '@cockpit/contracts';
import fc from 'fast-check';
import type { HolidayYear } from '../deadline';
import { addDays, weekdayOf } from '../hall-day';
import { dayClasses, type DayClasses } from './day-class';
import { matchDays, rangesOf, shiftOf } from './day-match';

const notices = [2024, 2025, 2026].map(
  (year) =>
    JSON.parse(
      readFileSync(join(__dirname, '../../../../calendars/cn-holidays', `${String(year)}.json`), 'utf8'),
    ) as HolidayYear,
);
const published = dayClasses(notices);
const bare = dayClasses([]);
const at = (from: string, to: string, against: ComparedWith = 'year', classes: DayClasses = published) =>
  Object.fromEntries(matchDays({ from, to }, against, classes).pairs.map(({ day, other }) => [day, other]));

describe('what a day is', () => {
  it('follows the notices, and the weekday where none speaks', () => {
    expect(published.classOf('2026-02-16')).toEqual({ kind: 'holiday', name: '春节', place: -1 });
    expect(published.classOf('2025-01-29')).toEqual({ kind: 'holiday', name: '春节', place: 0 });
    expect(published.classOf('2026-02-14')).toEqual({ kind: 'make-up', name: '春节' });
    expect(published.classOf('2025-10-03')).toEqual({ kind: 'holiday', name: '国庆节', place: 2 });
    expect(published.classOf('2026-03-04')).toEqual({ kind: 'working' });
    expect(published.classOf('2026-03-07')).toEqual({ kind: 'weekend' });
    expect(bare.classOf('2026-02-16')).toEqual({ kind: 'working' });
    expect([published.isPublished('2026-01-01'), published.isPublished('2023-12-29')]).toEqual([true, false]);
  });
});

describe('days held against a year ago', () => {
  it('lay the Spring Festival beside the Spring Festival, by the lunar New Year', () => {
    expect(at('2026-02-15', '2026-02-24')).toEqual({
      // 2025 had one day less before New Year's Day, and two days more than its week
      '2026-02-16': '2025-01-28',
      '2026-02-17': '2025-01-29',
      '2026-02-18': '2025-01-30',
      '2026-02-19': '2025-01-31',
      '2026-02-20': '2025-02-01',
      '2026-02-21': '2025-02-02',
      '2026-02-22': '2025-02-03',
      '2026-02-23': '2025-02-04',
      '2026-02-24': '2025-02-25',
    });
  });

  it('lay working days beside working days where the holiday lay a year ago', () => {
    // 52 weeks before these days was the Spring Festival of 2025
    expect(at('2026-01-29', '2026-02-02')).toEqual({
      '2026-01-29': '2025-01-23',
      '2026-01-30': '2025-01-24',
      '2026-01-31': '2025-01-25',
      // the Sunday a week earlier was worked
      '2026-02-01': '2025-02-09',
      '2026-02-02': '2025-01-27',
    });
  });

  it('lay make-up days beside make-up days of the same holiday, else beside others', () => {
    expect(at('2026-02-14', '2026-02-14')).toEqual({ '2026-02-14': '2025-02-08' });
    // a Saturday for the National Day, as 2025 had one for the day itself
    expect(at('2026-10-10', '2026-10-10')).toEqual({ '2026-10-10': '2025-10-11' });
  });

  it('say of a holiday that was not there a year ago that it has no counterpart', () => {
    // the Mid-Autumn Festival of 2025 was part of the National Day
    expect(matchDays({ from: '2026-09-25', to: '2026-09-27' }, 'year', published)).toEqual({
      pairs: [],
      alone: ['2026-09-25', '2026-09-26', '2026-09-27'],
    });
  });
});

describe('days held against those before', () => {
  it('keep their weekdays also in periods that are no whole weeks', () => {
    expect(at('2026-03-02', '2026-03-02', 'before')).toEqual({ '2026-03-02': '2026-02-09' });
    expect(at('2026-07-01', '2026-07-10', 'before')).toMatchObject({
      '2026-07-01': '2026-06-17',
      '2026-07-10': '2026-06-26',
    });
  });

  it('have none for a holiday', () => {
    expect(matchDays({ from: '2026-10-01', to: '2026-10-07' }, 'before', published).pairs).toEqual([]);
  });
});

const day = fc.integer({ min: 0, max: 1095 }).map((days) => addDays('2024-01-01', days));
const span = fc.tuple(day, fc.integer({ min: 0, max: 120 })).map(([from, more]) => ({ from, to: addDays(from, more) }));
const against = fc.constantFrom<ComparedWith>('before', 'year');
const invented = fc
  .uniqueArray(fc.tuple(day, fc.constantFrom('春节', '国庆节', '三月三'), fc.boolean()), {
    maxLength: 60,
    selector: ([date]) => date,
  })
  .map((days) => dayClasses([{ year: 2025, days: days.map(([date, name, isOffDay]) => ({ date, name, isOffDay })) }]));

describe('any period', () => {
  it('has each day once, matched with an earlier day of its kind that nobody else has', () => {
    fc.assert(
      fc.property(span, against, fc.oneof(fc.constant(published), invented), (period, side, classes) => {
        const { pairs, alone } = matchDays(period, side, classes);
        const days = [...pairs.map((pair) => pair.day), ...alone].sort();
        const all = Array.from({ length: days.length }, (_, i) => addDays(period.from, i));
        expect(days).toEqual(all);
        expect(days.at(-1)).toBe(period.to);
        expect(new Set(pairs.map(({ other }) => other)).size).toBe(pairs.length);
        for (const { day: own, other, kind } of pairs) {
          expect(other < own).toBe(true);
          if (side === 'before') expect(other < period.from).toBe(true);
          const [is, was] = [classes.classOf(own), classes.classOf(other)];
          expect(kind).toBe(is.kind);
          if (is.kind === 'make-up') {
            expect(was.kind === 'make-up' || (was.kind === 'working' && weekdayOf(own) === weekdayOf(other))).toBe(
              true,
            );
          } else if (is.kind === 'holiday') expect(was).toEqual(is);
          else expect([was.kind, weekdayOf(other)]).toEqual([is.kind, weekdayOf(own)]);
        }
      }),
    );
  });

  it('without holidays is held against the same days 52 weeks ago, or as many whole weeks before', () => {
    fc.assert(
      fc.property(span, against, (period, side) => {
        const { pairs, alone } = matchDays(period, side, bare);
        expect(alone).toEqual([]);
        const shift = shiftOf(period, side);
        expect(side === 'year' ? shift : shift % 7).toBe(side === 'year' ? 364 : 0);
        expect(pairs.every((pair) => addDays(pair.other, shift) === pair.day)).toBe(true);
        expect(rangesOf(pairs)).toHaveLength(1);
      }),
    );
  });

  it('is the same pairs when told as ranges', () => {
    fc.assert(
      fc.property(span, against, invented, (period, side, classes) => {
        const { pairs } = matchDays(period, side, classes);
        const told = rangesOf(pairs).flatMap(({ from, to, otherFrom }) => {
          const days = [];
          for (let i = 0; addDays(from, i) <= to; i += 1) days.push([addDays(from, i), addDays(otherFrom, i)]);
          return days;
        });
        expect(told).toEqual(pairs.map((pair) => [pair.day, pair.other]));
      }),
    );
  });

  it('goes on over days with which nothing is lost', () => {
    const weekdays = matchDays({ from: '2026-03-02', to: '2026-03-13' }, 'year', bare).pairs.filter(
      ({ kind }) => kind === 'working',
    );
    expect(rangesOf(weekdays)).toHaveLength(2);
    expect(rangesOf(weekdays, (own) => weekdayOf(own) > 5)).toEqual([
      { from: '2026-03-02', to: '2026-03-13', otherFrom: '2025-03-03', otherTo: '2025-03-14' },
    ]);
  });
});
