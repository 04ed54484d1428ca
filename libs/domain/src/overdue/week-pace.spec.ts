import fc from 'fast-check';
import { WeekPace } from './week-pace';

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;

describe('the pace of the week', () => {
  const MONDAY = Date.parse('2026-03-02T00:00:00Z');
  const byDay = Array.from({ length: 20_000 }, (_, i) => ({
    at: MONDAY + Math.floor(i / 4000) * 24 * HOUR + (9 + (i % 8)) * HOUR,
    weight: 1,
  }));
  const pace = new WeekPace(byDay);
  const hours = (from: string, to: string): number => pace.hoursAt(Date.parse(to)) - pace.hoursAt(Date.parse(from));

  it('hardly moves at night and on weekends, and passes a week in a week', () => {
    expect(hours('2026-03-07T00:00:00Z', '2026-03-09T00:00:00Z')).toBeLessThan(8);
    expect(hours('2026-03-03T09:00:00Z', '2026-03-03T17:00:00Z')).toBeGreaterThan(20);
    expect(hours('2026-03-04T11:00:00Z', '2026-03-11T11:00:00Z')).toBeCloseTo(168, 6);
  });

  it('equals the clock without data', () => {
    fc.assert(
      fc.property(fc.integer({ min: -WEEK, max: 60 * WEEK }), fc.integer({ min: 0, max: 9 * WEEK }), (from, length) => {
        const plain = new WeekPace([]);
        expect(plain.hoursAt(from + length) - plain.hoursAt(from)).toBeCloseTo(length / HOUR, 5);
      }),
    );
  });

  it('never runs backwards', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 * WEEK }),
        fc.integer({ min: 0, max: WEEK }),
        (from, length) => pace.hoursAt(from + length) >= pace.hoursAt(from),
      ),
    );
  });
});
