import type { LoadForecast } from '@cockpit/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import { bandSeries, type Band } from '../annotations/bands';
import { timeOfDay } from '../../shared/format';

type Slot = LoadForecast['queues'][number]['slots'][number];
export interface LoadInk {
  work: string;
  backlog: string;
  came: string;
  band: string;
  staff: string;
  text: string;
  line: string;
  mark: string;
}

/** Between P10 and P90 of a normal distribution. */
const Z = 1.2816;
const tenth = (value: number): number => Math.round(value * 10) / 10;
const sum = (workMin: number, carriedMin: number | null): number => tenth(workMin + (carriedMin ?? 0));

/** The moment, for the line that marks it: its place on an axis of slots, and what stands beside it. */
export interface NowMark {
  place: number;
  text: string;
}

/** What is drawn at a place on the axis of slots; the backlog is null where nobody knows it. */
export type Drawn = Pick<Slot, 'workMin' | 'workLowMin' | 'workHighMin' | 'carriedMin'> & { place: number };

/** What waited when a slot that is over began; of one still to come, what is carried into it. */
const backlogOf = ({ waitedMin, carriedMin }: Slot): number | null => carriedMin ?? waitedMin ?? null;

/** The slots at their places, and the moment between them: what waits now stands there, and not in the slot in which it lies. */
export function drawnOf(slots: readonly Slot[], now: number | null): Drawn[] {
  const points = slots.map((slot, place) => ({ ...slot, carriedMin: backlogOf(slot), place }));
  const begun = now === null ? undefined : points[Math.floor(now)];
  if (now === null || begun === undefined) return points;
  const after = points[begun.place + 1] ?? begun;
  const between = (key: 'workMin' | 'workLowMin' | 'workHighMin'): number =>
    tenth(begun[key] + (after[key] - begun[key]) * (now - begun.place));
  const moment = {
    place: now,
    workMin: between('workMin'),
    workLowMin: between('workLowMin'),
    workHighMin: between('workHighMin'),
  };
  return [
    ...points.slice(0, begun.place),
    ...(now > begun.place ? [{ ...begun, carriedMin: slots[begun.place]?.waitedMin ?? null }] : []),
    { ...moment, carriedMin: begun.carriedMin },
    ...points.slice(begun.place + 1),
  ];
}

/**
 * By slot: an area of what is left over from before and on it one of the work that is expected, its sum in its band, a step line of the staff
 * who are there, and bars of the work that came.
 */
