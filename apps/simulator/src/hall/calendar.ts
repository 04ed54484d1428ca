import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CalendarYear } from '@cockpit/contracts';
import { dayClasses, type DayClasses } from '@cockpit/domain';

const WEEK_ZERO = '2020-01-06'; // a Monday

/**
 * The benchmark's number of a hall day. Monday to Friday take the five weekday factors in turn, Saturdays and Sundays lie
 * beyond them; `offset` (a multiple of five) keeps halls apart, so that two of them never get the same visitors.
 */
export function dayNumber(date: string, offset: number): number {
  const days = Math.round((Date.parse(date) - Date.parse(WEEK_ZERO)) / 86_400_000);
  const week = Math.floor(days / 7);
  const weekday = days - week * 7;
  return weekday < 5 ? offset + week * 5 + weekday : offset + 50_000 + week * 5 + (weekday - 5);
}

/** What each day is by the State Council's notices in a directory of `YYYY.json`; weekdays only for a year that is not there. */
export function noticesIn(directory: string): DayClasses {
  if (!existsSync(directory)) return dayClasses([]);
  const files = readdirSync(directory).filter((name) => /^\d{4}\.json$/.test(name));
  const notices = files.map((name) => CalendarYear.parse(JSON.parse(readFileSync(join(directory, name), 'utf8'))));
  return dayClasses(notices);
}
