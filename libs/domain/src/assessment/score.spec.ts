import { ASSESSED, AssessmentScheme, METRICS, type AssessmentIndicator, type MetricKey } from '@cockpit/contracts';
import fc from 'fast-check';
import { scoreOf, type AssessedFigure, type AssessedFigures } from './score';

const share = (more: Partial<AssessmentIndicator> = {}): AssessmentIndicator => ({
  metric: 'service_level',
  tier: null,
  weight: 60,
  zero: 0.6,
  full: 0.9,
  most: 1,
  least: 0,
  ...more,
});
const wait = share({ metric: 'wait_mean', weight: 40, zero: 1800, full: 600 });
const figures = (of: Partial<Record<MetricKey, number | 'excluded' | null>>, denominator = 100): AssessedFigures =>
  new Map(
    Object.entries(of).map(([key, value]) => [key as MetricKey, value === 'excluded' ? value : { value, denominator }]),
  );
const scheme = (indicators: AssessmentIndicator[], gates: AssessmentScheme['gates'] = []): AssessmentScheme =>
  AssessmentScheme.parse({ indicators, gates });

describe('the score of a place', () => {
  it('is a straight line between no points and full points, whichever side is better', () => {
    const of = (level: number, mean: number) =>
      scoreOf(scheme([share(), wait]), 'hall', figures({ service_level: level, wait_mean: mean }));
    expect(of(0.75, 1200).lines.map(({ points }) => points)).toEqual([expect.closeTo(30), 20]);
    expect(of(0.75, 1200).score).toBeCloseTo(50);
    expect(of(0.95, 300).score).toBe(100);
    expect(of(0.5, 3600).score).toBe(0);
  });

  it('gives more than the weight only up to the cap', () => {
    const of = (value: number) =>
      scoreOf(scheme([share({ most: 1.2 })]), 'hall', figures({ service_level: value })).score;
    expect(of(0.93)).toBeCloseTo(110);
    expect(of(1)).toBeCloseTo(120);
  });

  it('leaves out what cannot be assessed, and says why; with less than half of the weight there is no score', () => {
    const both = scheme([share({ least: 30 }), wait]);
    const few = scoreOf(
      both,
      'hall',
      new Map([
        ['service_level', { value: 0.1, denominator: 29 }],
        ['wait_mean', { value: 600, denominator: 29 }],
      ]),
    );
    expect(few).toMatchObject({ score: null, assessed: 0.4, lines: [{ why: 'few', points: null }, { why: null }] });
    const excluded = scoreOf(both, 'hall', figures({ service_level: 0.9, wait_mean: 'excluded' }));
    expect(excluded).toMatchObject({ score: 100, assessed: 0.6, lines: [{ why: null }, { why: 'excluded' }] });
    expect(scoreOf(both, 'hall', figures({ service_level: 0.9, wait_mean: null })).lines[1]?.why).toBe('figure');
    expect(scoreOf(both, 'hall', new Map()).score).toBeNull();
  });

  it('goes by the line that names the kind of place', () => {
    const lines = scheme([share({ zero: 0, full: 1 }), share({ tier: 'station', zero: 0.5, full: 0.6 })]);
    const of = (tier: string) => scoreOf(lines, tier, figures({ service_level: 0.55 })).score;
    expect([of('hall'), of('station')]).toEqual([expect.closeTo(55), expect.closeTo(50)]);
  });

  it('is held down by a broken gate, not by one exactly at its limit, and never lifted', () => {
    const gate = { metric: 'wait_mean', tier: null, limit: 1200, cap: 60 } as const;
    const of = (level: number, mean: number) =>
      scoreOf(scheme([share()], [gate]), 'hall', figures({ service_level: level, wait_mean: mean }));
    expect(of(0.9, 1201)).toMatchObject({ score: 60, gates: [gate] });
    expect(of(0.9, 1200)).toMatchObject({ score: 100, gates: [] });
    expect(of(0.6, 9999)).toMatchObject({ score: 0, gates: [] });
  });

  it('refuses lines that contradict themselves, each by its place', () => {
    const faults = (indicators: object[], gates: object[] = []) =>
      AssessmentScheme.safeParse({ indicators, gates }).error?.issues.map(({ path }) => path.join('.'));
    expect(
      faults(
        [share(), share(), { ...wait, zero: 600, full: 1800 }, share({ tier: 'hall', full: 90 })],
        [{ metric: 'service_level', tier: null, limit: 60, cap: 50 }],
      ),
    ).toEqual(['indicators.1', 'indicators.2.full', 'indicators.3.full', 'gates.0.limit']);
  });
});

