import type { MetricCompared } from '@cockpit/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import { DASH } from '../../shared/format';
import { bandSeries, type Band } from '../annotations/bands';

export interface AnalysisInk {
  text: string;
  line: string;
  low: string;
  high: string;
  current: string;
  previous: string;
  panel: string;
  mark: string;
}
interface Part {
  by: string;
  value: number | null;
}

export interface HeatCells {
  hours: string[];
  /** [column, row, value shown] */ cells: [number, number, number][];
  max: number;
  peak: { weekday: number; hour: string } | null;
}

/** Parts named `3-09` as cells of a week; hours from the first to the last in which anything happened. */
export function heatCells(parts: readonly Part[], shown: (value: number) => number): HeatCells {
  const found = parts.flatMap(({ by, value }) => {
    const [weekday = '', hour = ''] = by.split('-');
    return value === null || hour === '' ? [] : [{ weekday: Number(weekday), hour: Number(hour), value: shown(value) }];
  });
  if (found.length === 0) return { hours: [], cells: [], max: 0, peak: null };
  const [first, last] = [Math.min(...found.map(({ hour }) => hour)), Math.max(...found.map(({ hour }) => hour))];
  const hours = Array.from({ length: last - first + 1 }, (_, i) => String(first + i).padStart(2, '0'));
  const top = found.reduce((best, one) => (one.value > best.value ? one : best));
  return {
    hours,
    cells: found.map(({ weekday, hour, value }) => [hour - first, weekday - 1, Math.round(value * 10) / 10]),
    max: top.value,
    peak: { weekday: top.weekday, hour: String(top.hour).padStart(2, '0') },
  };
}

const BLACK = '#000000';
const WHITE = '#ffffff';
/** Of `#rrggbb`, 0 to 1 each, as light adds up. */
const lightOf = (rgb: readonly number[]): number => {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) =>
    part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
/** @param colour `#rrggbb`, or `#rgb`: a build writes colours as short as it can */
const partsOf = (colour: string): number[] => {
  const long = colour.length === 4 ? colour.replace(/[\da-f]/gi, '$&$&') : colour;
  return [1, 3, 5].map((at) => Number.parseInt(long.slice(at, at + 2), 16) / 255);
};

/** Black or white, whichever is read better on a shade between two colours: one of them always has 4.5:1. @param share 0 is the low one */
export function inkOn(low: string, high: string, share: number): string {
  const to = partsOf(high);
  const light = lightOf(partsOf(low).map((part, i) => part + ((to[i] ?? part) - part) * share));
  return (light + 0.05) ** 2 > 1.05 * 0.05 ? BLACK : WHITE;
}

/** Weekdays down, hours across; colour and number say the same. On a phone the cells have room for whole numbers only. */
export function heatOption(
  { hours, cells, max }: HeatCells,
  weekdays: readonly string[],
  ink: AnalysisInk,
  narrow = false,
): EChartsCoreOption {
  const label = { color: ink.text };
  // as many decimals in every cell: `22` beside `21.3` reads as another kind of figure
  const decimals = cells.some(([, , value]) => !Number.isInteger(value)) ? 1 : 0;
  return {
    animation: false,
    grid: { left: narrow ? 40 : 56, right: narrow ? 4 : 12, top: 8, bottom: 64 },
    xAxis: { type: 'category', data: hours, axisLabel: label, axisTick: { show: false }, splitArea: { show: false } },
    yAxis: { type: 'category', data: [...weekdays], inverse: true, axisLabel: label, axisTick: { show: false } },
    visualMap: {
      min: 0,
      max: Math.max(max, 0.1),
      calculable: false,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 140,
      text: [max.toFixed(decimals), '0'],
      textStyle: label,
      inRange: { color: [ink.low, ink.high] },
      precision: 1,
    },
    // a number must be read on the darkest cell as well as on the palest
    series: [
      {
        type: 'heatmap',
        data: cells.map((value) => ({
          value,
          label: {
            color: inkOn(ink.low, ink.high, max === 0 ? 0 : value[2] / max),
            formatter: narrow && value[2] >= 10 ? String(Math.round(value[2])) : value[2].toFixed(decimals),
          },
        })),
        silent: true,
        label: { show: true, fontSize: 12 },
        itemStyle: { borderColor: ink.panel, borderWidth: 1 },
      },
    ],
  };
}

/** Shares of each bucket in percent; empty where there was nobody. */
export function shares(histogram: readonly number[] | undefined): number[] {
  const total = (histogram ?? []).reduce((sum, count) => sum + count, 0);
  return total === 0 ? [] : (histogram ?? []).map((count) => (count / total) * 100);
}

export type TrendDay = Pick<MetricCompared['byDay'][number], 'day' | 'other' | 'then'> & { now: number | null };

/** The days with data, each with the day it is held against under it. Days without data are folded; what has no counterpart is a gap in the line below. */
export function trendOption(
  days: readonly TrendDay[],
  shown: (value: number) => number,
  { current, previous, unit = '' }: { current: string; previous: string; unit?: string },
  ink: AnalysisInk,
  bands: readonly Band[] = [],
): EChartsCoreOption {
  const label = { color: ink.text };
  const value = (one: number | null) => (one === null ? null : Math.round(shown(one) * 10) / 10);
  const line = { type: 'line', connectNulls: false, symbolSize: 5 };
  const hasThen = days.some(({ then }) => then !== null);
  return {
    animation: false,
    grid: { left: 56, right: 16, top: 36, bottom: 32 },
    legend: { top: 0, left: 0, textStyle: label, itemWidth: 22, selectedMode: false },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      formatter: (marks: readonly { dataIndex: number }[]) => {
        const at = days[marks[0]?.dataIndex ?? -1];
        if (at === undefined) return '';
        const said = (of: string, one: number | null) =>
          `${of} ${one === null ? DASH : `${String(value(one))}${unit}`}`;
        // one day of two halls: their names tell them apart
        if (at.other === at.day) return [at.day, said(current, at.now), said(previous, at.then)].join('\n');
        const then = at.then === null ? [] : [said(at.other ?? '', at.then)];
        return [said(at.day, at.now), ...then].join('\n');
      },
    },
    xAxis: {
      type: 'category',
      data: days.map(({ day }) => day.slice(5)),
      axisLabel: { ...label, hideOverlap: true },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      axisLabel: unit === '' ? label : { ...label, formatter: `{value}${unit}` },
      splitLine: { lineStyle: { color: ink.line } },
    },
    series: [
      {
        ...line,
        name: current,
        data: days.map(({ now }) => value(now)),
        lineStyle: { color: ink.current, width: 2.5 },
        itemStyle: { color: ink.current },
      },
      ...bandSeries(bands, ink),
      ...(hasThen
        ? [
            {
              ...line,
              name: previous,
              data: days.map(({ then }) => value(then)),
              lineStyle: { color: ink.previous, width: 2, type: 'dashed' },
              itemStyle: { color: ink.previous },
              symbolSize: 3,
            },
          ]
        : []),
    ],
  };
}
