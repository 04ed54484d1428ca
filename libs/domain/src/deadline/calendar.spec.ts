import { chinese } from '@cockpit/contracts';
import fc from 'fast-check';
import { WorkCalendar } from './calendar';
import { readClock } from './clock';
import { dayKinds, holiday, withNewHours } from './holidays';
import { instantAfter } from './instant-after';
import type { LimitUnit } from './slices';

const HOUR = 3_600_000;
const years = [
  {
    year: 2025,
    days: [
      { name: '劳动节', date: '2025-05-01', isOffDay: true },
      { name: '劳动节', date: '2025-04-27', isOffDay: false },
      { name: '建市纪念日', date: '2025-05-05', isOffDay: true },
    ],
  },
  { year: 2026, days: [] },
];
const kinds = dayKinds(years, new Set(['2025-05-06', '2025-05-10', '2026-03-02']));
const calendarOf = (zone: string, first: string, last: string) =>
  new WorkCalendar(zone, first, last, kinds, [{ fromMin: 540, toMin: 1020 }]);

describe('a day of the calendar', () => {
  it.each([
    ['2025-04-27', true, false, '劳动节调休上班'],
    ['2025-05-01', false, false, '劳动节'],
    ['2025-05-02', true, false, '工作日'],
    ['2025-05-03', false, false, '周末'],
    ['2025-05-05', false, false, '建市纪念日'],
    ['2025-05-06', false, false, '大厅停办'],
    ['2026-02-27', true, true, '工作日'],
    ['2026-02-28', false, true, '周末'],
    ['2026-03-02', false, true, '大厅停办'],
    ['2024-05-01', true, true, '工作日'],
  ])('is worked or not by the notices, and says why: %s', (date, working, provisional, why) => {
    const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
    const kind = kinds(date, weekday);
    expect([kind.working, kind.provisional, chinese(kind.why)]).toEqual([working, provisional, why]);
  });

  it('has a name for every holiday of the notices, and keeps one that no notice had', () => {
    const named = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节', '国庆节、中秋节'];
    for (const name of named) {
      const kind = dayKinds([{ year: 2025, days: [{ name, date: '2025-01-01', isOffDay: true }] }])('2025-01-01', 3);
      expect([holiday(name) === name, chinese(kind.why)]).toEqual([false, name]);
    }
    expect(holiday('建市纪念日')).toBe('建市纪念日');
  });

  it('says that the office keeps other hours from it on, a day made up as well', () => {
    const why = (date: string, weekday: number): string => chinese(withNewHours(kinds(date, weekday).why));
    expect([why('2025-05-02', 5), why('2025-04-27', 7)]).toEqual([
      '工作日（自当日起调整办公时间）',
      '劳动节调休上班（自当日起调整办公时间）',
    ]);
  });

  it('is found for each of its instants, also where clocks change', () => {
    const zones = ['Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu'].map((timeZone) => ({
      calendar: calendarOf(timeZone, '2025-02-20', '2025-04-10'),
      dayOf: new Intl.DateTimeFormat('sv-SE', { timeZone }),
    }));
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 50 * 1440 - 61 }),
        ({ calendar, dayOf }, minute) => {
          const instant = calendar.day(0).start + minute * 60_000;
          const { start, end, date } = calendar.day(calendar.indexAt(instant));
          expect(start <= instant && instant < end).toBe(true);
          expect(dayOf.format(instant)).toBe(date);
        },
      ),
    );
    const change = calendarOf('America/New_York', '2025-03-09', '2025-11-02');
    const lengths = [0, 1, change.days.length - 1].map((k) => (change.day(k).end - change.day(k).start) / HOUR);
    expect(lengths).toEqual([23, 24, 25]);
    for (const { start, end } of change.days) {
      expect(change.day(change.indexAt(start)).start).toBe(start);
      expect(change.day(change.indexAt(end - 1)).end).toBe(end);
    }
  });

  it('is never made up beyond those that are laid out', () => {
    const calendar = calendarOf('Asia/Shanghai', '2025-05-01', '2025-05-31');
    const [first, last] = [calendar.day(0), calendar.day(30)];
    expect(calendar.days.map(({ date }) => date.slice(8))).toEqual(
      Array.from({ length: 31 }, (_, k) => String(k + 1).padStart(2, '0')),
    );
    expect([calendar.indexAt(first.start), calendar.indexAt(last.end - 1)]).toEqual([0, 30]);
    for (const instant of [first.start - 1, last.end])
      expect(() => calendar.indexAt(instant)).toThrow(
        `${new Date(instant).toISOString()} lies outside the calendar (2025-05-01 to 2025-05-31)`,
      );
    expect(() => calendar.day(31)).toThrow('the calendar ends at 2025-05-31');
    expect(() => calendarOf('Asia/Shanghai', '2025-05-02', '2025-05-01')).toThrow('no days from 2025-05-02');
    expect(() => instantAfter(calendar, first.start, 40, 'calendar-days')).toThrow(RangeError);
  });

  it('has the hours of its weekday or date, none when it is not worked', () => {
    const calendar = new WorkCalendar('Asia/Shanghai', '2025-05-01', '2025-05-09', kinds, (weekday, date) =>
      weekday === 5 ? [{ fromMin: 540, toMin: 720 }] : [{ fromMin: 600, toMin: date > '2025-05-07' ? 660 : 1020 }],
    );
    const hours = calendar.days.map(({ start, shifts }) =>
      shifts.map(([from, to]) => `${String((from - start) / HOUR)}-${String((to - start) / HOUR)}`).join(),
    );
    // 1 and 5 May are holidays, 6 May is closed, 3 and 4 are a weekend; 2 and 9 May are Fridays
    expect(hours).toEqual(['', '9-12', '', '', '', '', '10-17', '10-11', '9-12']);
  });
});

