import type { HallDoc, MetricBy, Narrowing } from '@cockpit/contracts';
import { addDays } from '@cockpit/domain';

/** A hall of a query with its own current time. */
export interface HallAt {
  readonly doc: HallDoc;
  /** epoch ms */
  readonly now: number;
  /** hall days */
  readonly today: string;
  readonly first: string;
  readonly last: string;
}

/** A resolved query with the halls that the caller may see. */
export interface Ask {
  readonly by: MetricBy | null;
  /** restricts the query to parts of the halls; an empty string selects rows without the part */
  readonly only?: Narrowing;
  readonly halls: readonly HallAt[];
  /** the caller sees everything, including data without a hall */
  readonly everything: boolean;
  /** current time and days for data without a hall */
  readonly nowhere: Omit<HallAt, 'doc'>;
}

/** Halls with the same zone and days, which share one query. */
export interface HallGroup {
  readonly zone: string;
  readonly first: string;
  readonly last: string;
  readonly halls: readonly HallAt[];
}

export function groupsOf(halls: readonly HallAt[]): HallGroup[] {
  const groups = new Map<string, { zone: string; first: string; last: string; halls: HallAt[] }>();
  for (const hall of halls) {
    const {
      first,
      last,
      doc: { timeZone: zone },
    } = hall;
    const key = `${zone} ${first} ${last}`;
    const group = groups.get(key) ?? { zone, first, last, halls: [] };
    group.halls.push(hall);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** All days from `first` to `last`, both included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Number of days of a period. */
export const daysOf = ({ from, to }: { from: string; to: string }): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;

/** Earlier days are not shifted, because the databases' calendar starts with year 0. */
const EARLIEST = '0003';
export const daysBefore = (day: string, days: number): string => (day < EARLIEST ? day : addDays(day, -days));
