import type { EChartsCoreOption } from 'echarts/core';

/** Six series that say nothing of their looks: all of it comes from the theme. */
export function plainChart(kind: 'bar' | 'line', names: readonly string[], fontSize: number): EChartsCoreOption {
  const series = names.map((name, i) => ({
    type: kind,
    name,
    data: [0, 1, 2, 3].map((x) => 10 + 6 * i + ((x * 7 + i * 5) % 11)),
    symbol: 'none',
  }));
  return {
    animation: false,
    textStyle: { fontSize },
    legend: { top: 0, textStyle: { fontSize } },
    grid: { left: 3 * fontSize, right: fontSize, top: 2.5 * fontSize, bottom: 2 * fontSize },
    xAxis: { type: 'category', data: ['09', '10', '11', '12'], axisLabel: { fontSize } },
    yAxis: { type: 'value', axisLabel: { fontSize } },
    series,
  };
}
