import type { HallDoc } from '@cockpit/contracts';
import fc from 'fast-check';
import { NO_NOTICES, dayClasses } from './comparison';
import { addDays, weekdayOf } from './hall-day';
import { hoursOfDay, isClosure, openingOf, type HallWeek } from './hall-hours';

const days = dayClasses([
  {
    year: 2026,
    days: [
      { name: '国庆节', date: '2026-10-01', isOffDay: true },
      { name: '国庆节', date: '2026-10-10', isOffDay: false },
    ],
  },
]);
const week: HallDoc['hours'] = [
  { days: [1, 2, 3, 4, 5], from: '13:00', to: '17:00' },
  { days: [1, 2, 3, 4, 5], from: '08:30', to: '12:00' },
];
const hall = (over: Partial<HallWeek> = {}): HallWeek => ({ hours: week, closures: [], ...over });
const morning = { from: '08:30', to: '12:00' };
const evening = { from: '18:00', to: '20:00' };
const usual = [morning, { from: '13:00', to: '17:00' }];

describe('the hours of a hall on a day', () => {
  it.each<[string, string, Partial<HallWeek>, ReturnType<typeof hoursOfDay>]>([
    ['a working day', '2026-10-09', {}, { hours: usual, by: 'weekly', reason: null, weekday: 5 }],
    ['a weekend', '2026-10-11', {}, { hours: [], by: 'weekly', reason: null, weekday: 7 }],
    ['a public holiday', '2026-10-01', {}, { hours: [], by: 'holiday', reason: '国庆节', weekday: 4 }],
    [
      'a holiday of a hall that stays open',
      '2026-10-01',
      { holidays: 'open' },
      { hours: usual, by: 'weekly', reason: null, weekday: 4 },
    ],
    [
      'a make-up Saturday, worked like a Monday',
      '2026-10-10',
      {},
      { hours: usual, by: 'make-up', reason: '国庆节', weekday: 1 },
    ],
    [
      'a make-up Saturday of a hall with Saturdays of its own',
      '2026-10-10',
      { hours: [...week, { days: [6], ...morning }] },
      { hours: [morning], by: 'make-up', reason: '国庆节', weekday: 6 },
    ],
    [
      'a closure on a make-up day',
      '2026-10-10',
      { closures: ['2026-10-10'] },
      { hours: [], by: 'closure', reason: null, weekday: 6 },
    ],
    [
      'a special day that is a holiday and a closure besides',
      '2026-10-01',
      { closures: ['2026-10-01'], specialDays: [{ day: '2026-10-01', hours: [evening, morning], reason: '加班' }] },
      { hours: [morning, evening], by: 'special', reason: '加班', weekday: 4 },
    ],
    [
      'a special closure',
      '2026-10-09',
      { specialDays: [{ day: '2026-10-09', hours: [], reason: '停电' }] },
      { hours: [], by: 'special', reason: '停电', weekday: 5 },
    ],
    [
      'a holiday of a hall that tells no hours',
      '2026-10-01',
      { hours: [] },
      { hours: [], by: 'weekly', reason: null, weekday: 4 },
    ],
  ])('%s', (_, day, over, expected) => {
    expect(hoursOfDay(hall(over), day, days)).toEqual(expected);
  });

  it('follow the weekday where no notice is known', () => {
    expect(hoursOfDay(hall(), '2026-10-01', NO_NOTICES).by).toBe('weekly');
  });

  const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-01-01', n));
  const time = (minute: number): string =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  /** Hours that pass validation: each ends after its start, and none overlap. */
  const hours = fc
    .uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 })
    .map((quarters) => [...quarters].sort((a, b) => a - b))
    .map((quarters) =>
      Array.from({ length: Math.floor(quarters.length / 2) }, (_, i) => ({
        from: time((quarters[2 * i] ?? 0) * 15),
        to: time((quarters[2 * i + 1] ?? 0) * 15),
      })),
    );
  const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
  const halls = fc.record({
    hours: fc.tuple(weekdays, hours).map(([days, all]) => all.map((span) => ({ days, ...span }))),
    closures: fc.uniqueArray(day, { maxLength: 20 }),
    specialDays: fc.uniqueArray(fc.record({ day, hours, reason: fc.constant('r') }), {
      maxLength: 20,
      selector: (special) => special.day,
    }),
    holidays: fc.constantFrom('closed' as const, 'open' as const),
  });
  const notices = fc
    .uniqueArray(fc.record({ date: day, isOffDay: fc.boolean(), name: fc.constant('节') }), {
      maxLength: 40,
      selector: (entry) => entry.date,
    })
    .map((named) => dayClasses([{ year: 2026, days: named }]));

  it('never overlap, a closed day has none, and what was said of the very day comes first', () => {
    fc.assert(
      fc.property(
        halls,
        notices,
        day,
        fc.constantFrom('Asia/Shanghai', 'Europe/Berlin'),
        (hall, classes, on, timeZone) => {
          const found = hoursOfDay(hall, on, classes);
          const open = openingOf({ ...hall, timeZone }, on, classes);
          for (const [i, { from, to }] of open.entries()) {
            expect(from).toBeLessThan(to);
            expect(from).toBeGreaterThanOrEqual(open[i - 1]?.to ?? -Infinity);
          }
          if (isClosure(found)) expect(open).toEqual([]);
          const special = hall.specialDays.find((each) => each.day === on);
          if (special !== undefined) expect(found).toMatchObject({ by: 'special', hours: special.hours });
          else if (hall.closures.includes(on)) expect(found).toMatchObject({ by: 'closure', hours: [] });
          else if (hall.holidays === 'open') expect([found.by, found.weekday]).toEqual(['weekly', weekdayOf(on)]);
        },
      ),
    );
  });
});
