import type { BulletinChart } from './document';

/** Style of a chart for its medium: paper, or a page in its theme. */
export interface ChartLook {
  readonly ink: string;
  readonly bar: string;
  readonly line: string;
  readonly font: string;
  readonly size: number;
  /** label of days without data */
  readonly noData: string;
}

/** ECharts option of the chart, for paper and page. A day without data is a pale band over the full height, not a zero, and the legend says so. */
export const bulletinChartOption = (chart: BulletinChart, look: ChartLook) => ({
  ...legendOf(chart, look),
  animation: false,
  textStyle: { fontFamily: look.font, fontSize: look.size, color: look.ink },
  grid: { left: 8, right: 8, top: 24, bottom: 8, containLabel: true },
  xAxis: [
    {
      type: 'category' as const,
      data: chart.points.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.line } },
      axisLabel: { color: look.ink, fontFamily: look.font, fontSize: look.size, hideOverlap: true },
    },
    // second axis for the background bands; on a shared axis the bars would be half as wide
    { type: 'category' as const, show: false, data: chart.points.map(({ label }) => label) },
  ],
  yAxis: [
    {
      type: 'value' as const,
      // space for the figures above the bars
      boundaryGap: [0, '12%'],
      splitLine: { show: false },
      axisLabel: { color: look.ink, fontFamily: look.font, fontSize: look.size },
    },
    // full height, whatever the figures are
    { type: 'value' as const, show: false, min: 0, max: 1 },
  ],
  series: [
    ...missingDays(chart, look),
    {
      type: 'bar' as const,
      data: chart.points.map(({ value }) => value),
      itemStyle: { color: look.bar },
      barMaxWidth: 36,
      label: {
        show: chart.points.length <= 12,
        position: 'top' as const,
        color: look.ink,
        fontFamily: look.font,
        fontSize: look.size,
        formatter: ({ value }: { value?: unknown }) => (typeof value === 'number' ? value.toLocaleString('zh-CN') : ''),
      },
    },
  ],
});

const hasMissing = ({ points }: BulletinChart): boolean => points.some(({ value }) => value === null);

const legendOf = (chart: BulletinChart, look: ChartLook) =>
  hasMissing(chart)
    ? {
        legend: {
          top: 0,
          right: 8,
          data: [look.noData],
          selectedMode: false as const,
          textStyle: { color: look.ink, fontFamily: look.font, fontSize: look.size },
        },
      }
    : {};

/** Background bands of days without data, over the full height, so that nobody reads them as figures. */
function missingDays(chart: BulletinChart, look: ChartLook) {
  if (!hasMissing(chart)) return [];
  return [
    {
      type: 'bar' as const,
      name: look.noData,
      xAxisIndex: 1,
      yAxisIndex: 1,
      data: chart.points.map(({ value }) => (value === null ? 1 : null)),
      itemStyle: { color: look.line, opacity: 0.3 },
      barWidth: '100%',
      silent: true,
    },
  ];
}
