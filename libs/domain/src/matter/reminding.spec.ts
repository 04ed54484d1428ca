import fc from 'fast-check';
import { WorkCalendar, dayKinds } from '../deadline';
import { ladderOf, remind, type CardOwner, type ReminderLevel } from './reminding';

const OFFICE = [
  { fromMin: 9 * 60, toMin: 12 * 60 },
  { fromMin: 13 * 60 + 30, toMin: 17 * 60 + 30 },
];
/** New Year's Eve to the sixth day of the year is a holiday, and the Sunday after is a make-up day. */
const HOLIDAYS = {
  year: 2026,
  papers: [],
  days: [
    ...['16', '17', '18', '19', '20'].map((day) => ({ name: '春节', date: `2026-02-${day}`, isOffDay: true })),
    { name: '春节', date: '2026-02-15', isOffDay: false },
  ],
};
const ZONE = 'Asia/Shanghai';
const calendar = new WorkCalendar(ZONE, '2026-01-01', '2027-12-31', dayKinds([HOLIDAYS]), OFFICE);
const at = (local: string): number => Date.parse(`2026-${local}+08:00`);
const local = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(5, 16);

const owner: CardOwner = { officerId: 'p1', unit: 'u1', hall: 'H32', isEnterprise: false };
const ask = (last: ReminderLevel | null, when: string, more: Partial<CardOwner> = {}, empty: ReminderLevel[] = []) =>
  remind(
    last,
    { ...owner, ...more },
    { now: at(when), afterDays: 2, calendar, isStaffed: (level) => !empty.includes(level) },
  );

describe('a card nobody answers', () => {
  it('is its officer’s first, and comes back after two working days one level higher', () => {
    const first = ask(null, '03-04T10:00');
    expect([first.level, local(first.nextAt)]).toEqual(['officer', '03-06T10:00']);
    const second = ask('officer', '03-06T10:00');
    // the weekend does not count
    expect([second.level, local(second.nextAt)]).toEqual(['unit', '03-10T10:00']);
    expect([ask('unit', '03-10T10:00').level, ask('director', '03-12T10:00').level]).toEqual(['director', 'bureau']);
    expect(ask('bureau', '03-16T10:00').level).toBe('bureau');
  });

  it('waits for the office to open', () => {
    expect(ask(null, '03-04T12:30')).toEqual({ level: null, nextAt: at('03-04T13:30') });
    expect(ask(null, '03-06T18:00')).toEqual({ level: null, nextAt: at('03-09T09:00') });
  });

  it('counts holidays and days worked instead by the calendar', () => {
    expect(local(ask(null, '02-13T16:00').nextAt)).toBe('02-23T16:00');
  });

  it('passes whoever is not there, but never the last', () => {
    expect(ask('officer', '03-06T10:00', {}, ['unit', 'director']).level).toBe('bureau');
    expect(ask('officer', '03-06T10:00', {}, ['unit', 'director', 'bureau']).level).toBe('bureau');
  });

  it('belongs to whom the matter knows', () => {
    expect(ladderOf({ ...owner, officerId: null })).toEqual(['unit', 'director', 'bureau']);
    expect(ladderOf({ ...owner, isEnterprise: true })).toEqual(['liaison', 'unit', 'director', 'bureau']);
    expect(ladderOf({ officerId: null, unit: null, hall: null, isEnterprise: false })).toEqual(['bureau']);
  });
});

it('whatever happens, is told in working time alone, never down, and not twice within its working days', () => {
  const isOpen = (instant: number): boolean =>
    calendar.day(calendar.indexAt(instant)).shifts.some(([from, to]) => from <= instant && instant < to);
  const maybe = (text: string) => fc.constantFrom(null, text);
  const owners = fc.record({ officerId: maybe('p'), unit: maybe('u'), hall: maybe('h'), isEnterprise: fc.boolean() });
  const levels = fc.subarray<ReminderLevel>(['officer', 'unit', 'liaison', 'director', 'bureau']);
  fc.assert(
    fc.property(
      fc.integer({ min: at('01-05T00:00'), max: at('11-30T00:00') }),
      fc.integer({ min: 1, max: 10 }),
      owners,
      fc.array(fc.record({ empty: levels, late: fc.integer({ min: 0, max: 5 * 86_400_000 }) }), { maxLength: 12 }),
      (start, afterDays, who, looks) => {
        const ladder = ladderOf(who);
        let last: ReminderLevel | null = null;
        let now = start;
        for (const { empty, late } of looks) {
          const isStaffed = (level: ReminderLevel): boolean => !empty.includes(level);
          const found = remind(last, who, { now, afterDays, calendar, isStaffed });
          expect(found.nextAt).toBeGreaterThan(now);
          expect(isOpen(found.nextAt)).toBe(true);
          expect(found.level !== null).toBe(isOpen(now));
          if (found.level !== null) {
            const [below, here] = [last === null ? -1 : ladder.indexOf(last), ladder.indexOf(found.level)];
            expect(here).toBeGreaterThanOrEqual(0);
            expect(here > below || here === ladder.length - 1).toBe(true);
            const between = calendar.indexAt(found.nextAt) - calendar.indexAt(now);
            expect(between).toBeGreaterThanOrEqual(afterDays);
            last = found.level;
          }
          now = Math.max(found.nextAt, now) + late;
        }
      },
    ),
    { numRuns: 200 },
  );
});
