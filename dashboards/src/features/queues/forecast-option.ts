import type { LiveQueue } from '@cockpit/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import { timeOfDay } from '../../shared/format';

export interface ChartInk {
  line: string;
  band: string;
  /** labels of the axes; without it a sparkline */ axis?: string;
  timeZone?: string;
  /** px of one rem: letters and lines grow with the wall */ rem?: number;
}

export interface ForecastScale {
  /** end of the y axis, minutes: the same for all queues, so that heights can be compared */ maxMin: number;
}

/** A common scale for all queues of a hall, never so small that noise looks like a mountain. */
export const forecastScale = (queues: readonly Pick<LiveQueue, 'forecast'>[]): ForecastScale => ({
  maxMin: Math.max(10, ...queues.flatMap((queue) => queue.forecast.map((step) => step.p80Sec / 60))),
});

/** Wait of one who comes then: a line for the middle, a band up to P80. Minutes over epoch ms. */
export function forecastOption(
  forecast: LiveQueue['forecast'],
  scale: ForecastScale,
  ink: ChartInk,
): EChartsCoreOption {
  const p50 = forecast.map((step) => [Date.parse(step.at), step.p50Sec / 60]);
  const spread = forecast.map((step) => [Date.parse(step.at), Math.max(0, step.p80Sec - step.p50Sec) / 60]);
  const base = { type: 'line', stack: 'wait', symbol: 'none', silent: true, smooth: 0.3, animation: false };
  return {
    animation: false,
    ...axes(scale, ink),
    series: [
      { ...base, data: p50, lineStyle: { color: ink.line, width: 0.19 * (ink.rem ?? 16) }, z: 3 },
      { ...base, data: spread, lineStyle: { opacity: 0 }, areaStyle: { color: ink.band } },
    ],
  };
}

function axes(scale: ForecastScale, { axis, timeZone = 'UTC', rem: fontSize = 12 }: ChartInk) {
  const max = Math.ceil(scale.maxMin / 10) * 10;
  if (axis === undefined) {
    return {
      grid: { left: 2, right: 2, top: 4, bottom: 3 },
      xAxis: { type: 'time', show: false, min: 'dataMin', max: 'dataMax' },
      yAxis: { type: 'value', show: false, min: 0, max },
    };
  }
  const label = { color: axis, fontSize };
  return {
    grid: { left: fontSize * 2, right: fontSize * 1.6, top: fontSize, bottom: fontSize * 1.7 },
    xAxis: {
      type: 'time',
      min: 'dataMin',
      max: 'dataMax',
      splitNumber: 2,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: axis, opacity: 0.5 } },
      axisLabel: { ...label, hideOverlap: true, formatter: (ms: number) => timeOfDay(ms, timeZone) },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max,
      interval: max / 2,
      axisLabel: label,
      splitLine: { lineStyle: { color: axis, opacity: 0.2 } },
    },
  };
}

/** Two hours, less the step that may have begun when they were foretold. */
const WHOLE_MS = 105 * 60_000;

/** When the forecast of a hall ends, where that is before two hours are over; null where it is not, or nothing is foretold. */
export function forecastEnd(queues: readonly Pick<LiveQueue, 'forecast'>[], now: number): number | null {
  const end = Math.max(...queues.flatMap(({ forecast }) => forecast.slice(-1).map(({ at }) => Date.parse(at))));
  return Number.isFinite(end) && end - now < WHOLE_MS ? end : null;
}

/** The same in words, for who cannot see the line. */
export function forecastPeak(forecast: LiveQueue['forecast']): { at: number; p50Sec: number; p80Sec: number } | null {
  const peak = forecast.reduce<LiveQueue['forecast'][number] | null>(
    (most, step) => (!most || step.p50Sec > most.p50Sec ? step : most),
    null,
  );
  return peak ? { at: Date.parse(peak.at), p50Sec: peak.p50Sec, p80Sec: peak.p80Sec } : null;
}
