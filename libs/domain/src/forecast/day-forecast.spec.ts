import type { HallDoc } from '@cockpit/contracts';
import fc from 'fast-check';
import { dayClasses, NO_NOTICES, type DayClasses } from '../comparison';
import { makeDay, nominalRates, STANDARD } from '../simulation';
import type { HallConfig } from '../live';
import { showRates, type BookingHistory } from './bookings';
import { forecastDay, type DayHistory } from './day-forecast';

const dayStart = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
const hall = {
  code: 'H',
  name: 'H',
  tier: 'hall',
  timeZone: 'Asia/Shanghai',
  clock: 'feed',
  simulated: false,
  closures: [],
  waitTargetMin: 15,
  queues: [],
  windows: [],
  terminals: [],
  hours: [
    { days: [1, 2, 3, 4, 5], from: '08:30', to: '17:15' },
    { days: [6], from: '08:30', to: '12:00' },
  ],
} satisfies HallDoc;

function config(day: string, from = '08:30', to = '17:15'): Omit<HallConfig, 'forecast'> {
  const at = (time: string): number => Date.parse(`${day}T${time}:00+08:00`);
  return {
    hall,
    day,
    dayStart: dayStart(day),
    open: [{ from: at(from), to: at(to) }],
    windows: [],
    officers: [],
    queues: STANDARD.branches.map(({ code }) => ({ code, name: code, branch: code, waitTargetMin: 15 })),
    items: [
      { code: 'i', name: 'i', queue: 'household', meanServiceMin: 8, share: 1, selfService: false, mobile: false },
    ],
  };
}
const line = (day: string, queue: string, counts: Record<number, number>) => ({
  day,
  queue,
  slots: Array.from({ length: 48 }, (_, i) => counts[i] ?? 0),
});
const nothing: DayHistory = { arrivals: [], service: [], noShows: [] };

const days = ['2026-11-11', '2026-11-12', '2026-11-13'];
const usual = days.map((day) =>
  line(day, 'order', Object.fromEntries(Array.from({ length: 18 }, (_, i) => [17 + i, 6]))),
);
const booked = (slot: number, n: number, lead = 1): BookingHistory => ({
  ahead: [{ queue: 'order', slot, lead, booked: n }],
  past: [],
});

describe('a half hour without an own past', () => {
  it('goes by what comes today where nothing else is known: of the evening, not of the day', () => {
    const long = { ...hall, specialDays: [{ day: '2026-11-16', hours: [{ from: '08:30', to: '20:30' }], reason: '' }] };
    const evening = { ...config('2026-11-16', '08:30', '20:30'), hall: long };
    const { queues, basis } = forecastDay({ ...nothing, arrivals: usual }, evening, NO_NOTICES);
    expect(basis?.['order']?.sources.slice(16)).toEqual(['own', 'own', ...new Array<string>(6).fill('today')]);
    expect(queues['order']?.[0]).toBe(6);
  });

  it('belongs to a new queue, not to one to which nobody comes', () => {
    const made = (queuesBefore: string[]) =>
      forecastDay({ ...nothing, arrivals: usual }, config('2026-11-16'), NO_NOTICES, {
        queuesBefore: new Set(queuesBefore),
      });
    expect(made(['order', 'household', 'exit-entry', 'traffic']).basis).toBeUndefined();
    expect(made(['order', 'household', 'exit-entry']).queues['traffic']).toBeUndefined();
    expect(made(['order', 'household', 'exit-entry']).queues['household']?.every((n) => n === 0)).toBe(true);
  });

  it('goes by halls of the same size, window for window', () => {
    const windows = (n: number, code: string) =>
      Array.from({ length: n }, (_, i) => ({
        id: String(i),
        number: String(i),
        kind: 'specialised' as const,
        queues: [code],
        switchMin: 2,
      }));
    const here = {
      ...config('2026-11-16'),
      hall: { ...hall, queues: [{ code: 'order', name: 'o', branch: 'order' }], windows: windows(4, 'order') },
    };
    const there = (n: number) => ({
      hall: { ...hall, queues: [{ code: 'O', name: 'O', branch: 'order' }], windows: windows(n, 'O') },
      arrivals: days.map((day) => line(day, 'O', { 17: 10, 18: 20 })),
    });
    const { queues, basis } = forecastDay(nothing, here, NO_NOTICES, { others: [there(5), there(40)] });
    expect(queues['order']?.slice(0, 3)).toEqual([8, 16, 0]);
    expect(basis?.['order']).toMatchObject({ days: 3, halls: 1 });
    expect(basis?.['order']?.sources[0]).toBe('pooled');
  });

  it('goes by bookings, and on a holiday rather by them than by working days', () => {
    const alone = forecastDay(nothing, config('2026-11-16'), NO_NOTICES, { bookings: booked(20, 20) });
    const total = (alone.queues['order'] ?? []).reduce((sum, n) => sum + n, 0);
    expect(total).toBeCloseTo(20 * 0.9 * 1.5, 6);
    expect(alone.queues['order']?.[3]).toBeGreaterThan(18);
    expect(alone.basis?.['order']).toMatchObject({ booked: 20 });
    expect(alone.basis?.['order']?.sources.every((source) => source === 'bookings')).toBe(true);
    // two officers are there all day: a working day expects walk-ins too, a holiday only visitors with bookings
    const windows = ['a', 'b'].map((id) => ({
      id,
      number: id,
      kind: 'specialised' as const,
      queues: ['order'],
      homeQueue: 'order',
      switchMin: 2,
      roster: [],
    }));
    const staffed = (day: string, classes: DayClasses) =>
      forecastDay(nothing, { ...config(day), windows }, classes, { bookings: booked(20, 20) }).queues['order'] ?? [];
    expect(staffed('2026-11-16', NO_NOTICES)[0]).toBeCloseTo((0.8 * 60) / 10, 6);
    const off = dayClasses([{ year: 2026, days: [{ date: '2026-11-16', name: '春节', isOffDay: true }] }]);
    expect(staffed('2026-11-16', off)[0]).toBeLessThan(1);
    const spring = dayClasses([{ year: 2026, days: [{ date: '2026-11-15', name: '春节', isOffDay: true }] }]);
    const opened = {
      ...hall,
      specialDays: [{ day: '2026-11-15', hours: [{ from: '09:00', to: '12:00' }], reason: '' }],
    };
    const holiday = { ...config('2026-11-15', '09:00', '12:00'), hall: opened };
    const of = (bookings: BookingHistory) =>
      forecastDay({ ...nothing, arrivals: usual }, holiday, spring, { bookings }).queues['order'];
    expect(of({ ahead: [], past: [] })?.[0]).toBe(6);
    expect(of(booked(18, 2))?.[1]).toBeLessThan(1);
  });
});

