import fc from 'fast-check';
import { WorkCalendar } from './calendar';
import { CARD_RULE, readClock, readUntil, type MatterTimes } from './clock';
import { dayKinds } from './holidays';
import { instantAfter } from './instant-after';
import type { LimitUnit } from './slices';

/** All times are whole quarters of an hour, so that counting them one by one is exact. */
const QUARTER = 900_000;
const DAY = 96 * QUARTER;
const at = (text: string): number => Date.parse(`${text}+08:00`);

// 1 to 3 May 2025 off, Sunday 27 April a make-up day; nothing is published for 2026
const OFF = ['2025-05-01', '2025-05-02', '2025-05-03'];
const MADE_UP = '2025-04-27';
const years = [
  {
    year: 2025,
    days: [
      ...OFF.map((date) => ({ name: '劳动节', date, isOffDay: true })),
      { name: '劳动节', date: MADE_UP, isOffDay: false },
    ],
  },
  { year: 2026, days: [] },
];
const shifts = [
  { fromMin: 9 * 60, toMin: 12 * 60 },
  { fromMin: 13 * 60 + 30, toMin: 17 * 60 + 30 },
];
const calendar = new WorkCalendar('Asia/Shanghai', '2025-01-01', '2026-12-31', dayKinds(years), shifts);

/** quarters of a day in office hours */
const OFFICE = Array.from({ length: 96 }, (_, k) => k).filter((k) => (k >= 36 && k < 48) || (k >= 54 && k < 70));
const DAY_AND_NIGHT = Array.from({ length: 96 }, (_, k) => k);

interface Counted {
  readonly date: string;
  readonly start: number;
  /** each counting quarter: its start and its units */
  readonly quarters: readonly (readonly [number, number])[];
}

/** Reference implementation: counts each day from acceptance on quarter by quarter, up to an instant and up to a number of units. */
function onPaper(
  { acceptedAt, pauses }: Pick<MatterTimes, 'acceptedAt' | 'pauses'>,
  { unit, now, until, units }: { unit: LimitUnit; now: number; until: number; units: number },
) {
  const still = pauses.map(({ from, to }) => ({ from, to: to ?? Math.max(now, from) })).filter((p) => p.to >= p.from);
  const inDays = unit === 'working-days' || unit === 'calendar-days';
  const days: Counted[] = [];
  const all: (readonly [number, number])[] = [];
  const first = acceptedAt - ((acceptedAt - at('2025-01-01T00:00')) % DAY);
  let total = 0;
  for (let start = first; start <= until || total < units; start += DAY) {
    const noon = new Date(start + 20 * 3_600_000);
    const date = noon.toISOString().slice(0, 10);
    const weekday = noon.getUTCDay();
    const isWorked = date === MADE_UP || (!OFF.includes(date) && weekday > 0 && weekday < 6);
    const open = unit === 'hours' || unit === 'calendar-days' ? DAY_AND_NIGHT : isWorked ? OFFICE : [];
    const isOut = inDays && (start === first || still.some(({ from, to }) => from < start + DAY && to >= start));
    const near = still.filter(({ from, to }) => from < start + DAY && to > start);
    const counted: (readonly [number, number])[] = [];
    for (const place of isOut ? [] : open) {
      const quarter = start + place * QUARTER;
      if (!inDays && (quarter < acceptedAt || near.some(({ from, to }) => from <= quarter && quarter < to))) continue;
      counted.push([quarter, inDays ? 1 / open.length : 1 / 4]);
    }
    all.push(...counted);
    total += inDays ? Number(counted.length > 0) : counted.length / 4;
    days.push({ date, start, quarters: counted });
  }
  const used = (end: number, of: Counted['quarters'] = all): number => {
    const sum = of.reduce((before, [quarter, worth]) => before + (quarter < end ? worth : 0), 0);
    return Math.round(sum * 1e9) / 1e9;
  };
  /** when `mark` units have elapsed */
  const reached = (mark: number): number => {
    let left = mark;
    for (const [quarter, worth] of all) {
      if (left <= worth + 1e-9) return quarter + (left / worth) * QUARTER;
      left -= worth;
    }
    return Infinity;
  };
  return { days, used, reached };
}

const quarters = (most: number) => fc.integer({ min: 0, max: most }).map((count) => count * QUARTER);
const instant = quarters(96 * 60).map((after) => at('2025-04-15T00:00') + after);
const unit = fc.constantFrom<LimitUnit>('working-days', 'working-hours', 'calendar-days', 'hours');
const pauses = fc.array(
  fc.oneof(
    fc
      .tuple(instant, quarters(96 * 4), fc.constantFrom(1, 1, 1, -1))
      .map(([from, length, sign]) => ({ from, to: from + sign * length, reason: '补正' })),
    instant.map((from) => ({ from, to: null, reason: '听证' })),
  ),
  { maxLength: 3 },
);
const near = (milliseconds: number, expected: number): void => {
  expect(Math.abs(milliseconds - expected)).toBeLessThan(5);
};
const yellowMark = (limit: number, inDays: boolean): number =>
  inDays && limit > 2 ? Math.min(limit * 0.9, limit - 1) : limit * 0.9;

