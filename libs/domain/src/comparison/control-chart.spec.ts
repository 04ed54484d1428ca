import fc from 'fast-check';
import { controlChart, LEAST_POINTS, type ChartPoint } from './control-chart';
import { signalsOf } from './run-rules';

const points = (values: readonly number[], weight = 100): ChartPoint[] =>
  values.map((value, i) => ({ at: String(i), value, weight }));
/** Twenty days around 10 whose neighbours lie 1 apart. */
const STEADY = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 9.5 : 10.5));

describe('run rules', () => {
  const rules = (z: number[]): (string | null)[] => signalsOf(z).map((signal) => signal?.rule ?? null);

  it('name the point that completes a pattern, and the strongest rule of it', () => {
    expect(rules([0, 3.1, 0])).toEqual([null, 'beyond', null]);
    expect(rules([2.1, 0, 2.1, 0])).toEqual([null, null, 'two-of-three', null]);
    expect(rules([1.1, 1.1, 0, 1.1, 1.1])).toEqual([null, null, null, null, 'four-of-five']);
    expect(rules(Array.from({ length: 9 }, () => 0.1))).toEqual([
      ...Array.from({ length: 7 }, () => null),
      'eight-in-a-row',
      'eight-in-a-row',
    ]);
  });

  it('do not take both sides together, nor a point on the centre line for one of a side', () => {
    expect(rules([2.1, -2.1])).toEqual([null, null]);
    expect(rules([...Array.from({ length: 7 }, () => 0.5), 0, 0.5])).toEqual(Array.from({ length: 9 }, () => null));
  });

  it('see above what they see below when everything is turned round', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { maxLength: 40 }), (z) => {
        const other = signalsOf(z.map((one) => -one)).map((signal) =>
          signal === null ? null : { ...signal, side: signal.side === 'above' ? 'below' : 'above' },
        );
        expect(other).toEqual(signalsOf(z));
      }),
    );
  });
});

describe('the control chart', () => {
  it('of single values has its limits at 2.66 mean moving ranges', () => {
    const chart = controlChart('value', points(STEADY), points([10, 13]));
    expect(chart.centre).toBe(10);
    expect(chart.points.map(({ signal }) => signal?.rule ?? null)).toEqual([null, 'beyond']);
    expect(chart.points[0]?.high).toBeCloseTo(10 + 3 / 1.128, 9);
  });

  it('of shares is the p chart of the books where days vary as chance makes them, and wider for small denominators', () => {
    const even = points(Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 0.5 : 0.52)));
    const chart = controlChart('share', even, [...points([0.6]), ...points([0.6], 25)]);
    expect(chart.overDispersion).toBe(1);
    expect(chart.points.map(({ high }) => high)).toEqual([expect.closeTo(0.66, 2), expect.closeTo(0.81, 2)]);
  });

  it('of shares gets wider where days vary more than chance makes them', () => {
    const uneven = points(Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 0.4 : 0.6)));
    const chart = controlChart('share', uneven, points([0.65]));
    expect(chart.overDispersion).toBeGreaterThan(3);
    expect(chart.points[0]?.signal).toBeNull();
  });

  it('keeps limits where such figures can be', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('share' as const, 'count' as const, 'value' as const),
        fc.array(
          fc.record({ value: fc.double({ min: 0, max: 1, noNaN: true }), weight: fc.integer({ min: 1, max: 500 }) }),
          {
            minLength: LEAST_POINTS,
            maxLength: 40,
          },
        ),
        (kind, days) => {
          const all = days.map((day, i) => ({ ...day, at: String(i) }));
          for (const { low, high } of controlChart(kind, all, all).points) {
            if (low === null || high === null) continue;
            expect(low).toBeGreaterThanOrEqual(0);
            expect(low).toBeLessThanOrEqual(high);
            if (kind === 'share') expect(high).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });

  it('is the same chart in other units', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 15, maxLength: 40 }),
        fc.integer({ min: 1, max: 60 }),
        (values, unit) => {
          const signals = (of: readonly number[]) => controlChart('value', points(of), points(of));
          const [plain, scaled] = [signals(values), signals(values.map((value) => value * unit))];
          expect(scaled.noLimits).toBe(plain.noLimits);
          if (plain.centre !== null) expect(scaled.centre).toBeCloseTo(plain.centre * unit, 6);
        },
      ),
    );
  });

  it('knows the run that began before the period', () => {
    const chart = controlChart('value', points([...STEADY, ...Array.from({ length: 7 }, () => 10.3)]), points([10.3]));
    expect(chart.points[0]?.signal?.rule).toBe('eight-in-a-row');
  });

  it('learns its limits in spite of one accident', () => {
    const accident = [...STEADY.slice(0, 10), 60, ...STEADY.slice(10)];
    expect(controlChart('value', points(accident), points([25])).points[0]?.signal).not.toBeNull();
  });

  it('says why it has no limits', () => {
    expect(controlChart('value', points(STEADY.slice(0, LEAST_POINTS - 1)), points([1])).noLimits).toBe(
      'too-few-points',
    );
    expect(controlChart('value', [], [])).toMatchObject({ noLimits: 'too-few-points', points: [] });
    for (const kind of ['share', 'count', 'value'] as const)
      for (const value of [0, 1])
        if (kind !== 'count' || value === 0) {
          const flat = points(Array.from({ length: 20 }, () => value));
          expect(controlChart(kind, flat, points([0.5]))).toMatchObject({ noLimits: 'no-spread', centre: value });
        }
  });
});
