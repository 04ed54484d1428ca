import type { MetricKey } from '@cockpit/contracts';
import fc from 'fast-check';
import { figureOf, rolledUp, type Row } from '../sums';
import { figureOfDay, figureOfDays, keptDays } from './kept-figures';

const row = (hall: string, by: string, n: number, d: number): Row => ({ hall, by, n, d });
const KEY: MetricKey = 'service_level';

describe('figures kept by day', () => {
  it('are those of the rows, by hall, and lose nothing when days are put together', () => {
    const rows = fc.array(
      fc
        .tuple(fc.constantFrom('A', 'B'), fc.integer({ min: 1, max: 28 }), fc.nat(50), fc.nat(50))
        .map(([hall, day, n, more]) => row(hall, `2026-03-${String(day).padStart(2, '0')}`, n, n + more)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(rows, (all) => {
        const kept = keptDays(KEY, all);
        for (const [hall, whole] of rolledUp(all, (one) => one.hall)) {
          const { value, numerator, denominator, without } = figureOfDays(KEY, kept.get(hall) ?? {});
          const asked = figureOf(KEY, whole);
          expect(value).toBe(asked.value);
          if (asked.value !== null) expect([numerator, denominator]).toEqual([asked.numerator, asked.denominator]);
          // leaving out one day is what the figure without it says
          for (const [day, other] of without) expect(figureOfDays(KEY, kept.get(hall) ?? {}, [day]).value).toBe(other);
        }
      }),
    );
  });

  it('keep counts of waits, so that a percentile can be told without some days', () => {
    const hist = (at: number): number[] => Array.from({ length: 13 }, (_, i) => (i === at ? 10 : 0));
    const kept = keptDays('wait_p90', [
      { ...row('A', '2026-03-02', 10, 10), hist: hist(2) },
      { ...row('A', '2026-03-03', 10, 10), hist: hist(8) },
    ]);
    const days = kept.get('A') ?? {};
    const all = figureOfDays('wait_p90', days).value ?? 0;
    const quiet = figureOfDays('wait_p90', days, ['2026-03-03']).value ?? 0;
    expect(quiet).toBeLessThan(all);
    expect(figureOfDay('wait_p90', '2026-03-02', days['2026-03-02'] ?? { n: 0, d: 0 }).value).toBe(quiet);
  });

  it('say nothing of a hall without days, nor of one whose only day is left out', () => {
    expect(figureOfDays(KEY, {}).value).toBeNull();
    const one = keptDays(KEY, [row('A', '2026-03-02', 5, 10), row('', '2026-03-02', 1, 1)]);
    expect([...one.keys()]).toEqual(['A']);
    expect(figureOfDays(KEY, one.get('A') ?? {}, ['2026-03-02']).value).toBeNull();
    expect([...figureOfDays(KEY, one.get('A') ?? {}).without.values()]).toEqual([null]);
  });
});
