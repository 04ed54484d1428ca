import type { PauseKind } from '../lifecycle';
import type { RosteredBreak } from './config';
import type { BreakTaken } from './window';

/** Rostered absences of a window compared with those taken. Times are epoch ms. */
export interface BreakReading {
  /** those still to come */
  readonly ahead: readonly RosteredBreak[];
  /** planned end of the present absence: its planned duration after its actual start; null without a planned absence */
  readonly backAt: number | null;
  readonly kind: PauseKind | null;
}

/**
 * Absences of a shift with the times of a plan. A plan does not contain absences that were over when it was made, so it sets the last ones
 * of each kind.
 */
export function replanned(
  { from, to, breaks }: { readonly from: number; readonly to: number; readonly breaks: readonly RosteredBreak[] },
  issued: readonly RosteredBreak[],
): RosteredBreak[] {
  const within = issued.filter((absence) => from <= absence.from && absence.from < to).sort((a, b) => a.from - b.from);
  const planned = { lunch: within.filter(isLunch), break: within.filter((absence) => !isLunch(absence)) };
  const latestFirst = [...breaks].sort((a, b) => b.from - a.from);
  return latestFirst.map((absence) => ({ ...absence, ...planned[absence.kind].pop() })).sort((a, b) => a.from - b.from);
}
const isLunch = ({ kind }: RosteredBreak): boolean => kind === 'lunch';

export function readBreaks(taken: readonly BreakTaken[], rostered: readonly RosteredBreak[]): BreakReading {
  const ahead = [...rostered];
  let backAt: number | null = null;
  let kind: PauseKind | null = null;
  for (const one of taken) {
    const at = ahead.findIndex((planned) => planned.kind === one.kind);
    const planned = ahead[at];
    if (planned === undefined) continue;
    ahead.splice(at, 1);
    if (one.to !== null) continue;
    backAt = one.from + planned.to - planned.from;
    kind = one.kind;
  }
  return { ahead, backAt, kind };
}

/** The current or next shift, else the last one of the day. */
export const shiftAt = <T extends { readonly to: number }>(roster: readonly T[], now: number): T | undefined =>
  roster.find(({ to }) => to > now) ?? roster.at(-1);
