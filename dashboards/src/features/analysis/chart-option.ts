import type { MetricChart } from '@cockpit/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import { bandSeries, type Band } from '../annotations/bands';

/** A line without points has none in the legend either. */
const BARE = { itemStyle: { opacity: 0 } };

export interface ChartInk {
  text: string;
  line: string;
  value: string;
  limit: string;
  target: string;
  signal: string;
  panel: string;
  mark: string;
}
type Point = MetricChart['points'][number];

/** A place of the axis from which on something is otherwise. */
export interface ChartMark {
  readonly at: number;
  readonly text: string;
}

/** Where on the axis a definition has changed: at the first point that is made by the new one. @param until the last day of a point */
export const marksOf = (
  changes: readonly { readonly since: string; readonly text: string }[],
  points: readonly Pick<Point, 'at'>[],
  until: (at: string) => string = (at) => at,
): ChartMark[] =>
  changes.flatMap(({ since, text }) => {
    const at = points.findIndex((point) => until(point.at) >= since);
    return at <= 0 ? [] : [{ at, text }];
  });

export type ChartNames = Record<'value' | 'few' | 'centre' | 'limits' | 'target', string>;
/** A day or a Monday as it stands under the chart. */
const dayText = (at: string): string => at.slice(5);

/**
 * A control chart: days without data are left out, so the axis is one of points, not of time. Signals differ by shape as well as by colour.
 * @param shown a value in the unit that people read
 * @param about what is told of a point when it is pointed at
 */
export function chartOption(
  { points, centre }: Pick<MetricChart, 'points' | 'centre'>,
  shown: (value: number) => number,
  about: (point: Point) => string,
  names: ChartNames,
  ink: ChartInk,
  bands: readonly Band[] = [],
  marks: readonly ChartMark[] = [],
): EChartsCoreOption {
  const label = { color: ink.text };
  const value = (one: number | null): number | null => (one === null ? null : Math.round(shown(one) * 1000) / 1000);
  const line = (name: string, data: (number | null)[], style: object): object[] =>
    data.every((one) => one === null)
      ? []
      : [{ type: 'line', name, data, symbol: 'none', silent: true, ...BARE, lineStyle: { width: 1.5, ...style } }];
  const few = new Set(fewCases(points));
  const hollow = { color: ink.panel, borderColor: ink.value, borderWidth: 1.5 };
  const dashed = { color: ink.limit, type: 'dashed' };
  return {
    animation: false,
    grid: { left: 56, right: 16, top: 40, bottom: 32 },
    legend: { top: 0, left: 0, textStyle: label, itemWidth: 22, selectedMode: false },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      formatter: (marks: readonly { dataIndex: number }[]) => {
        const point = points[marks[0]?.dataIndex ?? -1];
        return point === undefined ? '' : about(point);
      },
    },
    xAxis: {
      type: 'category',
      data: points.map(({ at }) => dayText(at)),
      axisLabel: { ...label, hideOverlap: true },
      axisTick: { show: false },
    },
    yAxis: { type: 'value', scale: true, axisLabel: label, splitLine: { lineStyle: { color: ink.line } } },
    series: [
      ...bandSeries(bands, ink),
      ...line(
        names.limits,
        points.map(({ high }) => value(high)),
        dashed,
      ),
      ...line(
        names.limits,
        points.map(({ low }) => value(low)),
        dashed,
      ),
      ...(centre === null
        ? []
        : line(
            names.centre,
            points.map(() => value(centre)),
            { color: ink.limit },
          )),
      ...line(
        names.target,
        points.map(({ target }) => value(target)),
        { color: ink.target, type: 'dotted', width: 2 },
      ),
      {
        type: 'line',
        name: names.value,
        ...(marks.length === 0
          ? {}
          : {
              markLine: {
                silent: true,
                symbol: 'none',
                lineStyle: { color: ink.mark, type: 'solid', width: 1.5 },
                label: { color: ink.text, formatter: '{b}', position: 'insideEndTop', fontSize: 12 },
                data: marks.map(({ at, text }) => ({ name: text, xAxis: at })),
              },
            }),
        lineStyle: { color: ink.value, width: 2 },
        // the legend shows the series' own mark, and only some points are hollow
        symbol: 'circle',
        itemStyle: { color: ink.value },
        data: points.map((point) => ({
          value: value(point.value),
          ...(point.signal === null
            ? few.has(point)
              ? { symbol: 'circle', symbolSize: 8, itemStyle: hollow }
              : { symbol: 'circle', symbolSize: 5 }
            : { symbol: 'diamond', symbolSize: 13, itemStyle: { color: ink.signal, borderColor: ink.panel } }),
        })),
      },
      // nothing is drawn of it: it has the hollow mark in the legend
      ...(few.size === 0
        ? []
        : [{ type: 'scatter', name: names.few, symbol: 'circle', silent: true, itemStyle: hollow, data: [] }]),
    ],
  };
}

/** Below this share of the usual number of cases a figure says little: a Saturday with five tickets. */
const FEW = 0.1;

/** Points of hardly any cases, against the middle one of all; none where the figure is divided by nothing. */
export function fewCases<One extends Pick<Point, 'denominator'>>(points: readonly One[]): One[] {
  const counts = points.flatMap(({ denominator }) => denominator ?? []).sort((a, b) => a - b);
  const usual = counts[Math.floor(counts.length / 2)] ?? 0;
  return points.filter(({ denominator }) => denominator !== null && denominator < FEW * usual);
}

/** Every point has a target and misses it: then no single day is the trouble. */
export const missesAlways = (points: readonly Point[], better: 'more' | 'less' | null): boolean =>
  better !== null &&
  points.length > 0 &&
  points.every(({ value, target }) => target !== null && (better === 'more' ? value < target : value > target));

/** The latest signals first, as many as are read. */
export const latestSignals = (
  points: readonly Point[],
  most: number,
): (Point & { signal: NonNullable<Point['signal']> })[] =>
  points
    .flatMap((point) => (point.signal === null ? [] : [{ ...point, signal: point.signal }]))
    .reverse()
    .slice(0, most);
