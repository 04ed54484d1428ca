import type { HallDayGroup, HallDays, HallDayWish } from '@cockpit/contracts';
import { daysAfter, daysOf } from '../figures/period';

const WEEK = 7;

/** The month so many months later, `YYYY-MM`. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** Whole weeks, Monday first, that have every day of a month: what a calendar on the wall shows. */
export function weeksOf(month: string): { from: string; to: string } {
  const first = `${month}-01`;
  const last = daysAfter(`${monthAfter(month, 1)}-01`, -1);
  const weekday = (day: string): number => new Date(day).getUTCDay() || WEEK;
  return { from: daysAfter(first, 1 - weekday(first)), to: daysAfter(last, WEEK - weekday(last)) };
}

export interface Form {
  /** the one hall it is about; empty: every hall of the place */
  hall: string;
  from: string;
  to: string;
  kind: 'closed' | 'open' | 'weekly';
  hours: { from: string; to: string }[];
  /** what visitors and staff are told */
  told: string;
}

/** The days of a stretch as they are to be; none where it ends before it begins or one end is missing. */
export const wishesOf = ({ hall, from, to, kind, hours, told }: Form): HallDayWish[] =>
  daysOf({ from, to }).map((day) => ({
    ...(hall === '' ? {} : { hall }),
    day,
    hours: kind === 'weekly' ? null : kind === 'closed' ? [] : hours,
    reason: kind === 'weekly' ? '' : told.trim(),
  }));

const HOURS = { from: '09:00', to: '12:00' };
export const emptyForm = (): Form => ({ hall: '', from: '', to: '', kind: 'closed', told: '', hours: [{ ...HOURS }] });

/** Which stretch, and which of its days, the day of a change with this number is; both from 0. */
export function stretchOf(forms: readonly Form[], day: number): { at: number; day: number } {
  let [at, left] = [0, day];
  for (const form of forms) {
    const days = wishesOf(form).length;
    if (left < days) break;
    [at, left] = [at + 1, left - days];
  }
  return { at, day: left };
}

export const hoursText = (hours: readonly { from: string; to: string }[]): string =>
  hours.map(({ from, to }) => `${from}–${to}`).join(' ');

type Days = HallDays['days'];
const weekdayOf = (day: string): number => (new Date(day).getUTCDay() + 6) % WEEK;
const same = (groups: readonly HallDayGroup[]): string => JSON.stringify(groups);

/** Hours of every week by weekday, Monday first: what most days show on which nothing else holds; null where no such day is shown. */
export function usualOf(days: Days): (readonly HallDayGroup[] | null)[] {
  return Array.from({ length: WEEK }, (_, weekday) => {
    const usual = days.filter(
      ({ day, groups }) => weekdayOf(day) === weekday && groups.every(({ by }) => by === 'weekly'),
    );
    const times = (groups: readonly HallDayGroup[]): number =>
      usual.filter((one) => same(one.groups) === same(groups)).length;
    // of as many the last: what begins within the month goes on
    return usual.reduce<readonly HallDayGroup[] | null>(
      (most, { groups }) => (most === null || times(groups) >= times(most) ? groups : most),
      null,
    );
  });
}

/** What is to be said of a day: nothing where it is as every week, else what holds instead. */
export function exceptionsOf(
  { day, groups }: Days[number],
  usual: readonly (readonly HallDayGroup[] | null)[],
): readonly HallDayGroup[] {
  const weekly = usual[weekdayOf(day)] ?? null;
  if (weekly !== null && same(weekly) === same(groups)) return [];
  const other = groups.filter(({ by }) => by !== 'weekly');
  return other.length > 0 ? other : groups;
}
