import { hallDay } from './hall-day';

/** The day that most of the halls are on, the later of two that are as common; null of none. */
export function commonDay(days: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? 1 : -1))[0]?.[0] ?? null;
}

/** The latest time among the halls that are on the most common day, epoch ms; null of none. */
export function commonNow(halls: readonly { now: number; timeZone: string }[]): number | null {
  const dated = halls.map(({ now, timeZone }) => ({ now, day: hallDay(now, timeZone) }));
  const most = commonDay(dated.map(({ day }) => day));
  return most === null ? null : Math.max(...dated.flatMap(({ now, day }) => (day === most ? [now] : [])));
}
