import type { BulletinChart } from './document';

/** What a chart takes from where it is drawn: paper, or a page in its theme. */
export interface ChartLook {
  readonly ink: string;
  readonly bar: string;
  readonly line: string;
  readonly font: string;
  readonly size: number;
}

/** The chart as ECharts draws it, on paper and on the page alike; a day without data is no bar, not a zero. */
export const bulletinChartOption = (chart: BulletinChart, look: ChartLook) => ({
  animation: false,
  textStyle: { fontFamily: look.font, fontSize: look.size, color: look.ink },
  grid: { left: 8, right: 8, top: 24, bottom: 8, containLabel: true },
  xAxis: {
    type: 'category' as const,
    data: chart.points.map(({ label }) => label),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.line } },
    axisLabel: { color: look.ink, fontFamily: look.font, fontSize: look.size, hideOverlap: true },
  },
  yAxis: {
    type: 'value' as const,
    // room for the figures over the bars
    boundaryGap: [0, '12%'],
    splitLine: { show: false },
    axisLabel: { color: look.ink, fontFamily: look.font, fontSize: look.size },
  },
  series: [
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
