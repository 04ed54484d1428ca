import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CalendarYear } from '@cockpit/contracts';

/** The project itself under test, `dist` when compiled; both are laid out alike. */
const folder = join(__dirname, '..', '..', '..', '..', 'calendars', 'cn-holidays');

/** Years that come with the product. */
export function shippedYears(): CalendarYear[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}\.json$/.test(file))
    .sort()
    .map((file) => CalendarYear.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))));
}
