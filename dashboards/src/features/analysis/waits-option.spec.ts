import { WAIT_EDGES_MIN } from '@cockpit/contracts';
import fc from 'fast-check';
import { shares } from './options';
import { TEST_INK } from './test-ink';
import { cumulative, quantile, waitsOption } from './waits-option';

describe('the distribution of waits', () => {
  const words = {
    current: 'c',
    previous: 'p',
    quantile: (p: number, m: number) => `P${String(p)} ${m.toFixed(0)}`,
    target: (m: number) => `T ${String(m)}`,
    axis: 'm',
  };
  const drawn = (current: number[], previous: number[] = [], targetMin: number | null = null) => {
    const { xAxis, series } = waitsOption({ current, previous, targetMin }, words, TEST_INK);
    const lines = series as { markLine: { data: { label: { formatter: string } }[] } }[];
    return {
      max: (xAxis as { max: number }).max,
      lines: lines.length,
      marks: lines[0]?.markLine.data.map(({ label }) => label.formatter),
    };
  };
  const histogram = fc.array(fc.nat(50), {
    minLength: WAIT_EDGES_MIN.length + 1,
    maxLength: WAIT_EDGES_MIN.length + 1,
  });

  it('is in shares of everybody', () => {
    expect(shares([1, 3])).toEqual([25, 75]);
    expect(shares([0, 0])).toEqual([]);
  });

  it('never falls, and ends at everybody who did not wait longer than the last edge', () => {
    fc.assert(
      fc.property(histogram, (counts) => {
        const total = counts.reduce((sum, n) => sum + n, 0);
        const curve = cumulative(counts);
        if (total === 0) return curve.length === 0;
        const reached = curve.map(([, percent]) => percent);
        expect(reached).toEqual([...reached].sort((a, b) => a - b));
        expect(reached.at(-1)).toBeCloseTo(100 * (1 - (counts.at(-1) ?? 0) / total), 6);
        return true;
      }),
    );
  });

  it('says within how many minutes half of them and nine of ten were called', () => {
    // ten between one and three minutes
    const curve = cumulative([0, 10]);
    expect(quantile(curve, 50)).toBe(2);
    expect(quantile(curve, 90)).toBeCloseTo(2.8);
    // everybody beyond the last edge
    expect(quantile(cumulative([...WAIT_EDGES_MIN.map(() => 0), 5]), 50)).toBeNull();
    // the long end in which nobody is left is not drawn
    expect(drawn([0, 10])).toMatchObject({ max: 3, marks: ['P50 2', 'P90 3'] });
  });

  it('says the percentiles of both where two count alike, each in its ink and in a row of its own', () => {
    const { series } = waitsOption(
      { current: [0, 10], previous: [0, 0, 10], targetMin: null, alike: true },
      { ...words, quantile: (p, m) => `P${String(p)} ${m.toFixed(1)}` },
      TEST_INK,
    );
    const [{ markLine }] = series as [
      { markLine: { data: { label: { formatter: string; color: string; distance: number } }[] } },
    ];
    expect(markLine.data.map(({ label: { formatter, color, distance } }) => [formatter, color, distance])).toEqual([
      ['P50 2.0', 'c', 5],
      ['P90 2.8', 'c', 5],
      ['P50 4.0', 'd', 22],
      ['P90 4.8', 'd', 22],
    ]);
  });

  it('leaves a compared period of which nothing is known out', () => {
    expect(drawn([100]).lines).toBe(1);
    expect(drawn([100], [50, 50]).lines).toBe(2);
  });

  it('says the target lying, above the percentiles, and inside the picture at its edges', () => {
    const target = (targetMin: number) => {
      const { series } = waitsOption({ current: [0, 10], previous: [], targetMin }, words, TEST_INK);
      const [{ markLine }] = series as [{ markLine: { label: object; data: { label: object }[] } }];
      return { ...markLine.label, ...markLine.data.at(-1)?.label };
    };
    expect(target(15)).toMatchObject({ position: 'end', distance: 22, align: 'right' });
    expect(target(2)).toMatchObject({ position: 'end', align: 'center' });
    expect(target(0.5)).toMatchObject({ position: 'end', align: 'left' });
  });

  it('shows the target, within the picture, where one is set', () => {
    expect(drawn([0, 10], [], 15)).toMatchObject({ max: 15, marks: ['P50 2', 'P90 3', 'T 15'] });
  });
});
