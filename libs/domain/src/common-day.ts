import { hallDay } from './hall-day';

/** The most common day of the halls, the later one in a tie; null without halls. */
export function commonDay(days: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? 1 : -1))[0]?.[0] ?? null;
}

/** The latest time of the halls on the most common day, epoch ms; null without halls. */
export function commonNow(halls: readonly { now: number; timeZone: string }[]): number | null {
  const dated = halls.map(({ now, timeZone }) => ({ now, day: hallDay(now, timeZone) }));
  const common = commonDay(dated.map(({ day }) => day));
  return common === null ? null : Math.max(...dated.flatMap(({ now, day }) => (day === common ? [now] : [])));
}
