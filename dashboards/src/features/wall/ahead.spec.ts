import type { LoadForecast } from '@cockpit/contracts';
import fc from 'fast-check';
import { aheadOf, halfHoursOf } from './ahead';

const at = (time: string): string => `2026-11-20T${time}:00+08:00`;
type Slot = LoadForecast['queues'][number]['slots'][number];
const slot = (time: string, workMin: number, staffedMin: number | null, carriedMin: number | null = 0): Slot => ({
  at: at(time),
  arrivals: workMin / 10,
  arrivalsLow: 0,
  arrivalsHigh: 0,
  came: null,
  workMin,
  workLowMin: 0,
  workHighMin: 0,
  staffedMin,
  carriedMin,
});
const forecast = (known: boolean, ...queues: Slot[][]): LoadForecast => ({
  hall: 'H1',
  name: 'H1',
  timeZone: 'Asia/Shanghai',
  day: '2026-11-20',
  today: '2026-11-20',
  now: at('10:00'),
  slotMin: 30,
  open: [],
  known,
  queues: queues.map((slots, i) => ({
    code: String(i),
    name: String(i),
    meanServiceMin: 10,
    waiting: 0,
    backlogMin: 0,
    waitSec: null,
    staff: 'enough',
    lacking: 0,
    slots,
  })),
});
const now = Date.parse(at('10:10'));

describe('what is ahead of a hall', () => {
  it('is the busiest half hour still to come, over all queues, with who it needs and who is there', () => {
    const seen = aheadOf(
      forecast(
        true,
        [slot('10:00', 900, 60), slot('10:30', 100, 90), slot('14:00', 200, 240)],
        [slot('10:00', 900, 60), slot('10:30', 120, 90), slot('14:00', 90, 45, 20)],
      ),
      now,
    );
    expect(seen).toEqual({ at: Date.parse(at('14:00')), arrivals: 29, needed: 10, there: 9 });
  });

  it('does not say who is there where a queue has no roster', () => {
    expect(aheadOf(forecast(true, [slot('14:00', 60, 60)], [slot('14:00', 60, null)]), now)).toMatchObject({
      needed: 4,
      there: null,
    });
  });

  it('is nothing without history, after the last half hour, or when nobody is expected', () => {
    expect(aheadOf(forecast(false, [slot('14:00', 60, 60)]), now)).toBeNull();
    expect(aheadOf(forecast(true, [slot('09:00', 60, 60)]), now)).toBeNull();
    expect(aheadOf(forecast(true, [slot('14:00', 0, 60)]), now)).toBeNull();
  });
});

describe('the day half hour by half hour', () => {
  const times = ['09:00', '09:30', '10:00', '10:30', '11:00'];

  it('loses nobody: expected and came are those of all queues', () => {
    const work = fc.array(fc.nat(300), { minLength: times.length, maxLength: times.length });
    fc.assert(
      fc.property(fc.array(work, { minLength: 1, maxLength: 4 }), (queues) => {
        const of = forecast(
          true,
          ...queues.map((minutes) => minutes.map((min, i) => ({ ...slot(times[i] ?? '', min, 60), came: min % 7 }))),
        );
        const all = of.queues.flatMap(({ slots }) => slots);
        const seen = halfHoursOf(of);
        const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
        const shown = sum(seen.map(({ expected }) => expected));
        // half hours in which nothing happens are left out at both ends only
        expect(shown).toBeLessThanOrEqual(sum(all.map(({ arrivals }) => arrivals)) + 1e-9);
        expect(shown).toBeGreaterThan(sum(all.map(({ arrivals }) => arrivals)) - 0.5 * times.length);
        expect(sum(seen.map(({ came }) => came ?? 0))).toBe(sum(all.map(({ came }) => came ?? 0)));
        expect(seen.map(({ at: when }) => when)).toEqual(seen.map(({ at: when }) => when).sort((a, b) => a - b));
      }),
    );
  });

  it('says where work is more than rostered officers can do, and nothing where that is not known', () => {
    const of = forecast(
      true,
      [slot('09:30', 100, 60, null), slot('10:00', 100, 60), slot('10:30', 100, 120), slot('11:00', 100, null)],
      [slot('09:30', 0, 60, null), slot('10:00', 0, 30), slot('10:30', 90, 60, 90), slot('11:00', 0, 60)],
    );
    expect(halfHoursOf(of).map(({ short }) => short)).toEqual([null, true, true, null]);
  });

  it('is empty where nothing is known, and without the hours in which nobody comes', () => {
    expect(halfHoursOf(forecast(false, [slot('10:00', 100, 60)]))).toEqual([]);
    expect(
      halfHoursOf(forecast(true, [slot('09:00', 0, 0), slot('10:00', 100, 60), slot('11:00', 0, 0)])),
    ).toHaveLength(1);
  });
});
