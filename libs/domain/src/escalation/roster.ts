import type { DutyLevel, FaultKind, StandingRole } from '@cockpit/contracts';

/** One person on duty; times epoch ms, `to` not included. */
export interface RosterShift {
  readonly person: string;
  readonly level: DutyLevel;
  /** null: in every hall */
  readonly halls: readonly string[] | null;
  readonly unit: string | null;
  /** null, or absent: faults of every kind */
  readonly fault?: FaultKind | null;
  readonly from: number;
  readonly to: number;
}

/** What a warning is about, as far as it decides who is in charge. */
export interface Place {
  readonly hall: string;
  readonly unit?: string | undefined;
  /** what is out of order, where something is */
  readonly fault?: FaultKind | undefined;
}

/** Who sits at the window a warning is about, by the feed. */
export interface Sitting {
  readonly person: string;
  /** a channel of their own brings it to them */
  readonly reached: boolean;
}

/** Those who are in charge of a place at some time, at one level. */
export function inCharge(
  shifts: readonly RosterShift[],
  level: DutyLevel,
  { hall, unit, fault }: Place,
): RosterShift[] {
  return shifts.filter(
    (shift) =>
      shift.level === level &&
      shift.from < shift.to &&
      (shift.halls === null || shift.halls.includes(hall)) &&
      ((shift.fault ?? null) === null || shift.fault === fault) &&
      (level !== 'unit' || (unit !== undefined && shift.unit === unit)),
  );
}

/** Somebody who is called for something for as long as it is so, as a shift without beginning and end. */
export const standingShift = (person: string, { level, hall, fault }: StandingRole): RosterShift => ({
  person,
  level,
  halls: hall === null ? null : [hall],
  unit: null,
  fault,
  from: -Infinity,
  to: Infinity,
});
export const isStanding = ({ from }: Pick<RosterShift, 'from'>): boolean => from === -Infinity;

/** Who is on duty at this moment, each once, by name. */
export const onDutyAt = (shifts: readonly RosterShift[], at: number): string[] =>
  [...new Set(shifts.filter(({ from, to }) => from <= at && at < to).map(({ person }) => person))].sort();

/** When the last of those on duty leaves without anybody taking over; the moment itself when nobody is on duty. */
export function coveredUntil(shifts: readonly RosterShift[], at: number): number {
  let end = at;
  for (;;) {
    const reach = Math.max(end, ...shifts.filter(({ from, to }) => from <= end && end < to).map(({ to }) => to));
    if (reach === end) return end;
    end = reach;
  }
}

/** When somebody comes on duty next, after this moment; Infinity: nobody does. */
export const nextStart = (shifts: readonly RosterShift[], at: number): number =>
  Math.min(Infinity, ...shifts.filter(({ from }) => from > at).map(({ from }) => from));

/** Shifts of one person at one level and place that overlap, as pairs of positions in the list. A gap is allowed, and told of when it matters. */
export function overlaps(shifts: readonly RosterShift[]): [number, number][] {
  // only what one person does on one level can clash: a whole year's roster is compared person by person
  const places = new Map<string, number[]>();
  shifts.forEach(({ person, level, unit }, i) => {
    const key = JSON.stringify([person, level, unit]);
    const same = places.get(key);
    if (same === undefined) places.set(key, [i]);
    else same.push(i);
  });
  const found: [number, number][] = [];
  for (const own of places.values()) {
    const byStart = own.flatMap((i) => (shifts[i] === undefined ? [] : [{ i, shift: shifts[i] }]));
    byStart.sort((a, b) => a.shift.from - b.shift.from);
    byStart.forEach((a, at) => {
      for (let k = at + 1; k < byStart.length; k += 1) {
        const b = byStart[k];
        // who begins after the end clashes no more, nor does anybody later
        if (b === undefined || b.shift.from >= a.shift.to) return;
        if (isOverlap(a.shift, b.shift)) found.push([Math.min(a.i, b.i), Math.max(a.i, b.i)]);
      }
    });
  }
  return found.sort(([a, b], [c, d]) => a - c || b - d);
}

function isOverlap(a: RosterShift, b: RosterShift): boolean {
  if (a.person !== b.person || a.level !== b.level || a.unit !== b.unit) return false;
  if (Math.max(a.from, b.from) >= Math.min(a.to, b.to)) return false;
  return a.halls === null || b.halls === null || a.halls.some((hall) => b.halls?.includes(hall) === true);
}
