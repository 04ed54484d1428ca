import { message, type Message } from '@cockpit/contracts';
import type { CalendarDay, WorkCalendar } from './calendar';
import { touching, without, type StandStill } from './pauses';

export type LimitUnit = 'working-days' | 'working-hours' | 'calendar-days' | 'hours';

/** Contribution of a calendar day to the clock: `weight` units, spread evenly over `pieces`. */
export interface Slice {
  readonly day: CalendarDay;
  readonly pieces: readonly (readonly [number, number])[];
  /** units of this day: 1 or 0 days, or hours */
  readonly weight: number;
  /** why it counts or not */
  readonly why: Message;
}

const HOUR_MS = 3_600_000;
const length = (pieces: Slice['pieces']): number => pieces.reduce((sum, [from, to]) => sum + to - from, 0);

/**
 * One slice for each day from the start of the clock to the calendar's end, then RangeError. For days, the clock starts the day after
 * acceptance, and days that touch a pause do not count, nor does the day of resuming. For hours, it starts at once and stops exactly during
 * pauses.
 */
export function* slices(
  calendar: WorkCalendar,
  unit: LimitUnit,
  start: number,
  pauses: readonly StandStill[],
): Generator<Slice> {
  const first = calendar.indexAt(start);
  for (let index = first; ; index++) {
    const day = calendar.day(index);
    yield unit === 'working-days' || unit === 'calendar-days'
      ? daySlice(day, unit, index === first, pauses)
      : hourSlice(day, unit, start, pauses);
  }
}

function daySlice(day: CalendarDay, unit: LimitUnit, isFirst: boolean, pauses: readonly StandStill[]): Slice {
  const pieces: Slice['pieces'] = unit === 'working-days' ? day.shifts : [[day.start, day.end]];
  const none = (why: Message): Slice => ({ day, pieces: [], weight: 0, why });
  if (isFirst) return none(message('day.accepted', {}));
  if (pieces.length === 0) return none(day.why);
  const pause = touching(pauses, day.start, day.end);
  if (pause) return none(message('day.paused', { reasons: [...pause.reasons] }));
  return { day, pieces, weight: 1, why: day.why };
}

function hourSlice(day: CalendarDay, unit: LimitUnit, start: number, pauses: readonly StandStill[]): Slice {
  const open: Slice['pieces'] = unit === 'working-hours' ? day.shifts : [[day.start, day.end]];
  const pieces = open.flatMap(([from, to]) => without(pauses, Math.max(from, start), to));
  const pause = touching(pauses, day.start, day.end);
  const why =
    open.length === 0
      ? day.why
      : pause
        ? message('day.pause-left-out', { reasons: [...pause.reasons] })
        : unit === 'hours'
          ? message('day.through', {})
          : day.why;
  return { day, pieces, weight: length(pieces) / HOUR_MS, why };
}

/** Units of the slice elapsed by `at`. */
export function usedBy(slice: Slice, at: number): number {
  const whole = length(slice.pieces);
  if (whole === 0) return 0;
  const used = slice.pieces.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(at, to) - from), 0);
  return used === whole ? slice.weight : (slice.weight * used) / whole;
}

/** The instant at which `units` of the slice have elapsed; 0 < units ≤ weight. */
export function instantOf(slice: Slice, units: number): number {
  // whole milliseconds, because rounding errors could exceed the end of a piece, which would mean the start of the next
  let left = Math.round((units / slice.weight) * length(slice.pieces));
  let end = slice.day.end;
  for (const [from, to] of slice.pieces) {
    end = to;
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  return end;
}