describe('what a clock says of each day', () => {
  const at = (text: string): number => Date.parse(`2025-05-${text}:00+08:00`);
  const calendar = calendarOf('Asia/Shanghai', '2025-04-20', '2025-07-31');
  const pauses = [
    { from: at('08T10:00'), to: at('08T12:00'), reason: '听证' },
    { from: at('08T11:00'), to: at('09T10:00'), reason: '补正' },
    { from: at('08T11:30'), to: at('08T11:40'), reason: '听证' },
  ];
  const explained = (unit: LimitUnit): string[] => {
    const limit = { unit, amount: 300 / (unit.endsWith('days') ? 24 : 1) };
    const times = { acceptedAt: at('07T15:00'), closedAt: null, limit, pauses, extensions: [] };
    return readClock(calendar, times, at('11T12:00')).explanation.map(
      ({ date, counted, why }) => `${date.slice(8)} ${String(counted)} ${chinese(why)}`,
    );
  };

  it('in working days', () => {
    expect(explained('working-days')).toEqual([
      '07 0 受理当日不计',
      '08 0 暂停：听证、补正',
      '09 0 暂停：听证、补正',
      '10 0 大厅停办',
      '11 0 周末',
    ]);
  });
  it('in working hours', () => {
    expect(explained('working-hours')).toEqual([
      '07 2 工作日',
      '08 1 扣除暂停：听证、补正',
      '09 7 扣除暂停：听证、补正',
      '10 0 大厅停办',
      '11 0 周末',
    ]);
  });
  it('in calendar days', () => {
    expect(explained('calendar-days')).toEqual([
      '07 0 受理当日不计',
      '08 0 暂停：听证、补正',
      '09 0 暂停：听证、补正',
      '10 1 大厅停办',
      '11 0.5 周末',
    ]);
  });
  it('in hours', () => {
    expect(explained('hours')).toEqual([
      '07 9 连续计时',
      '08 10 扣除暂停：听证、补正',
      '09 14 扣除暂停：听证、补正',
      '10 24 连续计时',
      '11 12 连续计时',
    ]);
  });

  const inMay = (...still: [from: string, to: string, reason: string][]): string[] => {
    const times = {
      acceptedAt: at('12T10:00'),
      closedAt: null,
      extensions: [],
      limit: { unit: 'working-days' as const, amount: 9 },
      pauses: still.map(([from, to, reason]) => ({ from: at(from), to: at(to), reason })),
    };
    return readClock(calendar, times, at('17T00:00'))
      .explanation.slice(1, 5)
      .map(({ counted, why }) => `${String(counted)} ${chinese(why)}`);
  };
  const WORKED = '1 工作日';

  it('of pauses to the minute: the instant of resuming belongs to its day, that of pausing to no day before', () => {
    expect(inMay(['14T00:00', '15T00:00', '听证'])).toEqual([WORKED, '0 暂停：听证', '0 暂停：听证', WORKED]);
  });

  it('of every pause of a day, in the order of their begins, then of their ends', () => {
    const both = [WORKED, '0 暂停：听证、补正', WORKED, WORKED];
    expect(inMay(['14T12:00', '14T13:00', '补正'], ['14T10:00', '14T12:00', '听证'])).toEqual(both);
    expect(inMay(['14T10:00', '14T13:00', '补正'], ['14T10:00', '14T12:00', '听证'])).toEqual(both);
    expect(inMay(['14T10:00', '14T12:00', '听证'], ['14T10:00', '14T13:00', '补正'])).toEqual(both);
  });

  it('of a pause that ends before it begins nothing', () => {
    expect(inMay(['14T12:00', '14T10:00', '听证'])).toEqual([WORKED, WORKED, WORKED, WORKED]);
  });
});
