import type { DutyLevel, DutyShift, DutyWeek } from '@cockpit/contracts';
import { endOfDayTime, timeOfDay } from '../../shared/format';
import { daysAfter } from '../figures/period';

type Day = DutyWeek['days'][number];
export interface Piece {
  /** `08:30–17:30`, as much of it as lies within the day */
  readonly time: string;
  readonly from: number;
  readonly to: number;
}
export interface Cell {
  readonly day: Day;
  readonly shifts: readonly (Piece & { readonly shift: DutyShift })[];
  readonly gaps: readonly (Piece & { /** it is over: nobody can mend it */ readonly past: boolean })[];
}
export interface Row {
  readonly level: DutyLevel;
  readonly cells: readonly Cell[];
}

const MINUTE_MS = 60_000;

/** The levels that are told, and whatever others somebody is on duty at. */
export const levelsOf = ({ levels, shifts }: DutyWeek): DutyLevel[] => [
  ...new Set([...levels, ...shifts.map(({ level }) => level)]),
];

/** A week as a table: a row for each level, a cell for each day. */
export const rowsOf = (week: DutyWeek): Row[] =>
  levelsOf(week).map((level) => ({ level, cells: week.days.map((day) => cellOf(week, level, day)) }));

function cellOf(week: DutyWeek, level: DutyLevel, day: Day): Cell {
  const now = Date.parse(week.now);
  const within = <T extends { level: DutyLevel; from: string; to: string }>(all: readonly T[]) =>
    all
      .filter((one) => one.level === level)
      .flatMap((one) => {
        const piece = pieceOf(one, day, week.timeZone);
        return piece === null ? [] : [{ one, piece }];
      })
      .sort((a, b) => a.piece.from - b.piece.from);
  return {
    day,
    shifts: within(week.shifts).map(({ one, piece }) => ({ ...piece, shift: one })),
    gaps: within(week.gaps).map(({ piece }) => ({ ...piece, past: piece.to <= now })),
  };
}

function pieceOf(span: { from: string; to: string }, day: Day, timeZone: string): Piece | null {
  const from = Math.max(Date.parse(span.from), Date.parse(day.from));
  const to = Math.min(Date.parse(span.to), Date.parse(day.to));
  return from < to ? { from, to, time: `${timeOfDay(from, timeZone)}–${endOfDayTime(to, timeZone)}` } : null;
}

/** Gaps that somebody can still fill. */
export const openGaps = ({ gaps, now }: DutyWeek): number => gaps.filter(({ to }) => to > now).length;

/** A time of day on a day of the week; on a day on which the clocks change it is out by that hour. An end that is not after its beginning is the next day's. */
export function spanOn(day: Day, from: string, to: string): { from: string; to: string } {
  const at = (time: string): number => Date.parse(day.from) + minutesOf(time) * MINUTE_MS;
  const end = at(to) > at(from) ? at(to) : at(to) + 24 * 60 * MINUTE_MS;
  return { from: new Date(at(from)).toISOString(), to: new Date(end).toISOString() };
}
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Where in the table a fault lies: `line 3: level`. */
export function placeOf(path: string): { line: number; field: string } | null {
  const [, line, field = ''] = /^line (\d+)(?:: (\w*))?/.exec(path) ?? [];
  return line === undefined ? null : { line: Number(line), field };
}

export const otherWeek = (week: DutyWeek, weeks: number): string => daysAfter(week.days[0]?.day ?? '', weeks * 7);
