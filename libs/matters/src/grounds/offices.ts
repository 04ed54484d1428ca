import { DEFAULT_ZONE } from '@cockpit/contracts';
import { WorkCalendar, dayKinds, weekdayWorked, withNewHours, type DayKinds, type Shift } from '@cockpit/domain';
import type { CalendarState, OfficeHours, Version } from '@cockpit/organisation';
import { LRUCache } from 'lru-cache';

/** Default office hours. */
export const DEFAULT_SHIFTS: readonly Shift[] = [
  { fromMin: 9 * 60, toMin: 12 * 60 },
  { fromMin: 13 * 60 + 30, toMin: 17 * 60 + 30 },
];
const FIRST_YEAR = 2024;
/** Extra years per calendar, because limits reach beyond their start. */
const YEARS_AHEAD = 3;
const LAST_YEAR = 2199;
const MAX_CACHED = 256;

/** All versions of an office's hours in order, never empty. */
export type Office = readonly Version<OfficeHours>[];
const NO_HALL: Office = [{ from: '0001-01-01', to: null, value: { timeZone: DEFAULT_ZONE, hours: [], closures: [] } }];

/** Working calendars, shared by halls with equal hours and closures. */
export class Offices {
  private readonly calendars = new LRUCache<string, { first: number; last: number; calendar: WorkCalendar }>({
    max: MAX_CACHED,
  });
  private readonly names = new WeakMap<Office, string>();

  /** A calendar that covers `from` to `to` (epoch ms) with a margin. */
  calendar(state: CalendarState, office: Office = NO_HALL, from: number, to: number): WorkCalendar {
    const key = `${String(state.revision)} ${this.nameOf(office)}`;
    const cached = this.calendars.get(key);
    const [wantFirst, wantLast] = [yearOf(from) - 1, Math.min(LAST_YEAR, yearOf(to) + 1)];
    if (cached && cached.first <= wantFirst && cached.last >= wantLast) return cached.calendar;
    const first = Math.min(wantFirst, cached?.first ?? FIRST_YEAR);
    const last = Math.min(LAST_YEAR, Math.max(wantLast + YEARS_AHEAD, cached?.last ?? 0));
    const calendar = new WorkCalendar(
      zoneOf(office),
      `${String(first)}-01-01`,
      `${String(last)}-12-31`,
      kindsOf(state, office),
      shiftsByDay(office),
    );
    this.calendars.set(key, { first, last, calendar });
    return calendar;
  }

  private nameOf(office: Office): string {
    const cached = this.names.get(office);
    if (cached !== undefined) return cached;
    const name = JSON.stringify(
      office.map(({ from, value }) => [from, value.timeZone, value.hours, value.closures, value.specialDays]),
    );
    this.names.set(office, name);
    return name;
  }
}

export const zoneOf = (office: Office): string => office.at(-1)?.value.timeZone ?? DEFAULT_ZONE;

/** The version of a day; the first version also applies before its start. */
const inForce = (office: Office, date: string): Version<OfficeHours> | undefined =>
  [...office].reverse().find((version) => version.from <= date) ?? office[0];

/** Day kinds from notices and closures, with a remark on days when new hours start. */
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
    const special = version?.value.specialDays?.find((specialDay) => specialDay.day === date);
    if (special !== undefined && special.hours.length > 0) return shiftsIn(special.hours);
    return (version && byVersion.get(version)?.(weekday)) ?? DEFAULT_SHIFTS;
  };
}

/** Shifts by weekday; a make-up day on a weekday without hours uses the first weekday with hours. */
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

/**
 * A special opening on a day off is no working day, because limits follow the notice. A special closure counts like any
 * closure.
 */
const closedDays = ({ closures, specialDays = [] }: OfficeHours): Set<string> =>
  new Set([...closures, ...specialDays.flatMap(({ day, hours }) => (hours.length === 0 ? [day] : []))]);

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const yearOf = (at: number): number => new Date(at).getUTCFullYear();