export function loadOption(
  slots: readonly Slot[],
  timeZone: string,
  mark: NowMark | null,
  maxMin: number,
  meanServiceMin: number | null,
  names: Record<'work' | 'backlog' | 'arrivals' | 'band' | 'staffed' | 'came' | 'axis', string>,
  ink: LoadInk,
  bands: readonly Band[] = [],
): EChartsCoreOption {
  const label = { color: ink.text };
  const line = { type: 'line', symbol: 'none', silent: true };
  const drawn = drawnOf(slots, mark?.place ?? null);
  /** a line on the axis below; its places are told as times, as what is stacked would be summed along them as well */
  const course = (valueOf: (one: Drawn) => number | null) => ({
    ...line,
    xAxisIndex: 1,
    dimensions: [{ name: 'place', type: 'time' }, 'minutes'],
    data: drawn.map((one) => [one.place, valueOf(one)]),
  });
  const times = slots.map(({ at }) => timeOfDay(Date.parse(at), timeZone));
  return {
    animation: false,
    grid: { left: 44, right: 12, top: 48, bottom: 28 },
    xAxis: [
      {
        type: 'category',
        data: times,
        axisLabel: { ...label, hideOverlap: true },
        axisTick: { show: false },
        // half a slot at both ends: beside bars without it the chart takes a room of its own there, and the axis below does not
        boundaryGap: true,
      },
      // names of slots have no place between two of them, and the moment mostly is there
      { type: 'value', show: false, min: -0.5, max: slots.length - 0.5 },
    ],
    yAxis: {
      type: 'value',
      name: names.axis,
      nameTextStyle: { ...label, align: 'left', padding: [0, 0, 0, -40] },
      // above the words at the line of the moment
      nameGap: 24,
      min: 0,
      // an end between two lines of the grid would be written over the last of them
      max: Math.ceil(maxMin / stepOf(maxMin)) * stepOf(maxMin),
      interval: stepOf(maxMin),
      axisLabel: label,
      splitLine: { lineStyle: { color: ink.line } },
    },
    series: [
      ...bandSeries(bands, ink),
      // the backlog is work too: what is expected stands on it
      {
        ...course(({ carriedMin }) => carriedMin),
        stack: 'work',
        name: names.backlog,
        lineStyle: { opacity: 0 },
        itemStyle: { color: ink.backlog },
        areaStyle: { color: ink.backlog, opacity: 0.45 },
      },
      {
        ...course(({ workMin }) => workMin),
        stack: 'work',
        name: names.arrivals,
        lineStyle: { opacity: 0 },
        areaStyle: { color: ink.work, opacity: 0.3 },
      },
      {
        ...course(({ workLowMin, carriedMin }) => sum(workLowMin, carriedMin)),
        stack: 'band',
        lineStyle: { color: ink.band, width: 1, type: 'dotted' },
      },
      {
        ...course(({ workLowMin, workHighMin }) => tenth(workHighMin - workLowMin)),
        stack: 'band',
        name: names.band,
        lineStyle: { color: ink.band, width: 1, type: 'dotted' },
      },
      {
        ...course(({ workMin, carriedMin }) => sum(workMin, carriedMin)),
        name: names.work,
        lineStyle: { color: ink.work, width: 2.5 },
        itemStyle: { color: ink.work },
      },
      {
        ...line,
        name: names.staffed,
        step: 'end',
        z: 5,
        data: slots.map(({ staffedMin }) => staffedMin),
        lineStyle: { color: ink.staff, width: 2, type: 'dashed' },
        itemStyle: { color: ink.staff },
      },
      {
        type: 'bar',
        silent: true,
        name: names.came,
        // in one colour: not under the areas, which lines bring with them
        z: 4,
        barWidth: 6,
        data: slots.map((slot) => cameMin(slot, meanServiceMin)),
        itemStyle: { color: ink.came },
      },
      ...(mark === null ? [] : [markSeries(mark, slots.length, ink)]),
    ],
  };
}

/** A series that is nothing but the line of the moment; its words stay within the chart. */
const markSeries = ({ place, text }: NowMark, length: number, ink: LoadInk): object => ({
  type: 'line',
  xAxisIndex: 1,
  data: [],
  silent: true,
  markLine: {
    silent: true,
    symbol: 'none',
    animation: false,
    lineStyle: { color: ink.text, type: 'solid', width: 1 },
    label: {
      formatter: text,
      color: ink.text,
      position: 'end',
      distance: 2,
      align: place < length * 0.15 ? 'left' : place > length * 0.85 ? 'right' : 'center',
    },
    data: [{ xAxis: place }],
  },
});

/** Where a moment is on an axis of slots, in slots from its left end; null before the first and after the last. The axis ends where the last slot begins. */
export function placeOf(slots: readonly Pick<Slot, 'at'>[], now: number, slotMs: number): number | null {
  const [first] = slots;
  if (first === undefined) return null;
  const place = (now - Date.parse(first.at)) / slotMs;
  return place < 0 || place >= slots.length ? null : Math.min(place, slots.length - 1);
}

/** A slot of the day, epoch ms. */
export interface Span {
  at: number;
  until: number;
}

/** Where most work waits, and how many minutes of it, at the end of its slot. */
export interface Tightest extends Span {
  shortMin: number;
  slot: Slot;
}

