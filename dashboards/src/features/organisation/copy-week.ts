import type { RosterDoc } from '@cockpit/contracts';
import { weekOf } from './roster-week';

/** A shift of the week that cannot be had in the other one: its officer or its window is taken there already. */
export interface Collision {
  readonly day: string;
  readonly roster: RosterDoc;
  readonly taken: 'officer' | 'window';
  readonly by: RosterDoc;
}
export interface WeekCopy {
  readonly made: readonly RosterDoc[];
  /** days on which somebody works as before anyway: nothing is to be made */
  readonly same: number;
  readonly collisions: readonly Collision[];
}

const worksOn = ({ days, validFrom, validTo }: RosterDoc, day: string, weekday: number): boolean =>
  days.includes(weekday) && validFrom <= day && (validTo === undefined || day <= validTo);
const overlaps = (a: RosterDoc, b: RosterDoc): boolean => a.from < b.to && b.from < a.to;
const isSame = (a: RosterDoc, b: RosterDoc): boolean =>
  a.officer === b.officer && a.window === b.window && a.from === b.from && a.to === b.to;

/** What one week would be worked like another: shifts for just that week, and what stands against them. */
export function copyWeek(rosters: readonly RosterDoc[], from: string, to: string): WeekCopy {
  const [days, others] = [weekOf(from), weekOf(to)];
  const made = new Map<RosterDoc, number[]>();
  const collisions: Collision[] = [];
  let same = 0;
  others.forEach((day, at) => {
    const weekday = at + 1;
    const there = rosters.filter((one) => worksOn(one, day, weekday));
    for (const roster of rosters.filter((one) => worksOn(one, days[at] ?? '', weekday))) {
      if (there.some((one) => isSame(one, roster))) {
        same += 1;
        continue;
      }
      const beside = there.filter((one) => overlaps(one, roster));
      const officer = beside.find((one) => one.officer === roster.officer);
      const by = officer ?? beside.find((one) => one.window === roster.window);
      if (by === undefined) made.set(roster, [...(made.get(roster) ?? []), weekday]);
      else collisions.push({ day, roster, taken: officer === undefined ? 'window' : 'officer', by });
    }
  });
  const [first = to, last = to] = [others[0], others.at(-1)];
  return {
    made: [...made].map(([roster, weekdays]) => ({ ...roster, days: weekdays, validFrom: first, validTo: last })),
    same,
    collisions,
  };
}
