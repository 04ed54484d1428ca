import { compareOption } from './compare-option';

const curve = [
  { at: '2026-03-04T00:30:00.000Z', base: 3, other: 2 },
  { at: '2026-03-04T00:40:00.000Z', base: 9, other: 4 },
];

it('draws two curves over the hall’s own time, told apart by more than colour', () => {
  const words = { base: '对照', other: '换成', waiting: '等候人数' };
  const option = compareOption(curve, { words, timeZone: 'Asia/Shanghai', rem: 16 }) as {
    xAxis: { data: string[] };
    series: { name: string; data: number[]; lineStyle: { type: string } }[];
  };
  expect(option.xAxis.data).toEqual(['08:30', '08:40']);
  expect(option.series.map(({ name, data }) => [name, data])).toEqual([
    ['对照', [3, 9]],
    ['换成', [2, 4]],
  ]);
  expect(new Set(option.series.map(({ lineStyle }) => lineStyle.type)).size).toBe(2);
});