describe('any scheme', () => {
  const indicator = (metric: MetricKey): fc.Arbitrary<AssessmentIndicator> =>
    fc
      .record({
        ends: fc.tuple(fc.integer({ min: 0, max: 499 }), fc.integer({ min: 500, max: 1000 })),
        weight: fc.integer({ min: 1, max: 100 }),
        most: fc.constantFrom(1, 1.2, 1.5),
        least: fc.integer({ min: 0, max: 50 }),
      })
      .map(({ ends: [low, high], ...rest }) => ({
        metric,
        tier: null,
        ...rest,
        ...(METRICS[metric].better === 'more'
          ? { zero: low / 1000, full: high / 1000 }
          : { zero: high / 1000, full: low / 1000 }),
      }));
  const keys = fc.uniqueArray(fc.constantFrom(...ASSESSED), { minLength: 1, maxLength: 8 });
  const gate = fc.record({
    metric: fc.constantFrom(...ASSESSED),
    tier: fc.constant(null),
    limit: fc.double({ min: 0, max: 1, noNaN: true }),
    cap: fc.integer({ min: 0, max: 100 }),
  });
  const any = keys.chain((metrics) =>
    fc.record({
      scheme: fc.record({
        indicators: fc.tuple(...metrics.map(indicator)),
        gates: fc.uniqueArray(gate, { maxLength: 3, selector: ({ metric }) => metric }),
      }),
      figures: fc
        .array(
          fc.record({
            value: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
            denominator: fc.integer({ min: 0, max: 100 }),
          }),
          { minLength: ASSESSED.length, maxLength: ASSESSED.length },
        )
        .map(
          (all) =>
            new Map<MetricKey, AssessedFigure>(
              ASSESSED.map((key, i) => [key, all[i] ?? { value: null, denominator: null }]),
            ),
        ),
    }),
  );

  it('gives between nothing and its highest cap, and its score is the mean of its lines unless a gate holds it', () => {
    fc.assert(
      fc.property(any, ({ scheme: one, figures: all }) => {
        const { score, lines, gates, assessed } = scoreOf(AssessmentScheme.parse(one), 'hall', all);
        const counted = lines.filter(({ points }) => points !== null);
        const weight = counted.reduce((sum, line) => sum + line.indicator.weight, 0);
        const points = counted.reduce((sum, line) => sum + (line.points ?? 0), 0);
        expect(assessed).toBeGreaterThanOrEqual(0);
        expect(assessed).toBeLessThanOrEqual(1 + 1e-9);
        expect(score === null).toBe(assessed < 0.5 - 1e-9);
        if (score === null) return;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(150 + 1e-9);
        expect(score).toBeCloseTo(Math.min((points / weight) * 100, ...gates.map(({ cap }) => cap)), 9);
      }),
    );
  });

  it('never gives less for a better figure', () => {
    fc.assert(
      fc.property(
        any,
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ scheme: one, figures: all }, at, other) => {
          const metric = ASSESSED[at % ASSESSED.length];
          const known = metric === undefined ? undefined : all.get(metric);
          if (metric === undefined || known === undefined || known.value === null) return;
          const [worse, better] =
            (METRICS[metric].better === 'more') === known.value < other ? [known.value, other] : [other, known.value];
          const of = (value: number): number =>
            scoreOf(one, 'hall', new Map([...all, [metric, { ...known, value }]])).score ?? 0;
          expect(of(better)).toBeGreaterThanOrEqual(of(worse) - 1e-9);
        },
      ),
    );
  });
});
