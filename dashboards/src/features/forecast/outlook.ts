import type { LoadForecast } from '@cockpit/contracts';
import { daysAfter } from '../figures/period';
import { tightest } from './load-option';

/** The days after a day, as they are written. */
export const nextDays = (day: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => daysAfter(day, i + 1));

export interface DayOutlook {
  day: string;
  /** doors stay shut */
  isClosed: boolean;
  /** people expected; null without history */
  people: number | null;
  /** half hour with most of them, epoch ms */
  peakAt: number | null;
  worst: { queue: string; at: number; shortMin: number } | null;
}

/** What matters of a day ahead: how many come, when most, and where staff falls shortest. */
export function outlookOf({ day, open, known, queues }: LoadForecast): DayOutlook {
  const isClosed = open.length === 0;
  const bySlot = new Map<number, number>();
  for (const { slots } of queues)
    for (const { at, arrivals } of slots) bySlot.set(Date.parse(at), (bySlot.get(Date.parse(at)) ?? 0) + arrivals);
  const [peak] = [...bySlot].sort((a, b) => b[1] - a[1]);
  const worst = queues
    .flatMap(({ name, slots }) => {
      const found = tightest(slots, -Infinity);
      return found === null ? [] : [{ queue: name, at: found.at, shortMin: found.shortMin }];
    })
    .sort((a, b) => b.shortMin - a.shortMin)[0];
  const people = Math.round([...bySlot.values()].reduce((sum, n) => sum + n, 0));
  return {
    ...{ day, isClosed },
    people: known && !isClosed ? people : null,
    peakAt: known && !isClosed && people > 0 ? (peak?.[0] ?? null) : null,
    worst: isClosed ? null : (worst ?? null),
  };
}
