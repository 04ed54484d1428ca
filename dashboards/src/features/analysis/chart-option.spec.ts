import type { MetricChart } from '@cockpit/contracts';
import { chartOption, fewCases, latestSignals, marksOf, missesAlways } from './chart-option';

type Point = MetricChart['points'][number];
const ink = { text: 't', line: 'l', value: 'v', limit: 'm', target: 'z', signal: 's', panel: 'p', mark: 'k' };
const names = { value: 'value', few: 'few', centre: 'centre', limits: 'limits', target: 'target' };
const point = (at: string, value: number, more: Partial<Point> = {}): Point => ({
  at,
  value,
  numerator: 1,
  denominator: 2,
  low: 60,
  high: 180,
  target: null,
  signal: null,
  ...more,
});
const beyond = { rule: 'beyond' as const, side: 'above' as const };
const POINTS = [point('2026-03-06', 120), point('2026-03-09', 240, { signal: beyond })];
interface Series {
  name: string;
  symbol: string;
  itemStyle: { color: string };
  data: (number | null | { value: number; symbol: string })[];
}
const seriesOf = (points: MetricChart['points'], centre: number | null) =>
  chartOption(
    { points, centre },
    (sec) => sec / 60,
    ({ at }) => at,
    names,
    ink,
  )['series'] as Series[];

describe('the control chart', () => {
  it('draws limits, centre and values in the unit people read, and marks a signal by its shape', () => {
    const series = seriesOf(POINTS, 120);
    expect(series.map(({ name }) => name)).toEqual(['limits', 'limits', 'centre', 'value']);
    expect(series[0]?.data).toEqual([3, 3]);
    expect(series.at(-1)?.data).toMatchObject([
      { value: 2, symbol: 'circle' },
      { value: 4, symbol: 'diamond' },
    ]);
  });

  it('marks points of hardly any cases, and none where the figure is divided by nothing', () => {
    const days = [1000, 900, 5, 1100].map((denominator, i) => point(`2026-03-0${String(i + 1)}`, 60, { denominator }));
    expect(fewCases(days).map(({ at }) => at)).toEqual(['2026-03-03']);
    expect(fewCases([point('2026-03-06', 1, { denominator: null }), point('2026-03-07', 1)])).toEqual([]);
    expect(seriesOf(days, null).find(({ name }) => name === 'value')?.data).toMatchObject([
      { symbolSize: 5 },
      { symbolSize: 5 },
      { itemStyle: { color: ink.panel } },
      { symbolSize: 5 },
    ]);
  });

  it('has a filled mark in the legend, and one of its own for hollow points where there are any', () => {
    const days = [1000, 900, 5].map((denominator, i) => point(`2026-03-0${String(i + 1)}`, 60, { denominator }));
    const marks = (points: Point[]): unknown =>
      seriesOf(points, null)
        .filter(({ name }) => name === 'value' || name === 'few')
        .map(({ name, symbol, itemStyle }) => [name, symbol, itemStyle.color]);
    expect(marks(POINTS)).toEqual([['value', 'circle', ink.value]]);
    expect(marks(days)).toEqual([
      ['value', 'circle', ink.value],
      ['few', 'circle', ink.panel],
    ]);
  });

  it('draws no limits where there are none, and a target where one was set', () => {
    const bare = POINTS.map((one) => ({ ...one, low: null, high: null, signal: null }));
    expect(seriesOf(bare, null).map(({ name }) => name)).toEqual(['value']);
    expect(seriesOf([point('2026-03-06', 120, { target: 90 })], 120).map(({ name }) => name)).toContain('target');
  });

  it('has a place for every point and none for days between', () => {
    expect(chartOption({ points: POINTS, centre: null }, Number, () => '', names, ink)['xAxis']).toMatchObject({
      data: ['03-06', '03-09'],
    });
  });

  it('marks the first point that is made by a new definition, and none where all points are of one', () => {
    const changes = [{ since: '2026-03-08', text: 'changed' }];
    const week = (at: string): string => (at === '2026-03-06' ? '2026-03-12' : '2026-03-15');
    expect(marksOf(changes, POINTS)).toEqual([{ at: 1, text: 'changed' }]);
    expect(marksOf(changes, POINTS.slice(1))).toEqual([]);
    expect(marksOf(changes, POINTS.slice(0, 1))).toEqual([]);
    // a week in which the definition changed is the first point itself: nothing before it is made otherwise
    expect(marksOf(changes, POINTS, week)).toEqual([]);
    const drawn = (marks: typeof changes): string =>
      JSON.stringify(
        chartOption(
          { points: POINTS, centre: null },
          Number,
          () => '',
          names,
          ink,
          [],
          marks.length > 0 ? marksOf(marks, POINTS) : [],
        ),
      );
    expect(drawn(changes)).toContain('changed');
    expect(drawn([])).not.toContain('changed');
  });

  it('knows a target that no point meets, and none where there is no target or no better side', () => {
    const points = [point('2026-03-05', 1, { target: 2 }), point('2026-03-06', 1.5, { target: 2 })];
    expect([missesAlways(points, 'more'), missesAlways(points, 'less'), missesAlways(points, null)]).toEqual([
      ...[true, false, false],
    ]);
    expect([missesAlways([], 'more'), missesAlways([point('2026-03-05', 1)], 'more')]).toEqual([false, false]);
  });

  it('tells the latest signals first', () => {
    const many = [point('1', 1, { signal: beyond }), point('2', 1), point('3', 1, { signal: beyond })];
    expect(latestSignals(many, 3).map(({ at }) => at)).toEqual(['3', '1']);
    expect(latestSignals(many, 1).map(({ at }) => at)).toEqual(['3']);
  });
});
