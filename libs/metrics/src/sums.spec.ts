import fc from 'fast-check';
import { figureOf, rolledUp, varianceOf, type Row } from './sums';

const row = fc.record({
  hall: fc.constantFrom('a', 'b'),
  by: fc.constantFrom('x', 'y', 'z'),
  n: fc.integer({ min: 0, max: 50 }),
  d: fc.integer({ min: 1, max: 50 }),
});

describe('rolling up', () => {
  it('makes ratios of sums, in whatever steps the parts are put together', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const whole = figureOf('service_level', rolledUp(rows, () => '').get(''));
        const steps = figureOf(
          'service_level',
          rolledUp([...rolledUp(rows, ({ by }) => by).values()], () => '').get(''),
        );
        expect(steps).toEqual(whole);
        expect(whole.value).toBe(rows.reduce((sum, { n }) => sum + n, 0) / rows.reduce((sum, { d }) => sum + d, 0));
      }),
    );
  });

  it('reads percentiles from the waits themselves where all parts carry them', () => {
    const hist = [0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    const part = (waits?: number[]): Row => ({ hall: '', by: '', n: 0, d: 2, hist, ...(waits ? { waits } : {}) });
    const of = (...parts: Row[]) => figureOf('wait_p90', rolledUp(parts, () => '').get(''));
    expect(of(part([299, 200]), part([210, 220]))).toMatchObject({ value: 220 + 0.7 * 79, denominator: 4 });
    expect(of(part([299, 200]), part([210, 220]))).not.toHaveProperty('approximate');
    expect(of(part([299, 200]), part())).toMatchObject({ approximate: true });
  });

  it('reads percentiles within the bucket they fall into', () => {
    const hist = [0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10];
    const of = (key: 'wait_p50' | 'wait_p90') => figureOf(key, { hall: '', by: '', n: 0, d: 20, hist });
    expect(of('wait_p50')).toMatchObject({ value: 300, numerator: 10, denominator: 20, approximate: true });
    expect(of('wait_p90').value).toBe(180 * 60);
  });

  it('gives a sum of savings the interval of the sum: wider than any part, narrower than the ends put together', () => {
    const saving = fc.record({
      saved: fc.double({ min: -50, max: 200, noNaN: true }),
      half: fc.double({ min: 0.1, max: 60, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(saving, { minLength: 1, maxLength: 30 }), (parts) => {
        const rows = parts.map(({ saved, half }, i): Row => ({
          hall: 'a',
          by: String(i % 3),
          n: saved,
          d: 0,
          variance: varianceOf(saved - half, saved + half),
        }));
        const { value, low, high } = figureOf('minutes_saved', rolledUp(rows, () => '').get(''));
        const steps = figureOf(
          'minutes_saved',
          rolledUp([...rolledUp(rows, ({ by }) => by).values()], () => '').get(''),
        );
        const reach = ((high ?? NaN) - (low ?? NaN)) / 2;
        expect(value).toBeCloseTo(
          parts.reduce((sum, { saved }) => sum + saved, 0),
          6,
        );
        expect(reach).toBeCloseTo(Math.sqrt(parts.reduce((sum, { half }) => sum + half ** 2, 0)), 6);
        expect(reach).toBeLessThanOrEqual(parts.reduce((sum, { half }) => sum + half, 0) + 1e-9);
        expect(steps.low).toBeCloseTo(low ?? NaN, 6);
      }),
    );
  });

  it('says nothing where there is nothing, and zero where zero was counted', () => {
    expect(figureOf('wait_mean', undefined).value).toBeNull();
    expect(figureOf('arrivals', undefined).value).toBe(0);
    expect(figureOf('minutes_saved', undefined).value).toBeNull();
  });

  it('is balanced when all windows are as busy as each other, and not when one does everything', () => {
    const of = (busy: number[]): number | null => {
      const windows = new Map(busy.map((seconds, i) => [String(i), { busy: seconds, open: 100 }]));
      return figureOf('balance', { hall: '', by: '', n: 0, d: 0, windows } satisfies Row).value;
    };
    expect([of([50, 50, 50]), of([90, 0, 0])]).toEqual([1, expect.closeTo(1 / 3, 9)]);
    expect(of([0, 0])).toBeNull();
  });
});
