import fc from 'fast-check';
import { ordinalOf } from './proposals';

const MINUTE = 60_000;
const dayStart = Date.parse('2026-03-02T00:00:00+08:00');

describe('the count of prompts in an hour', () => {
  it('goes first, second, third, and begins anew with the hour, whatever became of them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 510, max: 1050 }), { maxLength: 40 }), (minutes) => {
        const today: { decidedAt: Date; origin: string }[] = [];
        const told = new Map<number, number[]>();
        for (const minute of minutes.sort((a, b) => a - b)) {
          const at = dayStart + minute * MINUTE;
          const hour = Math.floor(minute / 60);
          told.set(hour, [...(told.get(hour) ?? []), ordinalOf(today, at, dayStart)]);
          today.push({ decidedAt: new Date(at), origin: 'recommender' });
        }
        for (const ordinals of told.values()) expect(ordinals).toEqual(ordinals.map((_, i) => i + 1));
      }),
    );
  });

  it("leaves out supervisors' own measures", () => {
    expect(ordinalOf([{ decidedAt: new Date(dayStart), origin: 'supervisor' }], dayStart + MINUTE, dayStart)).toBe(1);
  });
});
