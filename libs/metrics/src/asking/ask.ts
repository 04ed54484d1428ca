import type { HallDoc, MetricBy, Narrowing } from '@cockpit/contracts';
import { addDays } from '@cockpit/domain';

/** A hall somebody asks about, at its own now. */
export interface HallAt {
  readonly doc: HallDoc;
  /** epoch ms */
  readonly now: number;
  /** hall days */
  readonly today: string;
  readonly first: string;
  readonly last: string;
}

/** What somebody wants to know, with the halls they may know it of. */
export interface Ask {
  readonly by: MetricBy | null;
  /** the parts of the halls it is narrowed to; empty text for what no part is named of */
  readonly only?: Narrowing;
  readonly halls: readonly HallAt[];
  /** the view of everything, which also holds what belongs to no hall */
  readonly everything: boolean;
  /** now and days of what belongs to no hall */
  readonly nowhere: Omit<HallAt, 'doc'>;
}

/** Halls that keep the same clock and are asked about for the same days: one query answers for all of them. */
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

/** Every day from `first` to `last`, both included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** How many days a period has. */
export const daysOf = ({ from, to }: { from: string; to: string }): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;

/** Before this year days are not counted back: the calendar of the stores begins with year 0. */
const EARLIEST = '0003';
export const daysBefore = (day: string, days: number): string => (day < EARLIEST ? day : addDays(day, -days));
