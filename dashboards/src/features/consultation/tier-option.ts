import type { ConsultTierFigures } from '@cockpit/contracts';
import type { EChartsCoreOption } from 'echarts/core';

export const OUTCOMES = ['answered', 'escalated', 'abandoned', 'open'] as const;
export interface TierInk {
  colours: Record<(typeof OUTCOMES)[number], string>;
  text: string;
  line: string;
  panel: string;
  /** of words on a bar */
  onBar: string;
}
/** A part narrower than its number, in pixels or in percent, does not show it; the table beside it does. */
const ROOM_PX = 34;
const ROOM = 8;
const MARGIN = { left: 120, right: 24 };

/** One bar a tier, in shares of what it received; the number received stands in its name. */
export function tierOption(
  tiers: readonly ConsultTierFigures[],
  names: {
    tier: (tier: ConsultTierFigures['tier']) => string;
    outcome: (outcome: (typeof OUTCOMES)[number]) => string;
  },
  ink: TierInk,
  /** of the chart, in pixels; 0: not known yet */ width: number,
): EChartsCoreOption {
  const barPx = width - MARGIN.left - MARGIN.right;
  const room = barPx > 0 ? Math.max(ROOM, (ROOM_PX / barPx) * 100) : ROOM;
  const share = (tier: ConsultTierFigures, outcome: (typeof OUTCOMES)[number]) =>
    tier.asked === 0 ? 0 : (tier[outcome] / tier.asked) * 100;
  return {
    animation: false,
    grid: { ...MARGIN, top: 36, bottom: 28 },
    legend: { top: 0, left: 0, textStyle: { color: ink.text }, itemWidth: 14, itemHeight: 10 },
    xAxis: {
      type: 'value',
      max: 100,
      axisLabel: { color: ink.text, formatter: '{value}%' },
      splitLine: { lineStyle: { color: ink.line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: tiers.map((tier) => `${names.tier(tier.tier)} ${String(tier.asked)}`),
      axisLabel: { color: ink.text },
      axisTick: { show: false },
      axisLine: { show: false },
    },
    series: OUTCOMES.map((outcome) => ({
      type: 'bar',
      stack: 'tier',
      name: names.outcome(outcome),
      barMaxWidth: 36,
      silent: true,
      data: tiers.map((tier) => Math.round(share(tier, outcome) * 10) / 10),
      label: {
        show: true,
        color: ink.onBar,
        formatter: ({ value }: { value: number }) => (value < room ? '' : `${String(Math.round(value))}%`),
      },
      itemStyle: { color: ink.colours[outcome], borderColor: ink.panel, borderWidth: 1 },
    })),
  };
}
