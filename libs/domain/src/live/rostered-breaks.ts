import type { PauseKind } from '../lifecycle';
import type { RosteredBreak } from './config';
import type { BreakTaken } from './window';

/** What the roster says of the absences of a window, held against those it took. Times are epoch ms. */
export interface BreakReading {
  /** those still to come */
  readonly ahead: readonly RosteredBreak[];
  /** when the present one should end: it lasts as long as planned, whenever it began; null when there is none, or none that was planned */
  readonly backAt: number | null;
  readonly kind: PauseKind | null;
}

/**
 * The absences of a shift with the times of a plan in their place. Of what was over when it was made a plan says nothing: it gives the
 * times of the last ones of each kind.
 */
export function replanned(
  { from, to, breaks }: { readonly from: number; readonly to: number; readonly breaks: readonly RosteredBreak[] },
  issued: readonly RosteredBreak[],
): RosteredBreak[] {
  const within = issued.filter((one) => from <= one.from && one.from < to).sort((a, b) => a.from - b.from);
  const planned = { lunch: within.filter(isLunch), break: within.filter((one) => !isLunch(one)) };
  const latestFirst = [...breaks].sort((a, b) => b.from - a.from);
  return latestFirst.map((one) => ({ ...one, ...planned[one.kind].pop() })).sort((a, b) => a.from - b.from);
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

/** The shift that is on or comes next, else the last one of the day. */
export const shiftAt = <T extends { readonly to: number }>(roster: readonly T[], now: number): T | undefined =>
  roster.find(({ to }) => to > now) ?? roster.at(-1);
