import type { LoadForecast } from '@cockpit/contracts';
import fc from 'fast-check';
import { nextDays, outlookOf, peopleFromNow, peopleLacking } from './outlook';

const at = (time: string): string => new Date(`2026-10-27T${time}:00+08:00`).toISOString();
const slot = (time: string, arrivals: number, workMin: number, staffedMin: number | null) => ({
  ...{ at: at(time), arrivals, arrivalsLow: 0, arrivalsHigh: 0, came: null },
  ...{ workMin, workLowMin: 0, workHighMin: 0, staffedMin, carriedMin: 0 },
});
const queue = (name: string, slots: LoadForecast['queues'][number]['slots']) => ({
  ...{ code: name, name, meanServiceMin: 5, waiting: 0, backlogMin: 0, waitSec: null, staff: 'enough' as const },
  slots,
});
const load = (over: Partial<LoadForecast> = {}): LoadForecast => ({
  ...{
    hall: 'H',
    name: 'H',
    timeZone: 'Asia/Shanghai',
    day: '2026-10-27',
    today: '2026-10-27',
    now: at('00:00'),
    slotMin: 30,
    known: true,
  },
  open: [{ from: at('09:00'), to: at('17:00') }],
  queues: [
    queue('户政', [slot('09:00', 10, 90, 100), slot('10:00', 20, 180, 150)]),
    queue('交管', [slot('09:00', 8, 90, 20), slot('10:00', 2, 20, 20)]),
  ],
  ...over,
});

describe('a day ahead', () => {
  it('is how many come, when most, and where staff falls shortest', () => {
    expect(outlookOf(load())).toEqual({
      ...{ day: '2026-10-27', isClosed: false, people: 40, isRostered: true },
      peak: { at: Date.parse(at('10:00')), until: Date.parse(at('10:30')) },
      worst: { queue: '交管', at: Date.parse(at('09:00')), until: Date.parse(at('09:30')), shortMin: 70, people: 3 },
    });
  });

  it('lacks as many people as keep work from piling up, and one fewer lets it', () => {
    const slotMin = 30;
    const slots = fc.array(
      fc.record({ workMin: fc.integer({ min: 0, max: 400 }), staffedMin: fc.integer({ min: 0, max: 300 }) }),
    );
    const left = (day: readonly { workMin: number; staffedMin: number }[], more: number): number[] => {
      let carried = 0;
      return day.map(
        ({ workMin, staffedMin }) => (carried = Math.max(0, carried + workMin - staffedMin - more * slotMin)),
      );
    };
    fc.assert(
      fc.property(slots, (day) => {
        const people = peopleLacking(day, slotMin);
        expect(Math.max(0, ...left(day, people))).toBe(0);
        if (people > 0) expect(Math.max(...left(day, people - 1))).toBeGreaterThan(0);
      }),
    );
    // two who are lacking all morning leave work for ten at noon
    const morning = Array.from({ length: 6 }, () => ({ workMin: 200, staffedMin: 140 }));
    expect([peopleLacking(morning, slotMin), left(morning, 0).at(-1)]).toEqual([2, 360]);
  });

  it('counts of today those who could still do the work, and nobody for the next half hour', () => {
    const [now, until] = [Date.parse(at('10:00')), Date.parse(at('12:00'))];
    expect([peopleFromNow(634, until, now), peopleFromNow(120, until, now)]).toEqual([6, 1]);
    expect(peopleFromNow(634, Date.parse(at('10:30')), now)).toBeNull();
  });

  it('has nothing to tell of a closed day, nor of visitors without history', () => {
    expect(outlookOf(load({ open: [] }))).toMatchObject({ isClosed: true, people: null, peak: null, worst: null });
    expect(outlookOf(load({ known: false }))).toMatchObject({ people: null, peak: null });
  });

  it('has parts as long as the answer says', () => {
    expect(outlookOf(load({ slotMin: 60 }))).toMatchObject({
      peak: { until: Date.parse(at('11:00')) },
      worst: { until: Date.parse(at('10:00')) },
    });
  });

  it('does not take a day without a roster for one with staff enough', () => {
    const queues = [queue('户政', [slot('09:00', 10, 90, null)])];
    expect(outlookOf(load({ queues }))).toMatchObject({ people: 10, worst: null, isRostered: false });
  });

  it('follows day upon day over the end of a month', () => {
    expect(nextDays('2026-10-30', 3)).toEqual(['2026-10-31', '2026-11-01', '2026-11-02']);
  });
});
