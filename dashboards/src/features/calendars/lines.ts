import { CalendarYear, type CalendarDay } from '@cockpit/contracts';
import type { Fault } from '../../shared/faults';
import { daysAfter, daysOf as daysOfPeriod, lengthOf as lengthOfPeriod, type Period } from '../figures/period';

/** Days of a notice that follow one another and are one thing: 国庆节, off, 1 to 7 October. */
export interface Line extends Period {
  name: string;
  isOffDay: boolean;
}

/** Longer is a typing error: no holiday takes a month. */
const LONGEST = 31;

export const emptyLine = (year: number): Line => ({
  name: '',
  isOffDay: true,
  from: `${String(year)}-01-01`,
  to: `${String(year)}-01-01`,
});

/** In the order of their days. */
export function linesOf(days: readonly CalendarDay[]): Line[] {
  const lines: Line[] = [];
  for (const { name, date, isOffDay } of [...days].sort((a, b) => (a.date < b.date ? -1 : 1))) {
    const last = lines.at(-1);
    if (last?.name === name && last.isOffDay === isOffDay && daysAfter(last.to, 1) === date) last.to = date;
    else lines.push({ name, isOffDay, from: date, to: date });
  }
  return lines;
}

/** How many days a line has; 0 where it is no stretch, or too long for one. */
export function lengthOf(line: Period): number {
  const days = lengthOfPeriod(line);
  return Number.isNaN(days) || days < 1 || days > LONGEST ? 0 : days;
}

/** Day by day, as a notice is kept. */
export const daysOf = (lines: readonly Line[]): CalendarDay[] =>
  lines
    .filter((line) => lengthOf(line) > 0)
    .flatMap((line) => daysOfPeriod(line).map((date) => ({ name: line.name.trim(), date, isOffDay: line.isOffDay })));

/** Which line each day of the notice is of. */
const lineOfDay = (lines: readonly Line[]): number[] =>
  lines.flatMap((line, n) => Array<number>(lengthOf(line)).fill(n));

/** What the server says of a day, at the line it was written in: the date of a day is no field of its own. */
export function faultOfLine(fault: Fault, lines: readonly Line[]): Fault {
  const [list, day, field] = fault.path.split('.');
  const line = list === 'days' ? lineOfDay(lines)[Number(day)] : undefined;
  return line === undefined ? fault : { ...fault, path: `lines.${String(line)}.${field === 'name' ? 'name' : 'from'}` };
}

/** Lines that cannot be saved as they are: without a name or a stretch, of another year, or with a day that another line has, too. */
export function wrongLines(year: number, lines: readonly Line[]): Set<number> {
  const wrong = new Set<number>();
  const at = lineOfDay(lines);
  lines.forEach((line, n) => {
    if (line.name.trim() === '' || lengthOf(line) === 0) wrong.add(n);
  });
  const { error } = CalendarYear.safeParse({ year, days: daysOf(lines) });
  for (const { path } of error?.issues ?? []) {
    const line = at[Number(path[1])];
    if (line !== undefined) wrong.add(line);
  }
  return wrong;
}

/** In how many lines two notices differ: added, left out, or with something else in them. */
export function changedLines(before: readonly CalendarDay[], after: readonly CalendarDay[]): number {
  const [old, young] = [before, after].map((days) => new Set(linesOf(days).map((line) => JSON.stringify(line))));
  const missing = (from = new Set<string>(), of = new Set<string>()): number =>
    [...from].filter((line) => !of.has(line)).length;
  return Math.max(missing(old, young), missing(young, old));
}
