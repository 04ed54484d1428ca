import { DEFAULT_ZONE } from '@cockpit/contracts';
import { WorkCalendar, dayKinds, weekdayWorked, withNewHours, type DayKinds, type Shift } from '@cockpit/domain';
import type { CalendarState, OfficeHours, Version } from '@cockpit/organisation';
import { LRUCache } from 'lru-cache';

/** Hours of an office for which nobody said any. */
export const DEFAULT_SHIFTS: readonly Shift[] = [
  { fromMin: 9 * 60, toMin: 12 * 60 },
  { fromMin: 13 * 60 + 30, toMin: 17 * 60 + 30 },
];
const FIRST_YEAR = 2024;
/** Limits run ahead of what they started from; a year or three is laid out at once. */
const YEARS_AHEAD = 3;
const LAST_YEAR = 2199;
const KEPT = 256;

/** An office with all the hours it ever kept, first to last, never empty. */
export type Office = readonly Version<OfficeHours>[];
const NO_HALL: Office = [{ from: '0001-01-01', to: null, value: { timeZone: DEFAULT_ZONE, hours: [], closures: [] } }];

/** Working calendars of offices, laid out once for all halls that keep the same hours and closures. */
export class Offices {
  private readonly laidOut = new LRUCache<string, { first: number; last: number; calendar: WorkCalendar }>({
    max: KEPT,
  });
  private readonly names = new WeakMap<Office, string>();

  /** A calendar that reaches from before `from` to well after `to`, epoch ms. */
  calendar(state: CalendarState, office: Office = NO_HALL, from: number, to: number): WorkCalendar {
    const key = `${String(state.revision)} ${this.nameOf(office)}`;
    const known = this.laidOut.get(key);
    const [wantFirst, wantLast] = [yearOf(from) - 1, Math.min(LAST_YEAR, yearOf(to) + 1)];
    if (known && known.first <= wantFirst && known.last >= wantLast) return known.calendar;
    const first = Math.min(wantFirst, known?.first ?? FIRST_YEAR);
    const last = Math.min(LAST_YEAR, Math.max(wantLast + YEARS_AHEAD, known?.last ?? 0));
    const calendar = new WorkCalendar(
      zoneOf(office),
      `${String(first)}-01-01`,
      `${String(last)}-12-31`,
      kindsOf(state, office),
      shiftsByDay(office),
    );
    this.laidOut.set(key, { first, last, calendar });
    return calendar;
  }

  private nameOf(office: Office): string {
    const known = this.names.get(office);
    if (known !== undefined) return known;
    const name = JSON.stringify(
      office.map(({ from, value }) => [from, value.timeZone, value.hours, value.closures, value.specialDays]),
    );
    this.names.set(office, name);
    return name;
  }
}

export const zoneOf = (office: Office): string => office.at(-1)?.value.timeZone ?? DEFAULT_ZONE;

/** The hours in force on a day; before the first ones were said, those. */
const inForce = (office: Office, date: string): Version<OfficeHours> | undefined =>
  [...office].reverse().find((version) => version.from <= date) ?? office[0];

/** The notices, closures as they were said for each day, and the day from which the office keeps other hours named as such. */
function kindsOf(state: CalendarState, office: Office): DayKinds {
  const changedOn = new Set(
    office
      .filter(
        (version, i) => i > 0 && JSON.stringify(version.value.hours) !== JSON.stringify(office[i - 1]?.value.hours),
      )
      .map((version) => version.from),
  );
  const byVersion = new Map(office.map((version) => [version, dayKinds(state.years, closedDays(version.value))]));
  const none = dayKinds(state.years);
  return (date, weekday) => {
    const version = inForce(office, date);
    const kind = ((version && byVersion.get(version)) ?? none)(date, weekday);
    return changedOn.has(date) && kind.working ? { ...kind, why: withNewHours(kind.why) } : kind;
  };
}

function shiftsByDay(office: Office): (weekday: number, date: string) => readonly Shift[] {
  const byVersion = new Map(office.map((version) => [version, shiftsOf(version.value)]));
  return (weekday, date) => {
    const version = inForce(office, date);
    const special = version?.value.specialDays?.find((one) => one.day === date);
    if (special !== undefined && special.hours.length > 0) return shiftsIn(special.hours);
    return (version && byVersion.get(version)?.(weekday)) ?? DEFAULT_SHIFTS;
  };
}

/** The hall's hours by weekday; a make-up day on a weekday without hours is worked like the first day that has some. */
export function shiftsOf({ hours }: Pick<OfficeHours, 'hours'>): (weekday: number) => readonly Shift[] {
  if (hours.length === 0) return () => DEFAULT_SHIFTS;
  const byWeekday = new Map(
    [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
      const worked = weekdayWorked(hours, weekday);
      return [weekday, shiftsIn(hours.filter(({ days }) => days.includes(worked)))];
    }),
  );
  return (weekday) => byWeekday.get(weekday) ?? DEFAULT_SHIFTS;
}

const shiftsIn = (hours: readonly { from: string; to: string }[]): Shift[] =>
  hours.map(({ from, to }) => ({ fromMin: minutes(from), toMin: minutes(to) })).sort((a, b) => a.fromMin - b.fromMin);

/** A special opening on a day off makes no working day of it: limits follow the notice. A special closure is one like any other. */
const closedDays = ({ closures, specialDays = [] }: OfficeHours): Set<string> =>
  new Set([...closures, ...specialDays.flatMap(({ day, hours }) => (hours.length === 0 ? [day] : []))]);

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const yearOf = (at: number): number => new Date(at).getUTCFullYear();
