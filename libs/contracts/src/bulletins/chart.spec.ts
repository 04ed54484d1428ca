import { bulletinChartOption } from './chart';

const LOOK = { ink: 'i', bar: 'b', line: 'l', font: 'f', size: 9, noData: 'no data' };
const drawn = (...values: (number | null)[]) =>
  bulletinChartOption(
    {
      key: 'by-day',
      title: { code: 'bulletin.by-day', params: {} },
      points: values.map((value, at) => ({ label: `10-0${String(at + 1)}`, value })),
    },
    LOOK,
  );

describe('the chart of a bulletin', () => {
  it('fills days without data from top to bottom, and says in the legend what that is', () => {
    const { series, legend } = drawn(20, null, 30);
    expect(series.map(({ data, itemStyle }) => [itemStyle.color, data])).toEqual([
      ['l', [null, 1, null]],
      ['b', [20, null, 30]],
    ]);
    expect(legend?.data).toEqual(['no data']);
  });

  it('has neither where every day has data', () => {
    const { series, legend } = drawn(20, 30);
    expect([series.length, legend]).toEqual([1, undefined]);
  });
});
