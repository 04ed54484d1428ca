import type { HallDoc } from '@cockpit/contracts';
import { NO_NOTICES } from '../comparison';
import { makeDay, nominalRates, STANDARD } from '../hallbench';
import type { HallConfig } from '../live';
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
      // the noise of twenty such days on their mean is 5 %
      expect(Math.abs((said ?? 0) / (known ?? 1) - 1)).toBeLessThan(0.15);
      const error = got.reduce((sum, value, slot) => sum + Math.abs(value - (truth[slot] ?? 0)), 0) / (known ?? 1);
      expect([b, error < 0.2]).toEqual([b, true]);
    });
  });
});
