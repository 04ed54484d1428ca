import type { LoadForecast } from '@cockpit/contracts';
import { daysAfter } from '../figures/period';
import { tightest, type Slot, type Span } from './load-option';

/** The days after a day, as they are written. */
export const nextDays = (day: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => daysAfter(day, i + 1));

/**
 * With so many more from the opening on nothing piles up; with one fewer it does. What has piled up by its worst hour is no measure:
 * a few who are lacking all morning leave work for many at noon.
 */
export const peopleLacking = (slots: readonly Pick<Slot, 'workMin' | 'staffedMin'>[], slotMin: number): number =>
  slots.reduce(
    (most, { workMin, staffedMin }) =>
      staffedMin === null ? most : Math.max(most, Math.ceil((workMin - staffedMin) / slotMin)),
    0,
  );

/** Sooner than this nobody who is called in can do much. */
const LEAST_AHEAD_MS = 60 * 60_000;

/** How many more from now on would do the work that else is left at `until`; null where that is too soon for anybody to help. */
export function peopleFromNow(shortMin: number, until: number, now: number): number | null {
  const aheadMs = until - now;
  return aheadMs < LEAST_AHEAD_MS ? null : Math.ceil(shortMin / (aheadMs / 60_000));
}

export interface DayOutlook {
  day: string;
  /** doors stay shut */
  isClosed: boolean;
  /** people expected; null without history */
  people: number | null;
  /** slot with most of them */
  peak: Span | null;
  /** where staff falls shortest: what there is to do something about */
  worst: (Span & { queue: string; shortMin: number; people: number }) | null;
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
  const worst = queues
    .flatMap(({ name, slots }) => {
      const found = tightest(slots, -Infinity, slotMs);
      if (found === null) return [];
      const { at, until, shortMin } = found;
      return [{ queue: name, at, until, shortMin, people: peopleLacking(slots, slotMin) }];
    })
    .sort((a, b) => b.shortMin - a.shortMin)[0];
  const people = Math.round([...bySlot.values()].reduce((sum, n) => sum + n, 0));
  const isForeseen = known && !isClosed;
  return {
    ...{ day, isClosed },
    people: isForeseen ? people : null,
    peak: isForeseen && people > 0 && peak !== undefined ? { at: peak[0], until: peak[0] + slotMs } : null,
    worst: isClosed ? null : (worst ?? null),
    isRostered: queues.some(({ slots }) => slots.some(({ staffedMin }) => staffedMin !== null)),
  };
}
