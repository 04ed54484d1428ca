import type { OfficerDoc, RosterDoc } from '@cockpit/contracts';

export interface RosterCell {
  /** place in the list of rosters */
  readonly at: number;
  readonly roster: RosterDoc;
}
export interface RosterRow {
  readonly officer: string;
  /** Monday first */
  readonly days: readonly (readonly RosterCell[])[];
}
const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** The Monday of the week of a day, and the days after it. */
export function weekOf(day: string): string[] {
  const ms = Date.parse(`${day}T00:00:00Z`);
  const monday = ms - ((new Date(ms).getUTCDay() + 6) % 7) * 86_400_000;
  return WEEK.map((n) => new Date(monday + (n - 1) * 86_400_000).toISOString().slice(0, 10));
}

/** The first day on which a shift of a weekday (1 is Monday) is worked that holds from a day on. */
export const firstOn = (day: string, weekday: number): string => {
  const date = weekOf(day)[weekday - 1] ?? day;
  return date >= day ? date : new Date(Date.parse(date) + 7 * 86_400_000).toISOString().slice(0, 10);
};

/** Who works when in one week: a row for each officer, also those without a shift; people who left the hall last. */
export function rosterRows(rosters: readonly RosterDoc[], officers: readonly OfficerDoc[], day: string): RosterRow[] {
  const days = weekOf(day);
  const ids = [...new Set([...officers.map(({ id }) => id), ...rosters.map(({ officer }) => officer)])];
  const holds = ({ days: on, validFrom, validTo }: RosterDoc, date: string, n: number): boolean =>
    on.includes(n + 1) && validFrom <= date && (validTo === undefined || date <= validTo);
  return ids.map((officer) => ({
    officer,
    days: days.map((date, n) =>
      rosters
        .map((roster, at) => ({ roster, at }))
        .filter(({ roster }) => roster.officer === officer && holds(roster, date, n))
        .sort((a, b) => a.roster.from.localeCompare(b.roster.from)),
    ),
  }));
}
