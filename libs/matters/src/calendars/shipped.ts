import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CalendarYear } from '@cockpit/contracts';

/** The same relative path holds in the sources and in `dist`. */
const folder = join(__dirname, '..', '..', '..', '..', 'calendars', 'cn-holidays');

/** Calendar years that come with the product. */
export function shippedYears(): CalendarYear[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}\.json$/.test(file))
    .sort()
    .map((file) => CalendarYear.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))));
}
