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
