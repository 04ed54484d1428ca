import type { PointReport } from '@cockpit/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import { daysOf } from '../figures/period';

export interface Trend {
  way: 'up' | 'down' | 'same' | 'fresh' | 'none';
  /** change in parts of the count before; null where there was none */
  share: number | null;
}
/** A count against the one of the period before. @param compared whether anything at all was counted then: else all would be new */
export function trendOf({ count, before }: { count: number; before: number }, compared = true): Trend {
  if (!compared) return { way: 'none', share: null };
  if (before === 0) return { way: count === 0 ? 'none' : 'fresh', share: null };
  if (count === before) return { way: 'same', share: 0 };
  return { way: count > before ? 'up' : 'down', share: (count - before) / before };
}

/** Every day of the period, those without a count as zero. */
export function everyDay({ from, to, days }: Pick<PointReport, 'from' | 'to' | 'days'>): PointReport['days'] {
  const counts = new Map(days.map(({ day, count }) => [day, count]));
  return daysOf({ from, to }).map((day) => ({ day, count: counts.get(day) ?? 0 }));
}

/** A day on average, of the days with a count; the one that still runs is none yet. Null of no day. */
export function daily(days: PointReport['days'], today: string | null): { mean: number; days: number } | null {
  const full = days.filter(({ day, count }) => count > 0 && (today === null || day < today));
  const sum = full.reduce((all, { count }) => all + count, 0);
  return full.length === 0 ? null : { mean: Math.round(sum / full.length), days: full.length };
}

/** A bar for each day. @param running the day that still runs, and the word for it: its bar is pale, and no fall */
export const chartOption = (
  days: PointReport['days'],
  name: string,
  running: { day: string | null; word: string },
): EChartsCoreOption => ({
  // bars that grow tell too little until they are grown
  animation: false,
  grid: { left: 8, right: 8, top: 12, bottom: 4, containLabel: true },
  tooltip: { trigger: 'axis' },
  xAxis: { type: 'category', data: days.map(({ day }) => (day === running.day ? running.word : day.slice(5))) },
  yAxis: { type: 'value', minInterval: 1 },
  series: [
    {
      name,
      type: 'bar',
      barMaxWidth: 28,
      data: days.map(({ day, count }) => ({
        value: count,
        ...(day === running.day ? { itemStyle: { opacity: 0.5 } } : {}),
      })),
    },
  ],
});
