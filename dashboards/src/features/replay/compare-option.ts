import type { RuleComparison } from '@cockpit/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import { timeOfDay } from '../../shared/format';

export interface CompareWords {
  base: string;
  other: string;
  waiting: string;
}

/** How many waited under either rule: two stepped lines, told apart by dashes as well as by colour. */
export function compareOption(
  curve: RuleComparison['curve'],
  { words, timeZone, rem }: { words: CompareWords; timeZone: string; rem: number },
): EChartsCoreOption {
  const line = (name: string, side: 'base' | 'other') => ({
    name,
    type: 'line',
    symbol: 'none',
    step: 'end',
    lineStyle: { width: 2, type: side === 'base' ? 'dashed' : 'solid' },
    ...(side === 'other' ? { areaStyle: { opacity: 0.12 } } : {}),
    data: curve.map((point) => point[side]),
  });
  return {
    animation: false,
    grid: { left: 3 * rem, right: rem, top: 2.4 * rem, bottom: 1.8 * rem },
    legend: { top: 0, right: rem, data: [words.base, words.other] },
    tooltip: { trigger: 'axis' },
    xAxis: {
      type: 'category',
      data: curve.map(({ at }) => timeOfDay(Date.parse(at), timeZone)),
      axisLabel: { interval: 5 },
    },
    yAxis: { type: 'value', name: words.waiting, minInterval: 1, nameTextStyle: { align: 'left' } },
    series: [line(words.base, 'base'), line(words.other, 'other')],
  };
}