/** The slot still to come in which most work, the backlog included, finds nobody; null when staff suffices or is not known. */
export function tightest(slots: readonly Slot[], now: number, slotMs: number): Tightest | null {
  const short = slots.flatMap((slot) =>
    slot.staffedMin === null || Date.parse(slot.at) + slotMs <= now
      ? []
      : [
          {
            at: Date.parse(slot.at),
            until: Date.parse(slot.at) + slotMs,
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

/** Less than a minute of work left over is none. */
const LEAST_LEFT_MIN = 1;

/** While more work comes than staff does, up to the worst moment: before it nothing is left over, and more people would have nothing to do. */
export function pileUp(slots: readonly Slot[], { at, until }: Span, now: number): Span {
  const before = slots.map(({ at: begin, carriedMin }) => ({ begin: Date.parse(begin), carriedMin: carriedMin ?? 0 }));
  const [first] = before;
  const begins = before.findLast(({ begin, carriedMin }) => begin <= at && carriedMin < LEAST_LEFT_MIN) ?? first;
  return { at: Math.max(begins?.begin ?? at, now), until };
}

/** Work that nobody has done when the day ends, minutes; null when that is not known or the day is over. */
export function leftAtEnd(slots: readonly Slot[], now: number, slotMs: number): number | null {
  const last = slots.at(-1);
  if (last === undefined || last.carriedMin === null || last.staffedMin === null) return null;
  // of a half hour that has begun, only its rest is to come: what is carried into it is the backlog of now
  const rest = Math.max(0, Math.min(1, (Date.parse(last.at) + slotMs - now) / slotMs));
  return Math.max(0, last.carriedMin + (last.workMin - last.staffedMin) * rest);
}

/** Between two lines of the grid: 1, 2, 2.5 or 5 of a power of ten, about five lines in all. */
export function stepOf(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most / 5)));
  return ([1, 2, 2.5, 5, 10].find((n) => n * power >= most / 5) ?? 10) * power;
}

/** The work that came with those who came in a slot that is over. */
const cameMin = ({ came }: Slot, meanServiceMin: number | null): number | null =>
  came === null || meanServiceMin === null ? null : Math.round(came * meanServiceMin);

/** How high a chart reaches, so that nothing of it is cut: each has a scale of its own, as beside the largest queue a small one would be a flat line. */
export const scaleOf = (slots: readonly Slot[], meanServiceMin: number | null): number =>
  Math.max(
    30,
    ...slots.flatMap((slot) => [
      slot.workHighMin + Math.max(slot.carriedMin ?? 0, slot.waitedMin ?? 0),
      slot.staffedMin ?? 0,
      cameMin(slot, meanServiceMin) ?? 0,
    ]),
  );

/** Who came of those expected, over the half hours that are over. */
export function cameSoFar(slots: readonly Slot[]): { came: number; expected: number } {
  const over = slots.filter(({ came }) => came !== null);
  return {
    came: over.reduce((sum, { came }) => sum + (came ?? 0), 0),
    expected: Math.round(over.reduce((sum, { arrivals }) => sum + arrivals, 0)),
  };
}

/** Fewer half hours in a row than this are chance. */
const LEAST_RUN = 2;
export interface Departure {
  /** since when, epoch ms */
  since: number;
  came: number;
  expected: number;
  /** of what was expected, 0.65: 65 % more */
  share: number;
}

/**
 * Half hours in a row, up to the last one that is over, in which all came in more, or all in fewer, than expected; null unless the whole run lies
 * outside four in five.
 */
export function departure(slots: readonly Slot[]): Departure | null {
  const over = slots.filter(({ came }) => came !== null);
  const side = ({ came, arrivals }: Slot): number => Math.sign((came ?? 0) - arrivals);
  const last = over.at(-1);
  if (last === undefined) return null;
  const begin = over.findLastIndex((slot) => side(slot) !== side(last)) + 1;
  const run = over.slice(begin);
  const [first] = run;
  if (first === undefined || run.length < LEAST_RUN) return null;
  const came = run.reduce((sum, slot) => sum + (slot.came ?? 0), 0);
  const expected = run.reduce((sum, slot) => sum + slot.arrivals, 0);
  if (expected === 0 || Math.abs(came - expected) <= Z * Math.sqrt(expected)) return null;
  return { since: Date.parse(first.at), came, expected: Math.round(expected), share: came / expected - 1 };
}