describe('bookings of a half hour', () => {
  const made = (bookings: BookingHistory) =>
    forecastDay({ ...nothing, arrivals: usual }, config('2026-11-16'), NO_NOTICES, { bookings }).queues['order'] ?? [];

  it('raise what is expected of it by those who come less the walk-ins they replace, and of no other', () => {
    const before = made({ ahead: [], past: [] });
    fc.assert(
      fc.property(
        fc.integer({ min: 18, max: 33 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 3 }),
        (slot, n, lead) => {
          const after = made(booked(slot, n, lead));
          const comers = n * (showRates([])[lead] ?? 0);
          const place = slot - 17;
          expect(after[place]).toBeCloseTo(comers + Math.max(0, (before[place] ?? 0) - comers / 3), 9);
          after.forEach((expected, i) => {
            if (i !== place) expect(expected).toBe(before[i]);
          });
          // the day is the sum of its half hours
          const day = (of: readonly number[]): number => of.reduce((sum, slot) => sum + slot, 0);
          expect(day(after) - day(before)).toBeCloseTo((after[place] ?? 0) - (before[place] ?? 0), 9);
        },
      ),
    );
  });

  it('are used as often as the hall has shown, by how long before they were made', () => {
    const past = [
      { day: '2026-11-12', queue: 'order', slot: 20, lead: 3, booked: 4000, came: 2000 },
      { day: '2026-11-12', queue: 'order', slot: 20, lead: 0, booked: 1, came: 0 },
    ];
    const [same, , , early] = showRates(past);
    expect(early).toBeCloseTo(0.5, 2);
    expect(same).toBeGreaterThan(0.85);
  });

  it('change nothing where as many come with one as usually do', () => {
    const past = days.map((day) => ({ day, queue: 'order', slot: 20, lead: 1, booked: 5, came: 4 }));
    const [, rate = 0] = showRates(past);
    const after = made({ ahead: [{ queue: 'order', slot: 20, lead: 1, booked: 4 / rate }], past });
    expect(after[3]).toBeCloseTo(6, 9);
  });
});

