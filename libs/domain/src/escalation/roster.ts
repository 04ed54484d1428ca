import type { DutyLevel, FaultKind, StandingRole } from '@cockpit/contracts';

/** One person on duty; times epoch ms, `to` not included. */
export interface RosterShift {
  readonly person: string;
  readonly level: DutyLevel;
  /** null for all halls */
  readonly halls: readonly string[] | null;
  readonly unit: string | null;
  /** null or absent: all kinds of faults */
  readonly fault?: FaultKind | null;
  readonly from: number;
  readonly to: number;
}

/** The properties of an alert that decide who is responsible. */
export interface Place {
  readonly hall: string;
  readonly unit?: string | undefined;
  /** kind of fault, for alerts about one */
  readonly fault?: FaultKind | undefined;
}

/** The officer at the alert's window, by the feed. */
export interface Sitting {
  readonly person: string;
  /** has a personal channel for notifications */
  readonly reached: boolean;
}

/** Shifts of those responsible for a place at one level, at any time. */
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

/** A standing role as a shift without start and end. */
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

/** People on duty at a moment, without duplicates, by name. */
export const onDutyAt = (shifts: readonly RosterShift[], at: number): string[] =>
  [...new Set(shifts.filter(({ from, to }) => from <= at && at < to).map(({ person }) => person))].sort();

/** When the cover of the current duty ends without a successor; the moment itself if nobody is on duty. */
export function coveredUntil(shifts: readonly RosterShift[], at: number): number {
  let end = at;
  for (;;) {
    const reach = Math.max(end, ...shifts.filter(({ from, to }) => from <= end && end < to).map(({ to }) => to));
    if (reach === end) return end;
    end = reach;
  }
}

/** Start of the next shift after this moment; Infinity if there is none. */
export const nextStart = (shifts: readonly RosterShift[], at: number): number =>
  Math.min(Infinity, ...shifts.filter(({ from }) => from > at).map(({ from }) => from));

/** Overlapping shifts of one person at one level and place, as pairs of list positions. Gaps are allowed and reported elsewhere. */
export function overlaps(shifts: readonly RosterShift[]): [number, number][] {
  // only shifts of one person and level can overlap, so a year's roster is compared person by person
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
        // shifts are sorted by start, so no later one overlaps
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
