/** Hall days `YYYY-MM-DD`, both included. */
export interface Period {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

export const lengthOf = ({ from, to }: Period): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;

/** Day by day; none where it ends before it begins. */
export const daysOf = (period: Period): string[] =>
  Array.from({ length: Math.max(0, lengthOf(period) || 0) }, (_, at) => daysAfter(period.from, at));

/** The last `days` days up to and with today. */
export const lastDays = (today: string, days: number): Period => ({ from: daysAfter(today, 1 - days), to: today });

/** The last days of a period, so many at most. */
export const fromEnd = ({ from, to }: Period, most: number): Period => {
  const least = daysAfter(to, 1 - most);
  return { from: from < least ? least : from, to };
};

/** The earlier day first, whichever was chosen first. */
export const inOrder = ({ from, to }: Period): Period =>
  from !== '' && to !== '' && from > to ? { from: to, to: from } : { from, to };

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
export const isPeriod = ({ from, to }: Period): boolean => isDay(from) && isDay(to) && from <= to;