describe('the forecast of a hall day', () => {
  it('says nothing of a hall without a past, but for what the catalogue says', () => {
    expect(forecastDay(nothing, config('2026-11-16'), NO_NOTICES)).toEqual({
      slotMin: 30,
      start: Date.parse('2026-11-16T08:30:00+08:00'),
      queues: {},
      noShowRate: 0,
      service: {
        household: { meanMin: 8, cv: 0.6 },
        'exit-entry': { meanMin: 10, cv: 0.6 },
        traffic: { meanMin: 10, cv: 0.6 },
        order: { meanMin: 10, cv: 0.6 },
      },
    });
  });

  it('never looks at the day itself or later', () => {
    const arrivals = [
      line('2026-11-13', 'order', { 17: 4 }),
      line('2026-11-16', 'order', { 17: 100 }),
      line('2026-11-17', 'order', { 17: 100 }),
    ];
    expect(forecastDay({ ...nothing, arrivals }, config('2026-11-16'), NO_NOTICES).queues['order']?.[0]).toBe(4);
  });

  it('takes Saturdays from Saturdays and working days from working days', () => {
    const arrivals = [
      line('2026-11-12', 'order', { 17: 10 }),
      line('2026-11-13', 'order', { 17: 10 }),
      line('2026-11-14', 'order', { 17: 2 }),
    ];
    expect(forecastDay({ ...nothing, arrivals }, config('2026-11-16'), NO_NOTICES).queues['order']?.[0]).toBeCloseTo(
      10,
    );
    const saturday = forecastDay({ ...nothing, arrivals }, config('2026-11-21', '08:30', '12:00'), NO_NOTICES).queues[
      'order'
    ];
    expect([saturday?.length, saturday?.[0]]).toEqual([7, 2]);
  });

  it('counts days nobody came to a queue, and leans towards what was lately', () => {
    const arrivals = [
      line('2026-11-12', 'traffic', { 17: 1 }),
      line('2026-11-13', 'traffic', { 17: 1 }),
      line('2026-11-12', 'order', { 17: 10 }),
    ];
    const expected = forecastDay({ ...nothing, arrivals }, config('2026-11-16'), NO_NOTICES).queues['order']?.[0] ?? 0;
    expect(expected).toBeGreaterThan(4);
    expect(expected).toBeLessThan(5);
  });

  it('cuts half hours where the doors open between two of them', () => {
    const arrivals = [line('2026-11-13', 'order', { 17: 8, 18: 4 })];
    expect(
      forecastDay({ ...nothing, arrivals }, config('2026-11-16', '08:45'), NO_NOTICES).queues['order']?.slice(0, 2),
    ).toEqual([6, 2]);
  });

  it('learns service times and absences, little from little', () => {
    const service = [
      { queue: 'household', item: null, n: 4000, meanMin: 12, cv: 0.9 },
      { queue: 'order', item: null, n: 2, meanMin: 60, cv: 2 },
    ];
    const forecast = forecastDay(
      { ...nothing, service, noShows: [{ queue: 'household', called: 1000, noShows: 100 }] },
      config('2026-11-16'),
      NO_NOTICES,
    );
    expect(forecast.service['household']?.meanMin).toBeCloseTo(12, 0);
    expect(forecast.service['order']?.meanMin).toBeLessThan(13);
    expect(forecast.noShowRate).toBeCloseTo(0.097, 3);
  });

  it('after four weeks of the standard hall comes near what its scenario knows', () => {
    const days = Array.from({ length: 28 }, (_, i) =>
      new Date(Date.parse('2026-10-19') + i * 86_400_000).toISOString().slice(0, 10),
    ).filter((day) => ![0, 6].includes(new Date(day).getUTCDay()));
    const arrivals = days.flatMap((day, i) => {
      const { tickets } = makeDay(STANDARD, 1000 + i);
      return STANDARD.branches.map(({ code }, b) => {
        const slots = new Array<number>(48).fill(0);
        for (const { branch, issuedMin } of tickets)
          if (branch === b) slots[17 + Math.floor(issuedMin / 30)] = (slots[17 + Math.floor(issuedMin / 30)] ?? 0) + 1;
        return { day, queue: code, slots };
      });
    });
    const forecast = forecastDay({ ...nothing, arrivals }, config('2026-11-16'), NO_NOTICES);
    STANDARD.branches.forEach((branch, b) => {
      const truth = nominalRates(STANDARD, branch, 1020).map((rate, slot) => rate * (slot === 17 ? 15 : 30));
      const got = forecast.queues[branch.code] ?? [];
      const [known, said] = [truth, got].map((values) => values.reduce((sum, value) => sum + value, 0));
      // twenty such days have 5 % noise in their mean
      expect(Math.abs((said ?? 0) / (known ?? 1) - 1)).toBeLessThan(0.15);
      const error = got.reduce((sum, value, slot) => sum + Math.abs(value - (truth[slot] ?? 0)), 0) / (known ?? 1);
      expect([b, error < 0.2]).toEqual([b, true]);
    });
  });
});
