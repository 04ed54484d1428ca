import type { LoadForecast } from '@cockpit/contracts';
import { aheadOf } from './ahead';

const at = (time: string): string => `2026-11-20T${time}:00+08:00`;
const slot = (time: string, workMin: number, staffedMin: number | null, carriedMin: number | null = 0) => ({
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
const forecast = (known: boolean, ...queues: ReturnType<typeof slot>[][]): LoadForecast => ({
  hall: 'H1',
  name: 'H1',
  timeZone: 'Asia/Shanghai',
  day: '2026-11-20',
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
    expect(seen).toEqual({ at: Date.parse(at('14:00')), arrivals: 29, needed: 11, there: 9 });
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
