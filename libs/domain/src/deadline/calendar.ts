import type { Message } from '@cockpit/contracts';
import { addDays, dayMinutes, hallDayEnd, hallDayStart, weekdayOf } from '../hall-day';
import type { DayKinds } from './holidays';

const DAY_MS = 86_400_000;

/** An office shift of a working day, minutes after midnight on the hall's clock. */
export interface Shift {
  readonly fromMin: number;
  readonly toMin: number;
}

/** Shifts of a working day: one list for all days, or by weekday (1 Monday … 7 Sunday) and date, because an office may change its hours. */
export type ShiftsOf = readonly Shift[] | ((weekday: number, date: string) => readonly Shift[]);

export interface CalendarDay {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** midnight at its start and end, epoch ms; 23 or 25 hours apart when clocks change */
  readonly start: number;
  readonly end: number;
  readonly working: boolean;
  readonly provisional: boolean;
  readonly why: Message;
  /** shifts of this day as epoch ms; empty on a day off */
  readonly shifts: readonly (readonly [number, number])[];
}

/**
 * Days of one office between two dates, computed once so that a deadline takes a few look-ups. Throws RangeError for an instant outside its
 * days instead of guessing.
 */
export class WorkCalendar {
  readonly days: readonly CalendarDay[];

  constructor(
    readonly zone: string,
    first: string,
    last: string,
    kinds: DayKinds,
    shifts: ShiftsOf,
  ) {
    this.days = calendarDays(zone, first, last, kinds, shifts);
    if (this.days.length === 0) throw new RangeError(`no days from ${first} to ${last} in ${zone}`);
  }

  /** Index of the day that contains `instant`. */
  indexAt(instant: number): number {
    const first = this.day(0).start;
    const last = this.days.length - 1;
    if (instant < first || instant >= this.day(last).end) {
      throw new RangeError(
        `${new Date(instant).toISOString()} lies outside the calendar (${this.day(0).date} to ${this.day(last).date})`,
      );
    }
    let index = Math.min(last, Math.floor((instant - first) / DAY_MS));
    while (this.day(index).start > instant) index--;
    while (this.day(index).end <= instant) index++;
    return index;
  }

  day(index: number): CalendarDay {
    const day = this.days[index];
    if (!day)
      throw new RangeError(
        `the calendar ends at ${this.days.at(-1)?.date ?? 'nothing'}: extend it or load the next year`,
      );
    return day;
  }
}

function calendarDays(zone: string, first: string, last: string, kinds: DayKinds, shifts: ShiftsOf): CalendarDay[] {
  const days: CalendarDay[] = [];
  const until = hallDayEnd(last, zone);
  for (let date = first, start = hallDayStart(first, zone); start < until;) {
    const end = hallDayEnd(date, zone);
    const weekday = weekdayOf(date);
    const at = dayMinutes(date, zone);
    const kind = kinds(date, weekday);
    const worked = typeof shifts === 'function' ? shifts(weekday, date) : shifts;
    days.push({
      date,
      ...kind,
      start,
      end,
      shifts: kind.working ? worked.map((shift) => [at(shift.fromMin), at(shift.toMin)] as const) : [],
    });
    [date, start] = [addDays(date, 1), end];
  }
  return days;
}
