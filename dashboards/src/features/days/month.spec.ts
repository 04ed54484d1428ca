import type { HallDayGroup } from '@cockpit/contracts';
import fc from 'fast-check';
import { daysAfter } from '../figures/period';
import { emptyForm, exceptionsOf, monthAfter, stretchOf, usualOf, weeksOf, wishesOf } from './month';

describe('a month of days', () => {
  it('is shown in whole weeks from Monday to Sunday', () => {
    expect(weeksOf('2026-10')).toEqual({ from: '2026-09-28', to: '2026-11-01' });
    expect(weeksOf('2027-02')).toEqual({ from: '2027-02-01', to: '2027-02-28' });
    const months = fc.integer({ min: 0, max: 600 }).map((n) => monthAfter('2000-01', n));
    fc.assert(
      fc.property(months, (month) => {
        const { from, to } = weeksOf(month);
        expect([new Date(from).getUTCDay(), new Date(to).getUTCDay()]).toEqual([1, 0]);
        expect(from <= `${month}-01` && daysAfter(from, 7) > `${month}-01`).toBe(true);
        expect(to.slice(0, 7) >= month && daysAfter(to, -7).slice(0, 7) <= month).toBe(true);
      }),
    );
  });

  it('goes over the change of year', () => {
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
  });

  it('says the hours of every week once for each weekday, and of a day what is other', () => {
    const group = (from: string, by: HallDayGroup['by'] = 'weekly'): HallDayGroup => ({
      halls: 1,
      names: ['一厅'],
      hours: [{ from, to: '17:00' }],
      by,
      exception: null,
      reason: null,
    });
    const days = [
      { day: '2026-11-02', groups: [group('08:30')] },
      { day: '2026-11-09', groups: [group('08:30')] },
      { day: '2026-11-16', groups: [group('09:00')] },
      { day: '2026-11-23', groups: [group('08:30'), group('10:00', 'special')] },
      { day: '2026-11-03', groups: [group('10:00', 'holiday')] },
    ];
    const usual = usualOf(days);
    expect(usual).toEqual([[group('08:30')], null, null, null, null, null, null]);
    expect(days.map((day) => exceptionsOf(day, usual))).toEqual([
      ...[[], [], [group('09:00')], [group('10:00', 'special')], [group('10:00', 'holiday')]],
    ]);
    // of two that were as often the later one goes on
    expect(usualOf(days.slice(1, 3))[0]).toEqual([group('09:00')]);
  });
});

describe('the days that somebody wishes', () => {
  const hours = [{ from: '09:00', to: '12:00' }];
  const form = { hall: '', from: '2026-12-30', to: '2027-01-02', kind: 'closed', hours, told: ' 搬迁 ' } as const;
  it.each([
    ['closed', [], '搬迁'],
    ['open', hours, '搬迁'],
    ['weekly', null, ''],
  ] as const)('%s, each day with the same', (kind, wished, reason) => {
    const days = ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'];
    expect(wishesOf({ ...form, hours: [...hours], kind })).toEqual(days.map((day) => ({ day, hours: wished, reason })));
  });
  it('are of one hall where one is named, and are found again by their number', () => {
    const [one, two] = [
      { ...form, hours: [] },
      { ...form, hours: [], hall: 'A', to: form.from },
    ];
    expect(wishesOf(two)).toEqual([{ hall: 'A', day: '2026-12-30', hours: [], reason: '搬迁' }]);
    expect([0, 3, 4].map((n) => stretchOf([one, emptyForm(), two], n))).toEqual([
      { at: 0, day: 0 },
      { at: 0, day: 3 },
      { at: 2, day: 0 },
    ]);
  });
  it('are none where the stretch ends before it begins or one end is missing', () => {
    expect(wishesOf({ ...form, hours: [], to: '2026-12-29' })).toEqual([]);
    expect(wishesOf({ ...form, hours: [], to: '' })).toEqual([]);
  });
});
