import type { HallPlan } from '@cockpit/contracts';

type Absence = HallPlan['absences'][number];
const MINUTE_MS = 60_000;

export const isAt = (a: string, b: string): boolean => Math.abs(Date.parse(a) - Date.parse(b)) < MINUTE_MS;

/** The same absence of the same window in another plan. A plan made later knows the last ones of each kind only. */
export function lastOfKind(one: Absence, own: readonly Absence[], others: readonly Absence[]): Absence | undefined {
  const alike = (all: readonly Absence[]): Absence[] =>
    all
      .filter(({ windowId, kind }) => windowId === one.windowId && kind === one.kind)
      .sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  const mine = alike(own);
  return alike(others).at(mine.indexOf(one) - mine.length);
}