describe('the clock beside the same counted on paper', () => {
  const matter = fc.record({
    acceptedAt: instant,
    unit,
    amount: fc.integer({ min: 1, max: 15 }),
    pauses,
    extended: fc.constantFrom([], [], [1], [2, 3]),
    after: quarters(96 * 25),
    isClosed: fc.boolean(),
  });

  it('is due, yellow and used up at the same times, day by day', () => {
    fc.assert(
      fc.property(matter, ({ acceptedAt, unit: limitUnit, amount, pauses: still, extended, after, isClosed }) => {
        const now = acceptedAt + after;
        const times: MatterTimes = {
          acceptedAt,
          closedAt: isClosed ? now : null,
          limit: { unit: limitUnit, amount },
          pauses: still,
          extensions: extended.map((days) => ({ days, approvedBy: '局长' })),
        };
        const reading = readClock(calendar, times, isClosed ? now + DAY : now);
        const inDays = limitUnit === 'working-days' || limitUnit === 'calendar-days';
        const aDay = inDays ? 1 : limitUnit === 'hours' ? 24 : 7;
        const limit = amount + aDay * extended.reduce((sum, days) => sum + days, 0);
        const paper = onPaper(times, { unit: limitUnit, now, until: now, units: limit });
        expect(reading.limit).toBe(limit);
        near(reading.dueAt, inDays ? endOfPieces(paper.days, limit, limitUnit) : paper.reached(limit));
        near(reading.yellowAt, paper.reached(yellowMark(limit, inDays)));
        expect(reading.elapsed).toBeCloseTo(paper.used(now), 6);
        expect(reading.remaining).toBeCloseTo(limit - paper.used(now), 6);
        expect(reading.paused).toBe(!isClosed && still.some(({ from, to }) => to === null && from <= now));
        expect(reading.overdue).toBe(now > reading.dueAt);
        expect(reading.card).toBe(reading.overdue ? 'red' : now >= reading.yellowAt ? 'yellow' : 'none');
        const known = paper.days.filter(({ start }) => start <= now);
        expect(reading.explanation.map(({ date }) => date)).toEqual(known.map(({ date }) => date));
        reading.explanation.forEach(({ counted }, k) => {
          expect(counted).toBeCloseTo(paper.used(now, known[k]?.quarters), 6);
        });
      }),
    );
  });

  it('has as its limit the working days up to a due time that is given', () => {
    fc.assert(
      fc.property(instant, pauses, quarters(96 * 20), quarters(96 * 20), (acceptedAt, still, until, after) => {
        const [dueAt, now] = [acceptedAt + until, acceptedAt + after];
        const reading = readUntil(calendar, { acceptedAt, dueAt, pauses: still }, now);
        const paper = onPaper(
          { acceptedAt, pauses: still },
          { unit: 'working-days', now, until: Math.max(now, dueAt), units: 0 },
        );
        const limit = paper.used(dueAt);
        expect(reading.limit).toBeCloseTo(limit, 6);
        expect(reading.elapsed).toBeCloseTo(paper.used(now), 6);
        near(reading.yellowAt, limit > 0 ? Math.min(dueAt, paper.reached(yellowMark(limit, true))) : dueAt);
        const known = paper.days.filter(({ start }) => start <= now);
        expect(reading.explanation.map(({ date }) => date)).toEqual(known.map(({ date }) => date));
        expect(reading.provisional).toBe(false);
      }),
    );
  });

  it('passes the same time where nothing pauses', () => {
    fc.assert(
      fc.property(instant, unit, fc.integer({ min: 1, max: 20 }), (start, limitUnit, amount) => {
        const limit = { unit: limitUnit, amount };
        const times = { acceptedAt: start, closedAt: null, limit, pauses: [], extensions: [] };
        near(instantAfter(calendar, start, amount, limitUnit), readClock(calendar, times, start).dueAt);
        if (limitUnit === 'hours')
          expect(instantAfter(calendar, start, amount, limitUnit)).toBe(start + amount * 3_600_000);
      }),
    );
  });

  it('goes by another rule of the cards where one is given', () => {
    const times = {
      acceptedAt: at('2025-06-06T10:00'),
      closedAt: null,
      limit: { unit: 'working-days' as const, amount: 4 },
      pauses: [],
      extensions: [],
    };
    const yellowAt = (yellowShare: number, shareOnlyUpToDays: number): string =>
      new Date(readClock(calendar, times, times.acceptedAt, { yellowShare, shareOnlyUpToDays }).yellowAt).toISOString();
    // 9 to 12 June: half of four days, or the whole share, but at the latest one day before
    expect([yellowAt(0.5, 2), yellowAt(1, 2), yellowAt(1, 4)]).toEqual([
      '2025-06-10T09:30:00.000Z',
      '2025-06-11T09:30:00.000Z',
      '2025-06-12T09:30:00.000Z',
    ]);
    expect(CARD_RULE).toEqual({ yellowShare: 0.9, shareOnlyUpToDays: 2 });
  });
});

/** A day has elapsed when its last shift ends. */
function endOfPieces(days: readonly Counted[], limit: number, limitUnit: LimitUnit): number {
  const day = days.filter(({ quarters: all }) => all.length > 0)[limit - 1];
  return (day?.start ?? NaN) + (limitUnit === 'calendar-days' ? 96 : 70) * QUARTER;
}
