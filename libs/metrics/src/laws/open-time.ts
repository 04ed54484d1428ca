import { hallDayEnd } from '@cockpit/domain';
import type { PlanBook } from '../asking/plan-book';
import { merged } from '../sources/window-times';
import type { Reported } from './law-facts';

/** Seconds in which each window was either to be open or said something; what it said twice is one time too many. */
export function openSec(
  hall: string,
  day: string,
  plans: PlanBook,
  reported: readonly Reported[],
  now: number,
  zone: string,
): number {
  const end = Math.min(now, hallDayEnd(day, zone));
  const open = plans.opening(hall, day).map(({ from, to }) => ({ from, to: Math.min(to, end) }));
  const ids = new Set([
    ...reported.map(({ window }) => window),
    ...(plans.config(hall, day)?.windows ?? []).map(({ id }) => id),
  ]);
  const known = new Set((plans.config(hall, day)?.windows ?? []).map(({ id }) => id));
  const told = new Map(reported.map((row) => [row.window, row]));
  let sum = 0;
  for (const id of ids) {
    const row = told.get(id);
    const stretches = row === undefined ? [] : stretchesOf(row);
    for (const { from, to } of merged([...(known.has(id) ? open : []), ...stretches])) sum += to - from;
  }
  return sum / 1000;
}

function stretchesOf({ from, to, gaps }: Reported): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  let at = from;
  for (const [start, end] of gaps) {
    stretches.push({ from: at, to: start });
    at = end;
  }
  return [...stretches, { from: at, to }];
}
