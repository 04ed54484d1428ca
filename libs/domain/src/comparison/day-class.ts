import { addDays, daysFrom, weekdayOf } from '../hall-day';
import type { HolidayYear } from '../deadline';

/** What a day is, for days that are held against one another. */
export type DayClass =
  | { readonly kind: 'working' | 'weekend' }
  /** @property place which day of the holiday it is: of the Spring Festival counted from New Year's Day of the lunar year, of others from the first day off */
  | { readonly kind: 'holiday'; readonly name: string; readonly place: number }
  | { readonly kind: 'make-up'; readonly name: string };

export interface DayClasses {
  classOf(day: string): DayClass;
  /** the notice of its year is known; else a guess from the weekday */
  isPublished(day: string): boolean;
}

/** Two holidays that fall together have the name of both; they are held against the longer one. */
const nameOf = (name: string): string => (name.includes('国庆节') ? '国庆节' : name);
const FROM_LUNAR_NEW_YEAR = '春节';

/** What each day is by the notices at hand; a day that no notice names follows its weekday. */
export function dayClasses(years: readonly HolidayYear[]): DayClasses {
  const named = new Map(years.flatMap(({ days }) => days.map((day) => [day.date, day] as const)));
  const published = new Set(years.filter(({ days }) => days.length > 0).map(({ year }) => year));
  const isOff = (day: string, name: string): boolean => {
    const found = named.get(day);
    return found?.isOffDay === true && nameOf(found.name) === name;
  };
  const placeOf = (day: string, name: string): number => {
    const newYear = name === FROM_LUNAR_NEW_YEAR ? lunarNewYear(Number(day.slice(0, 4))) : null;
    if (newYear !== null) return daysFrom(newYear, day);
    let first = day;
    while (isOff(addDays(first, -1), name)) first = addDays(first, -1);
    return daysFrom(first, day);
  };
  const classOf = (day: string): DayClass => {
    const found = named.get(day);
    if (found === undefined) return { kind: weekdayOf(day) <= 5 ? 'working' : 'weekend' };
    const name = nameOf(found.name);
    return found.isOffDay ? { kind: 'holiday', name, place: placeOf(day, name) } : { kind: 'make-up', name };
  };
  const known = new Map<string, DayClass>();
  return {
    isPublished: (day) => published.has(Number(day.slice(0, 4))),
    classOf: (day) => {
      const found = known.get(day) ?? classOf(day);
      known.set(day, found);
      return found;
    },
  };
}

/** Where no notice is known: weekdays only. */
export const NO_NOTICES = dayClasses([]);

const newYears = new Map<number, string | null>();

/** The first day of the lunar year that begins in a year; null where this machine knows no lunar calendar. */
function lunarNewYear(year: number): string | null {
  const known = newYears.get(year);
  if (known !== undefined) return known;
  const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
  let found: string | null = null;
  // it falls between 21 January and 21 February
  for (let day = `${String(year)}-01-20`; found === null && day < `${String(year)}-02-23`; day = addDays(day, 1)) {
    const parts = lunar.formatToParts(Date.parse(day));
    const is = (type: 'month' | 'day'): boolean => parts.find((part) => part.type === type)?.value === '1';
    if (lunar.resolvedOptions().calendar === 'chinese' && is('month') && is('day')) found = day;
  }
  newYears.set(year, found);
  return found;
}
