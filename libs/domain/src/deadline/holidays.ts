/**
 * A year of the State Council's notice: days off and make-up working days (调休). A day that is not named follows its weekday.
 * Same shape as the published files: `{year, days: [{name, date, isOffDay}]}`.
 */
export interface HolidayYear {
  readonly year: number;
  /** empty while the notice is not published */
  readonly days: readonly { readonly name: string; readonly date: string; readonly isOffDay: boolean }[];
}

export interface DayKind {
  readonly working: boolean;
  /** the notice of this year is not published: a guess from the weekday, and said so */
  readonly provisional: boolean;
  /** what makes it so, in Chinese: 周末, 元旦, 元旦调休上班, 工作日 */
  readonly why: string;
}

export type DayKinds = (date: string, weekday: number) => DayKind;

/** Working or not, by the notices at hand. `weekday` is 1 (Monday) to 7. */
export function dayKinds(years: readonly HolidayYear[], closures: ReadonlySet<string> = new Set()): DayKinds {
  const published = new Set(years.filter((y) => y.days.length > 0).map((y) => y.year));
  const named = new Map(years.flatMap((y) => y.days.map((day) => [day.date, day] as const)));
  return (date, weekday) => {
    const provisional = !published.has(Number(date.slice(0, 4)));
    if (closures.has(date)) return { working: false, provisional, why: '大厅停办' };
    const day = named.get(date);
    if (day) {
      return day.isOffDay
        ? { working: false, provisional: false, why: day.name }
        : { working: true, provisional: false, why: `${day.name}调休上班` };
    }
    const working = weekday <= 5;
    return { working, provisional, why: working ? '工作日' : '周末' };
  };
}
