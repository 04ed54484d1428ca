import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CalendarYear } from '@cockpit/contracts';
import { dayClasses, type DayClasses } from '@cockpit/domain';

const WEEK_ZERO = '2020-01-06'; // a Monday

/**
 * The benchmark's number of a hall day. Monday to Friday use the five weekday factors in turn; Saturdays and Sundays
 * use numbers beyond them. `offset` (a multiple of five) differs between halls, so that no two get the same visitors.
 */
export function dayNumber(date: string, offset: number): number {
  const days = Math.round((Date.parse(date) - Date.parse(WEEK_ZERO)) / 86_400_000);
  const week = Math.floor(days / 7);
  const weekday = days - week * 7;
  return weekday < 5 ? offset + week * 5 + weekday : offset + 50_000 + week * 5 + (weekday - 5);
}

/**
 * Day classes by the State Council's notices, read from `YYYY.json` files. A year without a file has only weekdays and
 * weekends.
 */
export function noticesIn(directory: string): DayClasses {
  if (!existsSync(directory)) return dayClasses([]);
  const files = readdirSync(directory).filter((name) => /^\d{4}\.json$/.test(name));
  const notices = files.map((name) => CalendarYear.parse(JSON.parse(readFileSync(join(directory, name), 'utf8'))));
  return dayClasses(notices);
}
