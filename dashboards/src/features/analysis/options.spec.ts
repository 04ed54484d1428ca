import { changeOf, changeText } from './change';
import { heatCells, heatOption, inkOn, trendOption } from './options';
import { TEST_INK } from './test-ink';

const minutes = (sec: number) => sec / 60;

const [BLACK, WHITE] = ['#000000', '#ffffff'];

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
    expect(heatOption(cells, ['1', '2'], TEST_INK)['visualMap']).toMatchObject({ min: 0, max: 20 });
    expect(heatCells([], minutes)).toEqual({ hours: [], cells: [], max: 0, peak: null });
  });
});

describe('the figures in the cells', () => {
  it.each([
    ['light', '#ffffff', '#1e62c9', [BLACK, BLACK, WHITE, WHITE]],
    ['light, as a build shortens it,', '#fff', '#1e62c9', [BLACK, BLACK, WHITE, WHITE]],
    ['dark', '#131d31', '#5b9bff', [WHITE, WHITE, BLACK, BLACK]],
  ])('are read on every shade of the %s theme', (_theme, low, high, inks) => {
    expect([0, 0.5, 0.95, 1].map((share) => inkOn(low, high, share))).toEqual(inks);
  });

  const said = (values: number[], narrow = false) => {
    const parts = values.map((value, i) => ({ by: `${String(i + 1)}-09`, value }));
    const { series, visualMap } = heatOption(heatCells(parts, minutes), [], TEST_INK, narrow);
    const [{ data }] = series as [{ data: { label: { formatter: string } }[] }];
    return [data.map(({ label }) => label.formatter), (visualMap as { text: string[] }).text[0]];
  };

  it('have as many decimals in every cell', () => {
    expect(said([600, 1278])).toEqual([['10.0', '21.3'], '21.3']);
    expect(said([600, 1200])).toEqual([['10', '20'], '20']);
  });

  it('are whole from ten on where there is little room', () => {
    expect(said([90, 1278], true)).toEqual([['1.5', '21'], '21.3']);
  });
});

describe('day by day', () => {
  const seriesOf = (days: Parameters<typeof trendOption>[0]) =>
    trendOption(days, minutes, { current: 'c', previous: 'p' }, TEST_INK) as {
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
