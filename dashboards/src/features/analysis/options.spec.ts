import { WAIT_EDGES_MIN } from '@cockpit/contracts';
import fc from 'fast-check';
import { changeOf, changeText } from './change';
import { cumulative, heatCells, heatOption, quantile, shares, trendOption, waitsOption } from './options';

const ink = {
  text: 't',
  line: 'l',
  low: 'a',
  high: 'b',
  onHigh: 'o',
  current: 'c',
  previous: 'd',
  panel: 'e',
  mark: 'm',
};
const minutes = (sec: number) => sec / 60;

describe('the heat map of a week', () => {
  const cells = heatCells(
    [
      { by: '1-09', value: 600 },
      { by: '5-11', value: 1200 },
      { by: '3-10', value: null },
    ],
    minutes,
  );

  it('has a column for every hour between the first and the last, and a cell only where something was', () => {
    expect(cells.hours).toEqual(['09', '10', '11']);
    expect(cells.cells).toEqual([
      [0, 0, 10],
      [2, 4, 20],
    ]);
    expect(cells.peak).toEqual({ weekday: 5, hour: '11' });
  });

  it('colours from nothing to the most', () => {
    expect(heatOption(cells, ['1', '2'], ink)['visualMap']).toMatchObject({ min: 0, max: 20 });
    expect(heatCells([], minutes)).toEqual({ hours: [], cells: [], max: 0, peak: null });
  });
});

describe('the distribution of waits', () => {
  const words = {
    current: 'c',
    previous: 'p',
    quantile: (p: number, m: number) => `P${String(p)} ${String(m)}`,
    target: (m: number) => `T ${String(m)}`,
    axis: 'm',
  };
  const drawn = (current: number[], previous: number[] = [], targetMin: number | null = null) => {
    const { xAxis, series } = waitsOption({ current, previous, targetMin }, words, ink);
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

  it('leaves a compared period of which nothing is known out', () => {
    expect(drawn([100]).lines).toBe(1);
    expect(drawn([100], [50, 50]).lines).toBe(2);
  });

  it('shows the target, within the picture, where one is set', () => {
    expect(drawn([0, 10], [], 15)).toMatchObject({ max: 15, marks: ['P50 2', 'P90 3', 'T 15'] });
  });
});

describe('day by day', () => {
  const seriesOf = (days: Parameters<typeof trendOption>[0]) =>
    trendOption(days, minutes, { current: 'c', previous: 'p' }, ink) as {
      xAxis: { data: string[] };
      series: { data: (number | null)[] }[];
    };

  it('has no hole where nothing is known, and lays each day over the one it is held against', () => {
    const { xAxis, series } = seriesOf([
      { day: '2026-03-06', other: '2026-02-27', now: 60, then: 120 },
      { day: '2026-03-09', other: null, now: 180, then: null },
    ]);
    expect(xAxis.data).toEqual(['03-06', '03-09']);
    expect(series.map(({ data }) => data)).toEqual([
      [1, 3],
      [2, null],
    ]);
  });

  it('has no second line where no day has a counterpart', () => {
    expect(seriesOf([{ day: '2026-03-09', other: null, now: 180, then: null }]).series).toHaveLength(1);
  });
});

describe('changes', () => {
  it('of shares are points, of others percent, and better or worse by the metric', () => {
    expect(changeOf('service_level', 0.8, 0.75)).toEqual({ amount: 5, unit: 'points', tone: 'good' });
    expect(changeOf('wait_mean', 1200, 1000)).toEqual({ amount: 20, unit: 'percent', tone: 'bad' });
    expect(changeOf('arrivals', 90, 100)).toMatchObject({ amount: -10, tone: null });
    expect([changeOf('wait_mean', null, 1), changeOf('wait_mean', 1, 0)]).toEqual([null, null]);
    expect([
      changeText({ amount: -1.5, unit: 'points', tone: null }),
      changeText({ amount: 0, unit: 'percent', tone: null }),
    ]).toEqual(['−1.5 pp', '0%']);
  });
});
