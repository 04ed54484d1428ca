import type { LoadForecast } from '@cockpit/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import { timeOfDay } from '../../shared/format';

type Slot = LoadForecast['queues'][number]['slots'][number];
export interface LoadInk {
  work: string;
  band: string;
  staff: string;
  text: string;
  line: string;
}

const sum = (workMin: number, carriedMin: number | null): number => Math.round((workMin + (carriedMin ?? 0)) * 10) / 10;

/** A line of expected work, on what is left over from before, in its band, and a step line of the staff who are there, by half hour. */
export function loadOption(
  slots: readonly Slot[],
  timeZone: string,
  now: number,
  maxMin: number,
  names: { work: string; band: string; staffed: string },
  ink: LoadInk,
): EChartsCoreOption {
  const label = { color: ink.text };
  const line = { type: 'line', symbol: 'none', silent: true };
  const times = slots.map(({ at }) => timeOfDay(Date.parse(at), timeZone));
  const current = slots.findLastIndex(({ at }) => Date.parse(at) <= now);
  return {
    animation: false,
    grid: { left: 44, right: 12, top: 12, bottom: 28 },
    xAxis: {
      type: 'category',
      data: times,
      axisLabel: { ...label, hideOverlap: true },
      axisTick: { show: false },
      boundaryGap: false,
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: Math.ceil(maxMin / 100) * 100,
      axisLabel: label,
      splitLine: { lineStyle: { color: ink.line } },
    },
    series: [
      // the backlog is work too: the area of what is expected stands on it
      {
        ...line,
        stack: 'band',
        data: slots.map(({ workLowMin, carriedMin }) => sum(workLowMin, carriedMin)),
        lineStyle: { opacity: 0 },
      },
      {
        ...line,
        stack: 'band',
        name: names.band,
        data: slots.map(({ workLowMin, workHighMin }) => Math.round((workHighMin - workLowMin) * 10) / 10),
        lineStyle: { opacity: 0 },
        areaStyle: { color: ink.band, opacity: 0.3 },
      },
      {
        ...line,
        name: names.work,
        data: slots.map(({ workMin, carriedMin }) => sum(workMin, carriedMin)),
        lineStyle: { color: ink.work, width: 2.5 },
        itemStyle: { color: ink.work },
        ...(current < 0
          ? {}
          : {
              markLine: {
                silent: true,
                symbol: 'none',
                label: { show: false },
                lineStyle: { color: ink.text, type: 'solid', width: 1 },
                data: [{ xAxis: times[current] }],
              },
            }),
      },
      {
        ...line,
        name: names.staffed,
        step: 'end',
        data: slots.map(({ staffedMin }) => staffedMin),
        lineStyle: { color: ink.staff, width: 2, type: 'dashed' },
        itemStyle: { color: ink.staff },
      },
    ],
  };
}

/** The half hour still to come in which most work, the backlog included, finds nobody; null when staff suffices or is not known. */
export function tightest(slots: readonly Slot[], now: number): { at: number; shortMin: number; slot: Slot } | null {
  const short = slots.flatMap((slot) =>
    slot.staffedMin === null || Date.parse(slot.at) + 1_800_000 <= now
      ? []
      : [
          {
            at: Date.parse(slot.at),
            shortMin: Math.round(slot.workMin + (slot.carriedMin ?? 0) - slot.staffedMin),
            slot,
          },
        ],
  );
  const worst = short.reduce<(typeof short)[number] | null>(
    (most, one) => (most === null || one.shortMin > most.shortMin ? one : most),
    null,
  );
  return worst === null || worst.shortMin <= 0 ? null : worst;
}

/** One scale for all queues, so that heights can be compared. */
export const scaleOf = (queues: LoadForecast['queues']): number =>
  Math.max(
    30,
    ...queues.flatMap(({ slots }) =>
      slots.flatMap(({ workHighMin, carriedMin, staffedMin }) => [workHighMin + (carriedMin ?? 0), staffedMin ?? 0]),
    ),
  );

/** Who came of those expected, over the half hours that are over. */
export function cameSoFar(slots: readonly Slot[]): { came: number; expected: number } {
  const over = slots.filter(({ came }) => came !== null);
  return {
    came: over.reduce((sum, { came }) => sum + (came ?? 0), 0),
    expected: Math.round(over.reduce((sum, { arrivals }) => sum + arrivals, 0)),
  };
}
