import { hallDayEnd } from '@cockpit/domain';
import type { PlanBook } from '../asking/plan-book';
import { merged } from '../sources/window-times';
import type { Reported } from './law-facts';

/** Seconds in which each window should be open or reported something; overlapping reports count once. */
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
  const planned = new Set((plans.config(hall, day)?.windows ?? []).map(({ id }) => id));
  const reports = new Map(reported.map((row) => [row.window, row]));
  let sum = 0;
  for (const id of ids) {
    const row = reports.get(id);
    const intervals = row === undefined ? [] : stretchesOf(row);
    for (const { from, to } of merged([...(planned.has(id) ? open : []), ...intervals])) sum += to - from;
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
