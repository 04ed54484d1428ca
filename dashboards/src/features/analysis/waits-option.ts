import { WAIT_EDGES_MIN } from '@cockpit/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import type { AnalysisInk } from './options';

/** Upper ends of the buckets, minutes, with the share of people who had been called by then, %; who waited longer still is in none. */
export function cumulative(of: readonly number[]): [minutes: number, percent: number][] {
  const total = of.reduce((sum, share) => sum + share, 0);
  if (total === 0) return [];
  let sum = 0;
  return [[0, 0], ...WAIT_EDGES_MIN.map((edge, i): [number, number] => [edge, (100 * (sum += of[i] ?? 0)) / total])];
}

/** Minutes within which that share was called, evenly within a bucket; null where it lies beyond the last edge. @param percent 0–100 */
export function quantile(curve: readonly (readonly [number, number])[], percent: number): number | null {
  const at = curve.findIndex(([, reached]) => reached >= percent);
  const [to, from] = [curve[at], curve[at - 1]];
  if (to === undefined || from === undefined) return null;
  return from[0] + ((to[0] - from[0]) * (percent - from[1])) / (to[1] - from[1]);
}

/** What is hardly anybody is not worth half of the picture. */
const NEARLY_ALL = 99.5;

/** Words at the end of a line that stands in the picture, and those in the row above them. */
const NEAR_PX = 5;
const ABOVE_PX = 22;

/** How long people waited, now and in the period compared. */
export interface Waits {
  /** shares of everybody by bucket, % */
  current: number[];
  previous: number[];
  /** within which nine of ten are to be called; null where nothing is set */
  targetMin: number | null;
  /** the second curve is one of its own, whose percentiles count as much as those of the first */
  alike?: boolean;
}

export interface WaitWords {
  readonly current: string;
  readonly previous: string;
  readonly quantile: (percent: number, minutes: number) => string;
  readonly target: (minutes: number) => string;
  readonly axis: string;
}

/** How many had been called after so many minutes: buckets are not equally wide, and bars of them would lie. */
export function waitsOption(
  { current, previous, targetMin, alike = false }: Waits,
  words: WaitWords,
  ink: AnalysisInk,
): EChartsCoreOption {
  const label = { color: ink.text };
  const [now, then] = [cumulative(current), cumulative(previous)];
  const line = { type: 'line', silent: true, symbolSize: 4 };
  const ends = [now, then].map((curve) => curve.find(([, reached]) => reached >= NEARLY_ALL)?.[0] ?? 0);
  const isOpen = [now, then].some((curve) => curve.length > 0 && quantile(curve, NEARLY_ALL) === null);
  const marksOf = (curve: typeof now, as: { color: string; type: 'solid' | 'dashed'; distance: number }) =>
    [50, 90].flatMap((percent) => {
      const minutes = quantile(curve, percent);
      if (minutes === null) return [];
      const { color, type, distance } = as;
      const lineStyle = { color, type, width: 1 };
      return [{ xAxis: minutes, lineStyle, label: { formatter: words.quantile(percent, minutes), color, distance } }];
    });
  // of two that count alike each has its own ink, and its words a row of their own: they may lie near one another
  const marks = alike
    ? [
        ...marksOf(now, { color: ink.current, type: 'solid', distance: NEAR_PX }),
        ...marksOf(then, { color: ink.previous, type: 'dashed', distance: ABOVE_PX }),
      ]
    : marksOf(now, { color: ink.text, type: 'dashed', distance: NEAR_PX });
  const most = isOpen ? (WAIT_EDGES_MIN.at(-1) ?? 0) : Math.max(...ends, targetMin ?? 0);
  // its words stand above those of the percentiles, which may lie near it, and do not leave the picture at its edges
  const towards = (minutes: number) => (minutes > 0.75 * most ? 'right' : minutes < 0.25 * most ? 'left' : 'center');
  const target =
    targetMin === null || targetMin > most
      ? []
      : [
          {
            xAxis: targetMin,
            lineStyle: { color: ink.mark, type: 'solid' as const, width: 2 },
            label: {
              formatter: words.target(targetMin),
              color: ink.text,
              distance: ABOVE_PX,
              align: towards(targetMin),
            },
          },
        ];
  return {
    animation: false,
    grid: { left: 52, right: 24, top: 72, bottom: 48 },
    legend: { top: 0, left: 0, textStyle: label, itemWidth: 22, selectedMode: false },
    xAxis: {
      type: 'value',
      min: 0,
      max: most,
      name: words.axis,
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: label,
      axisLabel: label,
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 100,
      axisLabel: { ...label, formatter: '{value}%' },
      splitLine: { lineStyle: { color: ink.line } },
    },
    series: [
      {
        ...line,
        name: words.current,
        data: now,
        lineStyle: { color: ink.current, width: 2.5 },
        itemStyle: { color: ink.current },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { position: 'end' },
          data: [...marks, ...target],
        },
      },
      ...(then.length === 0
        ? []
        : [
            {
              ...line,
              name: words.previous,
              data: then,
              lineStyle: { color: ink.previous, width: 2, type: 'dashed' },
              itemStyle: { color: ink.previous },
            },
          ]),
    ],
  };
}
