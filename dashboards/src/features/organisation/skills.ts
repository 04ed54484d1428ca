import type { OfficerDoc } from '@cockpit/contracts';
import { daysAfter } from '../figures/period';

type Skill = OfficerDoc['skills'][number];

/** Held on a day; null when it is not. */
export const heldOn = (skills: readonly Skill[], branch: string, day: string): Skill | null =>
  skills.find((one) => one.branch === branch && one.from <= day && (one.to === undefined || one.to >= day)) ?? null;

/** The first skill in a branch that begins after a day; null without one. */
export const laterThan = (skills: readonly Skill[], branch: string, day: string): Skill | null =>
  skills.filter((one) => one.branch === branch && one.from > day).sort((a, b) => a.from.localeCompare(b.from))[0] ??
  null;

/** Gives a skill from a day on, or ends it before that day; done twice it is as it was. */
export function toggled(skills: readonly Skill[], branch: string, day: string): Skill[] {
  const held = heldOn(skills, branch, day);
  const before = daysAfter(day, -1);
  if (held !== null)
    return skills.flatMap((one) => (one !== held ? [one] : one.from >= day ? [] : [{ ...one, to: before }]));
  const ended = skills.find((one) => one.branch === branch && one.to === before);
  if (ended !== undefined) {
    const { to: _, ...open } = ended;
    return skills.map((one) => (one === ended ? open : one));
  }
  const later = laterThan(skills, branch, day);
  return [...skills, { branch, from: day, ...(later === null ? {} : { to: daysAfter(later.from, -1) }) }];
}
