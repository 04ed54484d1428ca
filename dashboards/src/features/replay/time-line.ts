import type { ReplayLine, ReplayPage } from '@cockpit/contracts';
import { timeOfDay } from '../../shared/format';

const MINUTE_MS = 60_000;
/** Before opening and after closing something happens too: windows sign on, the last are served. */
const BEFORE_MS = 30 * MINUTE_MS;
const AFTER_MS = 60 * MINUTE_MS;
/** in every zone a full hour is a full quarter of an hour somewhere else */
const QUARTER_MS = 15 * MINUTE_MS;
const HOURS_APART = 2;

/** The stretch of a day that a line to move along shows; epoch ms. */
export interface TimeLine {
  readonly from: number;
  readonly to: number;
}

/** The opening hours with a margin, as far as anything is kept of them; the whole of it on a day on which the hall was closed. */
export function timeLineOf({ begins, ends, open }: Pick<ReplayPage, 'begins' | 'ends' | 'open'>): TimeLine {
  const whole = { from: Date.parse(begins), to: Date.parse(ends) };
  if (open.length === 0) return whole;
  const from = Math.max(whole.from, Math.min(...open.map((one) => Date.parse(one.from))) - BEFORE_MS);
  const to = Math.min(whole.to, Math.max(...open.map((one) => Date.parse(one.to))) + AFTER_MS);
  return from < to ? { from, to } : whole;
}

const MORNING_MS = 90 * MINUTE_MS;
/** A while after the doors open, when there is something to see, and never past the middle of that stretch or the end of what is kept. Null where they stayed shut. */
export function morningOf({ open, ends }: Pick<ReplayPage, 'open' | 'ends'>): number | null {
  const [first] = open;
  if (first === undefined) return null;
  const [from, to] = [Date.parse(first.from), Date.parse(first.to)];
  return Math.min(from + MORNING_MS, (from + to) / 2, Date.parse(ends));
}

/** When most people waited, the first time that so many did; null where nobody did. */
export function busiestOf({ from, to }: TimeLine, waiting: ReplayLine['waiting']): number | null {
  const on = waiting.map(({ at, n }) => ({ at: Date.parse(at), n })).filter(({ at }) => at >= from && at <= to);
  const most = Math.max(0, ...on.map(({ n }) => n));
  return most === 0 ? null : (on.find(({ n }) => n === most)?.at ?? null);
}

/** Whether the doors have shut for good: before it opens and at noon a hall is shut as well, and its day has not come to anything yet. */
export const isDayOver = ({ open }: Pick<ReplayPage, 'open'>, at: number): boolean =>
  open.every(({ to }) => at >= Date.parse(to));

/** Where a moment stands on the line, percent; null: beside it. */
export function placeOn({ from, to }: TimeLine, at: number): number | null {
  return at < from || at > to ? null : ((at - from) / Math.max(1, to - from)) * 100;
}

/** The part of the line that a stretch of time covers, percent; null: none of it. */
export function stretchOn(line: TimeLine, from: number, to: number): { left: number; width: number } | null {
  const [begin, end] = [Math.max(line.from, from), Math.min(line.to, to)];
  const [left, right] = [placeOn(line, begin), placeOn(line, end)];
  return begin >= end || left === null || right === null ? null : { left, width: right - left };
}

/** Every other full hour of the line, with its place. */
export function hoursOn(line: TimeLine, timeZone: string): { text: string; left: number }[] {
  const found: { text: string; left: number }[] = [];
  for (let at = Math.ceil(line.from / QUARTER_MS) * QUARTER_MS; at <= line.to; at += QUARTER_MS) {
    const [hour, minute] = timeOfDay(at, timeZone).split(':');
    if (minute === '00' && Number(hour) % HOURS_APART === 0)
      found.push({ text: `${hour ?? ''}:${minute}`, left: placeOn(line, at) ?? 0 });
  }
  return found;
}

/** The moment of a day that `HH:mm` means on the line, nearest to its begin; null: none. */
export function momentOf(text: unknown, line: TimeLine, timeZone: string): number | null {
  if (typeof text !== 'string' || !/^\d{2}:\d{2}$/.test(text)) return null;
  for (let at = Math.floor(line.from / MINUTE_MS) * MINUTE_MS; at <= line.to; at += MINUTE_MS)
    if (at >= line.from && timeOfDay(at, timeZone) === text) return at;
  return null;
}

/** How many waited along the line, as paths in a box of 100 by 100; null before anything was counted on it. */
export function curveOf(
  line: TimeLine,
  waiting: ReplayLine['waiting'],
): { area: string; top: string; most: number } | null {
  const points = waiting.flatMap(({ at, n }) => {
    const left = placeOn(line, Date.parse(at));
    return left === null ? [] : [{ left, n }];
  });
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return null;
  const most = Math.max(...points.map(({ n }) => n));
  const place = (value: number): string => String(Math.round(value * 100) / 100);
  const top = `M${points.map(({ left, n }) => `${place(left)},${place(100 - (n / Math.max(1, most)) * 100)}`).join('L')}`;
  return { top, area: `${top}L${place(last.left)},100L${place(first.left)},100Z`, most };
}
