import fc from 'fast-check';
import { DateTime } from 'luxon';
import { addDays, dayMinutes, hallDay, hallDayEnd, hallDayStart, instantOf, weekdayOf, zoneOffset } from './hall-day';

const MINUTE_MS = 60_000;
/** zones with clock changes at midnight, of half an hour, during Ramadan, and with a skipped day */
const zones = fc.constantFrom(
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
);
const days = fc
  .integer({ min: 0, max: 50 * 365 })
  .map((n) => new Date(Date.UTC(1990, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));

/** Local date and time by an independent library. */
const wall = (at: number, zone: string): string => DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd HH:mm');

/** A day with a clock change, found by trying every day of the year; none in years without changes. */
const changeDays = fc.tuple(zones, fc.integer({ min: 1995, max: 2037 })).map(([zone, year]) => {
  const all = Array.from({ length: 365 }, (_, n) => addDays(`${String(year)}-01-01`, n));
  return { zone, days: all.filter((day) => hallDayEnd(day, zone) - hallDayStart(day, zone) !== 86_400_000) };
});

describe('hall days', () => {
  it('agree with an independent library', () => {
    fc.assert(
      fc.property(zones, fc.integer({ min: Date.parse('1990-01-01'), max: Date.parse('2040-01-01') }), (zone, at) => {
        const shown = wall(at, zone);
        expect(hallDay(at, zone)).toBe(shown.slice(0, 10));
        expect(zoneOffset(at, zone)).toBe(DateTime.fromMillis(at, { zone }).offset * MINUTE_MS);
      }),
      { numRuns: 500 },
    );
  });

  it('begin with the first instant that shows their date and end where the next begins', () => {
    fc.assert(
      fc.property(zones, days, (zone, day) => {
        const [start, end] = [hallDayStart(day, zone), hallDayEnd(day, zone)];
        expect(end).toBe(hallDayStart(addDays(day, 1), zone));
        // the day that Samoa skipped is empty
        if (end > start) expect([hallDay(start, zone), hallDay(end - 1, zone)]).toEqual([day, day]);
        expect(hallDay(start - 1, zone) < day).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('show the time asked for, the first time it comes; what a change skips falls as much later', () => {
    const skipped = (day: string, minute: number, zone: string): boolean => {
      const utc = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS;
      return ![-1, 0, 1].some((n) => {
        const offset = zoneOffset(utc + n * 86_400_000, zone);
        return zoneOffset(utc - offset, zone) === offset;
      });
    };
    const check = (zone: string, day: string, minute: number): void => {
      const at = dayMinutes(day, zone)(minute);
      const requested = `${day} ${DateTime.fromMillis(minute * MINUTE_MS, { zone: 'utc' }).toFormat('HH:mm')}`;
      if (skipped(day, minute, zone)) expect(wall(at, zone) > requested).toBe(true);
      else {
        expect(wall(at, zone)).toBe(requested);
        for (const earlier of [15, 30, 45, 60, 120]) expect(wall(at - earlier * MINUTE_MS, zone)).not.toBe(requested);
      }
    };
    fc.assert(
      fc.property(zones, days, fc.integer({ min: 0, max: 1439 }), (zone, day, minute) => {
        check(zone, day, minute);
      }),
    );
    fc.assert(
      fc.property(changeDays, fc.integer({ min: 0, max: 1439 }), ({ zone, days: changed }, minute) => {
        for (const day of changed) check(zone, day, minute);
      }),
      { numRuns: 40 },
    );
  });

  it('follow one another, and know their weekday', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -800, max: 800 }), (day, n) => {
        expect(addDays(day, n)).toBe(DateTime.fromISO(day, { zone: 'utc' }).plus({ days: n }).toISODate());
        expect(weekdayOf(day)).toBe(DateTime.fromISO(day, { zone: 'utc' }).weekday);
      }),
    );
  });

  it('begin with the first midnight where it comes twice, and an hour later where it is skipped', () => {
    expect(hallDayStart('2026-11-01', 'America/Havana')).toBe(Date.parse('2026-11-01T00:00:00-04:00'));
    expect(hallDayStart('2018-11-04', 'America/Sao_Paulo')).toBe(Date.parse('2018-11-04T01:00:00-02:00'));
    expect(instantOf('2026-03-29', '02:30', 'Europe/Berlin')).toBe(Date.parse('2026-03-29T03:30:00+02:00'));
    expect(instantOf('2026-10-25', '02:30', 'Europe/Berlin')).toBe(Date.parse('2026-10-25T02:30:00+02:00'));
    expect(hallDayEnd('2011-12-30', 'Pacific/Apia')).toBe(hallDayStart('2011-12-30', 'Pacific/Apia'));
  });

  it('work for years long past, and throw for an invalid day or zone', () => {
    expect(hallDay(Date.parse('0050-03-01T00:00:00Z'), 'UTC')).toBe('0050-03-01');
    for (const day of ['2026-02-30', '2026-13-01', 'today', '']) {
      expect(() => hallDayStart(day, 'UTC')).toThrow(RangeError);
      expect(() => addDays(day, 1)).toThrow(RangeError);
    }
    expect(() => hallDayStart('2026-03-01', 'Mars/Olympus')).toThrow(RangeError);
  });
});
