import { DEFAULT_ZONE } from '@cockpit/contracts';
import type { MetricBy } from '@cockpit/contracts';
import { hallDay, weekdayOf, zoneOffset } from '@cockpit/domain';
import type { Ask, HallAt } from '../asking/ask';

/** Returns hall, zone and day of a row; null outside the query. */
export function whereabouts(
  ask: Ask,
): (hall: string | null, at: number) => { hall: string; zone: string; day: string } | null {
  const halls = new Map<string, HallAt>(ask.halls.map((hall) => [hall.doc.code, hall]));
  return (code, at) => {
    const hall = code === null ? undefined : halls.get(code);
    if (hall === undefined && (code !== null || !ask.everything)) return null;
    const zone = hall?.doc.timeZone ?? DEFAULT_ZONE;
    const { first, last } = hall ?? ask.nowhere;
    const day = hallDay(at, zone);
    return day < first || day > last ? null : { hall: code ?? '', zone, day };
  };
}

/** The part of an instant; null for a dimension that is not temporal. */
export function partOfTime(by: MetricBy | null, at: number, zone: string): string | null {
  if (by === 'day') return hallDay(at, zone);
  if (by === 'weekday') return String(weekdayOf(hallDay(at, zone)));
  return by === 'hour' ? new Date(at + zoneOffset(at, zone)).toISOString().slice(11, 13) : null;
}

const DAY_MS = 86_400_000;
/** Instants that enclose the whole query in any zone. */
export function bounds(ask: Ask): [from: Date, to: Date] {
  const all = [...ask.halls, ask.nowhere];
  const first = all.reduce((least, { first: day }) => (day < least ? day : least), ask.nowhere.first);
  const last = all.reduce((most, { last: day }) => (day > most ? day : most), ask.nowhere.last);
  return [new Date(Date.parse(first) - DAY_MS), new Date(Date.parse(last) + 2 * DAY_MS)];
}
