import { message, part, type Message, type Part } from '@cockpit/contracts';

/**
 * A year of the State Council's notice: days off and make-up working days (调休). Other days follow their weekday. The shape is that of the
 * published files: `{year, days: [{name, date, isOffDay}]}`.
 */
export interface HolidayYear {
  readonly year: number;
  /** empty until the notice is published */
  readonly days: readonly { readonly name: string; readonly date: string; readonly isOffDay: boolean }[];
}

export interface DayKind {
  readonly working: boolean;
  /** the notice of this year is not published, so the kind is a guess from the weekday */
  readonly provisional: boolean;
  /** reason: a weekend, a holiday, a make-up day, a working day */
  readonly why: Message;
}

export type DayKinds = (date: string, weekday: number) => DayKind;

/** Holidays of the notices, by their Chinese names. */
const HOLIDAYS: Readonly<Record<string, Part>> = {
  元旦: part('holiday.new-year', {}),
  春节: part('holiday.spring-festival', {}),
  清明节: part('holiday.qingming', {}),
  劳动节: part('holiday.labour-day', {}),
  端午节: part('holiday.dragon-boat', {}),
  中秋节: part('holiday.mid-autumn', {}),
  国庆节: part('holiday.national-day', {}),
  '国庆节、中秋节': part('holiday.national-day-mid-autumn', {}),
};
/** A name without a translation stays as it is. */
export const holiday = (name: string): Part | string => HOLIDAYS[name] ?? name;

/** The same day for an office that changes its hours on it. */
export const withNewHours = ({ code, params }: Message): Message =>
  code === 'day.make-up'
    ? message('day.make-up-new-hours', { name: params['name'] ?? '' })
    : message('day.work-new-hours', {});

/** Decides working days by the available notices. `weekday` is 1 (Monday) to 7. */
export function dayKinds(years: readonly HolidayYear[], closures: ReadonlySet<string> = new Set()): DayKinds {
  const published = new Set(years.filter((y) => y.days.length > 0).map((y) => y.year));
  const named = new Map(years.flatMap((y) => y.days.map((day) => [day.date, day] as const)));
  return (date, weekday) => {
    const provisional = !published.has(Number(date.slice(0, 4)));
    if (closures.has(date)) return { working: false, provisional, why: message('day.closure', {}) };
    const day = named.get(date);
    if (day) {
      return day.isOffDay
        ? { working: false, provisional: false, why: message('day.off', { name: holiday(day.name) }) }
        : { working: true, provisional: false, why: message('day.make-up', { name: holiday(day.name) }) };
    }
    const working = weekday <= 5;
    return { working, provisional, why: message(working ? 'day.work' : 'day.weekend', {}) };
  };
}
