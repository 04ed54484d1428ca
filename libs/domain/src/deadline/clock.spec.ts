import fc from 'fast-check';
import { DateTime } from 'luxon';
import { WorkCalendar } from './calendar';
import { readClock, readUntil, type MatterTimes } from './clock';
import { dayKinds, type HolidayYear } from './holidays';
import { ranUntil } from './pauses';
import type { LimitUnit } from './slices';

const zone = 'Asia/Shanghai';
const at = (iso: string): number => DateTime.fromISO(iso, { zone }).toMillis();
const read = (ms: number): string => DateTime.fromMillis(ms, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");

// National Day 2025 (1–8 October off, 28 September and 11 October made up), as in the notice; 2027 is not published.
const off = ['01', '02', '03', '04', '05', '06', '07', '08'].map((d) => ({
  name: '国庆节、中秋节',
  date: `2025-10-${d}`,
  isOffDay: true,
}));
const years: HolidayYear[] = [
  {
    year: 2025,
    days: [
      ...off,
      { name: '国庆节', date: '2025-09-28', isOffDay: false },
      { name: '国庆节', date: '2025-10-11', isOffDay: false },
    ],
  },
  { year: 2026, days: [{ name: '元旦', date: '2026-01-01', isOffDay: true }] },
  { year: 2027, days: [] },
];
const shifts = [
  { fromMin: 9 * 60, toMin: 12 * 60 },
  { fromMin: 13 * 60 + 30, toMin: 17 * 60 + 30 },
];
const calendar = new WorkCalendar(zone, '2025-01-01', '2027-12-31', dayKinds(years), shifts);

const matter = (
  accepted: string,
  amount: number,
  unit: LimitUnit = 'working-days',
  more: Partial<MatterTimes> = {},
): MatterTimes => ({
  acceptedAt: at(accepted),
  closedAt: null,
  limit: { unit, amount },
  pauses: [],
  extensions: [],
  ...more,
});

describe('the clock of a matter', () => {
  it('starts the next working day and ends at close of business of the last', () => {
    expect(read(readClock(calendar, matter('2025-06-06T16:00', 1), at('2025-06-06T17:00')).dueAt)).toBe(
      '2025-06-09T17:30',
    );
  });

  it('leaves out holidays and counts make-up days', () => {
    // accepted Friday 26 September: Sunday 28 (made up), 29, 30 count, the holiday does not, then 9, 10 and Saturday 11 October
    expect(read(readClock(calendar, matter('2025-09-26T10:00', 6), at('2025-09-26T11:00')).dueAt)).toBe(
      '2025-10-11T17:30',
    );
  });

  it('does not count a day on which the clock stood still at any moment, the day of resuming included', () => {
    const pauses = [{ from: at('2025-06-10T15:00'), to: at('2025-06-12T10:00'), reason: '补正' }];
    // 10, 11 and 12 June do not count
    expect(
      read(
        readClock(calendar, matter('2025-06-06T10:00', 2, 'working-days', { pauses }), at('2025-06-20T09:00')).dueAt,
      ),
    ).toBe('2025-06-13T17:30');
  });

  it('stops working hours for exactly the pause, over a lunch break', () => {
    const pauses = [{ from: at('2025-06-09T11:00'), to: at('2025-06-09T14:00'), reason: '勘验' }];
    // from 10:00: one hour, then the pause, then 14:00–17:00
    expect(
      read(
        readClock(calendar, matter('2025-06-09T10:00', 4, 'working-hours', { pauses }), at('2025-06-09T16:00')).dueAt,
      ),
    ).toBe('2025-06-09T17:00');
  });

  it('counts calendar days from the next midnight and clock hours from the instant', () => {
    expect(
      read(readClock(calendar, matter('2025-10-01T10:00', 3, 'calendar-days'), at('2025-10-01T11:00')).dueAt),
    ).toBe('2025-10-05T00:00');
    expect(read(readClock(calendar, matter('2025-10-01T10:00', 48, 'hours'), at('2025-10-01T11:00')).dueAt)).toBe(
      '2025-10-03T10:00',
    );
  });

  it('shows yellow one working day before or at 90 %, whichever is earlier, and red once past', () => {
    const five = matter('2025-06-06T10:00', 5); // counts 9–13 June
    expect(readClock(calendar, five, at('2025-06-12T17:29')).card).toBe('none');
    expect(readClock(calendar, five, at('2025-06-12T17:30')).card).toBe('yellow');
    expect(readClock(calendar, five, at('2025-06-13T17:30')).card).toBe('yellow');
    expect(readClock(calendar, five, at('2025-06-13T17:31')).card).toBe('red');
    expect(read(readClock(calendar, matter('2025-06-06T10:00', 20), at('2025-06-07T10:00')).yellowAt)).toBe(
      '2025-07-02T17:30',
    );
    // two days: 90 % is 0.8 of the second day, 5 h 36 min into its seven hours of work
    expect(read(readClock(calendar, matter('2025-06-06T10:00', 2), at('2025-06-07T10:00')).yellowAt)).toBe(
      '2025-06-10T16:06',
    );
  });

  it('says provisional when it reaches a year that is not published', () => {
    expect(readClock(calendar, matter('2026-12-28T10:00', 3), at('2026-12-28T11:00')).provisional).toBe(false);
    expect(readClock(calendar, matter('2026-12-28T10:00', 5), at('2026-12-28T11:00')).provisional).toBe(true);
  });

  it('says provisional of a known due date beyond the published years, and of no earlier one that is still open then', () => {
    const until = (due: string, now: string) =>
      readUntil(calendar, { acceptedAt: at('2026-12-28T10:00'), dueAt: at(due), pauses: [] }, at(now)).provisional;
    expect(until('2026-12-31T17:30', '2026-12-29T10:00')).toBe(false);
    expect(until('2027-01-01T00:00', '2026-12-29T10:00')).toBe(true);
    expect(until('2027-01-05T17:30', '2026-12-29T10:00')).toBe(true);
    expect(until('2026-12-31T17:30', '2027-01-05T10:00')).toBe(false);
  });

  describe('extended in working hours', () => {
    // 7 hours a day until June, then 4 in the morning, but only two on Wednesdays
    const changing = new WorkCalendar(zone, '2025-01-01', '2025-12-31', dayKinds(years), (weekday, date) => {
      if (date < '2025-06-01') return shifts;
      return weekday === 3 ? [{ fromMin: 9 * 60, toMin: 11 * 60 }] : [{ fromMin: 9 * 60, toMin: 13 * 60 }];
    });
    const extendedBy = (days: number, more: Partial<MatterTimes> = {}): MatterTimes =>
      // Friday 6 June 11:00 and 2 hours: due at 13:00, when the office closes
      matter('2025-06-06T11:00', 2, 'working-hours', { extensions: [{ days, approvedBy: '局长' }], ...more });
    const due = (times: MatterTimes): [string, number] => {
      const { dueAt, limit } = readClock(changing, times, times.acceptedAt);
      return [read(dueAt), limit];
    };

    it('lasts the hours of the days it reaches over, not those of the first day of the calendar', () => {
      expect(due(extendedBy(1))).toEqual(['2025-06-09T13:00', 6]);
      // Monday and Tuesday 4 hours each, Wednesday 2
      expect(due(extendedBy(3))).toEqual(['2025-06-11T11:00', 12]);
      expect(due(extendedBy(5))).toEqual(['2025-06-13T13:00', 20]);
    });

    it('begins within a day where the limit ends there', () => {
      // due Tuesday at 11:00, half a day before closing: the extension adds the other half and half of Wednesday's two hours
      expect(due({ ...extendedBy(1), limit: { unit: 'working-hours', amount: 8 } })).toEqual(['2025-06-11T10:00', 11]);
    });

    it('leaves out pauses', () => {
      const pauses = [{ from: at('2025-06-09T09:00'), to: at('2025-06-10T11:00'), reason: '听证' }];
      // half of Tuesday, and half of Wednesday's two hours
      expect(due(extendedBy(1, { pauses }))).toEqual(['2025-06-11T10:00', 5]);
    });
  });

  it('withdraws what a pause reported late undoes', () => {
    const now = at('2025-06-11T09:00');
    const times = matter('2025-06-06T10:00', 2);
    expect(readClock(calendar, times, now).card).toBe('red');
    const pauses = [{ from: at('2025-06-09T09:00'), to: at('2025-06-09T10:00'), reason: '听证' }];
    expect(readClock(calendar, { ...times, pauses }, now).card).not.toBe('red');
  });

  it('never computes nonsense', () => {
    expect(() => readClock(calendar, matter('2025-06-06T10:00', 0), at('2025-06-07T10:00'))).toThrow(/positive/);
    expect(() =>
      readClock(
        calendar,
        { ...matter('2025-06-06T10:00', 1), closedAt: at('2025-06-05T10:00') },
        at('2025-06-07T10:00'),
      ),
    ).toThrow(/before it was accepted/);
    expect(() => readClock(calendar, matter('2027-12-30T10:00', 20), at('2027-12-30T11:00'))).toThrow(/calendar/);
    expect(() => readClock(calendar, matter('2024-12-30T10:00', 20), at('2025-01-02T11:00'))).toThrow(
      /outside the calendar/,
    );
  });
});

describe('properties of the clock', () => {
  const minute = 60_000;
  const instant = fc
    .integer({ min: at('2025-02-01T00:00') / minute, max: at('2026-06-01T00:00') / minute })
    .map((m) => m * minute);
  const unit = fc.constantFrom<LimitUnit>('working-days', 'working-hours', 'calendar-days', 'hours');
  const pause = fc
    .record({
      from: instant,
      minutes: fc.integer({ min: 0, max: 60 * 24 * 5 }),
      reason: fc.constantFrom('补正', '听证'),
    })
    .map(({ from, minutes, reason }) => ({ from, to: from + minutes * minute, reason }));
  const history = fc.record({
    acceptedAt: instant,
    unit,
    amount: fc.integer({ min: 1, max: 40 }),
    pauses: fc.array(pause, { maxLength: 4 }),
    after: fc.integer({ min: 0, max: 60 * 24 * 60 }),
  });
  const of = (h: {
    acceptedAt: number;
    unit: LimitUnit;
    amount: number;
    pauses: MatterTimes['pauses'];
  }): MatterTimes => ({
    acceptedAt: h.acceptedAt,
    closedAt: null,
    limit: { unit: h.unit, amount: h.amount },
    pauses: h.pauses,
    extensions: [],
  });

  it('a longer limit is never due earlier', () => {
    fc.assert(
      fc.property(history, (h) => {
        const now = h.acceptedAt + h.after * minute;
        const longer = readClock(calendar, of({ ...h, amount: h.amount + 1 }), now);
        return readClock(calendar, of(h), now).dueAt <= longer.dueAt;
      }),
    );
  });

  it('the order and repetition of pauses do not matter', () => {
    fc.assert(
      fc.property(history, (h) => {
        const now = h.acceptedAt + h.after * minute;
        const shuffled = [...h.pauses, ...h.pauses].reverse();
        expect(readClock(calendar, of({ ...h, pauses: shuffled }), now)).toEqual(readClock(calendar, of(h), now));
      }),
    );
  });

  it('a pause more never brings the due time forward', () => {
    fc.assert(
      fc.property(history, pause, (h, more) => {
        const now = h.acceptedAt + h.after * minute;
        return (
          readClock(calendar, of({ ...h, pauses: [...h.pauses, more] }), now).dueAt >=
          readClock(calendar, of(h), now).dueAt
        );
      }),
    );
  });

  it('has reached in an open pause what it had reached when the pause began, and nothing after', () => {
    const open = instant.map((from) => ({ from, to: null, reason: '补正' }));
    fc.assert(
      fc.property(history, fc.array(open, { minLength: 1, maxLength: 2 }), (h, standing) => {
        const now = h.acceptedAt + h.after * minute;
        const pauses = [...h.pauses, ...standing];
        const { dueAt, yellowAt, overdue, card } = readClock(calendar, of({ ...h, pauses }), now);
        const until = ranUntil(pauses, now);
        expect([overdue, card !== 'none']).toEqual([dueAt < until, yellowAt <= until]);
      }),
    );
  });

  it('the explanation sums to the figure, and elapsed reaches the limit exactly when it is due', () => {
    fc.assert(
      fc.property(history, (h) => {
        const now = h.acceptedAt + h.after * minute;
        const reading = readClock(calendar, of(h), now);
        expect(reading.explanation.reduce((sum, day) => sum + day.counted, 0)).toBeCloseTo(reading.elapsed, 9);
        expect(reading.elapsed + reading.remaining).toBeCloseTo(reading.limit, 9);
        if (h.pauses.length === 0)
          expect(readClock(calendar, of(h), reading.dueAt).elapsed).toBeCloseTo(reading.limit, 6);
        expect(reading.overdue).toBe(now > reading.dueAt);
      }),
    );
  });
});
