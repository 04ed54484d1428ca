import type { HallDoc } from '@cockpit/contracts';
import { WorkCalendar, dayKinds, type Shift } from '@cockpit/domain';
import type { CalendarState } from '../calendars/calendars';

/** Hours of an office for which nobody said any. */
export const DEFAULT_SHIFTS: readonly Shift[] = [{ fromMin: 9 * 60, toMin: 12 * 60 }, { fromMin: 13 * 60 + 30, toMin: 17 * 60 + 30 }];
export const DEFAULT_ZONE = 'Asia/Shanghai';
const FIRST_YEAR = 2024;
/** Limits run ahead of what they started from; a year or three is laid out at once. */
const YEARS_AHEAD = 3;
const LAST_YEAR = 2199;
const KEPT = 256;

type Office = Pick<HallDoc, 'timeZone' | 'hours' | 'closures'>;
const NO_HALL: Office = { timeZone: DEFAULT_ZONE, hours: [], closures: [] };

/** Working calendars of offices, laid out once for all halls that keep the same hours and closures. */
export class Offices {
  private readonly laidOut = new Map<string, { first: number; last: number; calendar: WorkCalendar }>();

  /** A calendar that reaches from before `from` to well after `to`, epoch ms. */
  calendar(state: CalendarState, office: Office = NO_HALL, from: number, to: number): WorkCalendar {
    const key = JSON.stringify([state.revision, office.timeZone, office.hours, office.closures]);
    const known = this.laidOut.get(key);
    const [wantFirst, wantLast] = [yearOf(from) - 1, Math.min(LAST_YEAR, yearOf(to) + 1)];
    if (known && known.first <= wantFirst && known.last >= wantLast) return known.calendar;
    const first = Math.min(wantFirst, known?.first ?? FIRST_YEAR);
    const last = Math.min(LAST_YEAR, Math.max(wantLast + YEARS_AHEAD, known?.last ?? 0));
    const calendar = new WorkCalendar(
      office.timeZone, `${String(first)}-01-01`, `${String(last)}-12-31`, dayKinds(state.years, new Set(office.closures)), shiftsOf(office),
    );
    const [oldest] = this.laidOut.keys();
    if (this.laidOut.size >= KEPT && oldest !== undefined) this.laidOut.delete(oldest);
    this.laidOut.set(key, { first, last, calendar });
    return calendar;
  }
}

/** The hall's hours by weekday; a make-up day on a weekday without hours is worked like the first day that has some. */
export function shiftsOf({ hours }: Pick<Office, 'hours'>): (weekday: number) => readonly Shift[] {
  if (hours.length === 0) return () => DEFAULT_SHIFTS;
  const byWeekday = new Map<number, Shift[]>();
  for (const { days, from, to } of hours) {
    for (const day of days) byWeekday.set(day, [...(byWeekday.get(day) ?? []), { fromMin: minutes(from), toMin: minutes(to) }]);
  }
  for (const shifts of byWeekday.values()) shifts.sort((a, b) => a.fromMin - b.fromMin);
  const usual = [1, 2, 3, 4, 5, 6, 7].map((day) => byWeekday.get(day)).find((shifts) => shifts !== undefined) ?? DEFAULT_SHIFTS;
  return (weekday) => byWeekday.get(weekday) ?? usual;
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const yearOf = (at: number): number => new Date(at).getUTCFullYear();
