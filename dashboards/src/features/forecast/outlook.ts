import type { LoadForecast } from '@cockpit/contracts';
import { daysAfter } from '../figures/period';
import { tightest, type Span } from './load-option';

/** The days after a day, as they are written. */
export const nextDays = (day: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => daysAfter(day, i + 1));

/** Sooner than this nobody who is called in can do much. */
const LEAST_AHEAD_MS = 60 * 60_000;

/**
 * How many more while work piles up: as many as keep newcomers within the target, and no more than do all that else is left when the span ends.
 * Null where that is too soon for anybody to help.
 */
export function peopleShort(shortMin: number, lack: Span, lacking: number, now: number): number | null {
  if (lack.until - now < LEAST_AHEAD_MS) return null;
  return Math.min(lacking, Math.ceil(shortMin / ((lack.until - Math.max(lack.at, now)) / 60_000)));
}

interface WaitingNow {
  people: number;
  /** where who draws a ticket now waits longest; null where no wait can be said */
  longest: { queue: string; waitSec: number } | null;
}

/** Who waits in an open hall; null where nobody does. */
export function waitingNow({ now, open, queues }: Pick<LoadForecast, 'now' | 'open' | 'queues'>): WaitingNow | null {
  const at = Date.parse(now);
  const isOpen = open.some(({ from, to }) => Date.parse(from) <= at && at < Date.parse(to));
  const people = queues.reduce((sum, { waiting }) => sum + waiting, 0);
  if (!isOpen || people === 0) return null;
  const [longest] = queues
    .flatMap(({ name, waiting, waitSec }) => (waiting === 0 || waitSec === null ? [] : [{ queue: name, waitSec }]))
    .sort((a, b) => b.waitSec - a.waitSec);
  return { people, longest: longest ?? null };
}

export interface DayOutlook {
  day: string;
  /** doors stay shut */
  isClosed: boolean;
  /** people expected; null without history */
  people: number | null;
  /** slot with most of them */
  peak: Span | null;
  /** where most people are lacking: what there is to do something about; beside it so many others lack people too */
  worst: (Span & { queue: string; shortMin: number; people: number; others: number }) | null;
  /** anybody is rostered: only then no shortage means that staff suffices */
  isRostered: boolean;
}

/** What matters of a day ahead: how many come, when most, and where staff falls shortest. The one answer of every page that says it. */
export function outlookOf({ day, open, known, queues, slotMin }: LoadForecast): DayOutlook {
  const slotMs = slotMin * 60_000;
  const isClosed = open.length === 0;
  const bySlot = new Map<number, number>();
  for (const { slots } of queues)
    for (const { at, arrivals } of slots) bySlot.set(Date.parse(at), (bySlot.get(Date.parse(at)) ?? 0) + arrivals);
  const [peak] = [...bySlot].sort((a, b) => b[1] - a[1]);
  const short = queues
    .flatMap(({ name, slots, lacking }) => {
      const found = tightest(slots, -Infinity, slotMs);
      if (found === null || lacking === null || lacking === 0) return [];
      const { at, until, shortMin } = found;
      return [{ queue: name, at, until, shortMin, people: lacking }];
    })
    .sort((a, b) => b.people - a.people || b.shortMin - a.shortMin);
  const [worst] = short;
  const people = Math.round([...bySlot.values()].reduce((sum, n) => sum + n, 0));
  const isForeseen = known && !isClosed;
  return {
    day,
    isClosed,
    people: isForeseen ? people : null,
    peak: isForeseen && people > 0 && peak !== undefined ? { at: peak[0], until: peak[0] + slotMs } : null,
    worst: isClosed || worst === undefined ? null : { ...worst, others: short.length - 1 },
    isRostered: queues.some(({ slots }) => slots.some(({ staffedMin }) => staffedMin !== null)),
  };
}
