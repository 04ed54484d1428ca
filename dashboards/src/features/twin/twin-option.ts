import type { TwinEffect } from '@cockpit/contracts';
import type { EChartsCoreOption } from 'echarts/core';

export interface TwinInk {
  withPrompts: string;
  without: string;
}

const points = (series: TwinEffect['series'], key: 'withMeanSec' | 'withoutMeanSec') =>
  series.map((step) => {
    const sec = step[key];
    return [Date.parse(step.at), sec === null ? null : sec / 60];
  });

/** Mean wait over the day, minutes: the hall as a full line, its twin dashed. Gaps stay gaps. */
export function twinOption(
  series: TwinEffect['series'],
  ink: TwinInk,
  names: { with: string; without: string },
  rem = 16,
): EChartsCoreOption {
  const line = { type: 'line', symbol: 'none', silent: true, animation: false, connectNulls: false, smooth: 0.25 };
  return {
    animation: false,
    grid: { left: 3, right: 3, top: 5, bottom: 3 },
    xAxis: { type: 'time', show: false, min: 'dataMin', max: 'dataMax' },
    yAxis: { type: 'value', show: false, min: 0 },
    series: [
      {
        ...line,
        name: names.without,
        data: points(series, 'withoutMeanSec'),
        // gaps between its dashes show the full line beneath: where both are one, both are seen
        lineStyle: { color: ink.without, width: 0.19 * rem, type: 'dashed' },
        z: 3,
      },
      {
        ...line,
        name: names.with,
        data: points(series, 'withMeanSec'),
        lineStyle: { color: ink.withPrompts, width: 0.25 * rem },
      },
    ],
  };
}

/** What the curves span: first and last time, epoch ms, and the longest mean, minutes; null where they are none. */
export function twinScale(series: TwinEffect['series']): { from: number; to: number; mostMin: number | null } | null {
  const [first, last] = [series[0], series.at(-1)];
  if (first === undefined || last === undefined || series.length < 2) return null;
  const means = series.flatMap(({ withMeanSec, withoutMeanSec }) =>
    [withMeanSec, withoutMeanSec].flatMap((sec) => (sec === null ? [] : [sec / 60])),
  );
  return {
    from: Date.parse(first.at),
    to: Date.parse(last.at),
    mostMin: means.length === 0 ? null : Math.max(...means),
  };
}

export interface TwinVerdict {
  kind: 'too-little' | 'same' | 'better' | 'worse' | 'unclear';
  /** signed change of the mean wait in percent, − is less waiting */ change: number | null;
  low: number | null;
  high: number | null;
}

/** Whoever has followed no prompt yet has the very day of the twin: no difference, and no doubt about it. A change is only called better or worse when its whole 95 % interval lies on one side of zero. */
export function twinVerdict(effect: Pick<TwinEffect, 'cut' | 'cutLow' | 'cutHigh'>): TwinVerdict {
  const { cut, cutLow, cutHigh } = effect;
  if (cut === null || cutLow === null || cutHigh === null)
    return { kind: 'too-little', change: null, low: null, high: null };
  const kind = cutLow > 0 ? 'better' : cutHigh < 0 ? 'worse' : cutLow === 0 && cutHigh === 0 ? 'same' : 'unclear';
  const pct = (share: number) => Math.round(share * 100);
  return { kind, change: -pct(cut) + 0, low: pct(cutLow), high: pct(cutHigh) };
}

/** `−38%` with a real minus sign, `+4%`, `0%`. */
export const signedPercent = (value: number): string =>
  `${value < 0 ? '−' : value > 0 ? '+' : ''}${String(Math.abs(value))}%`;
