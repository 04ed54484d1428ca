import { CalendarYear } from '@cockpit/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';

const Row = z.object({
  revision: z.coerce.number(),
  year: z.number(),
  version: z.number(),
  papers: CalendarYear.shape.papers,
  days: CalendarYear.shape.days,
  imported_at: z.date(),
  actor: z.string(),
});
export type CalendarRow = z.infer<typeof Row>;

/** The calendar years in force with a revision that identifies them together. */
export interface CalendarState {
  revision: number;
  years: readonly CalendarRow[];
}

type Queryable = Pick<EntityManager | DataSource, 'query'>;

/** Current holidays and make-up days. */
export async function calendarsInForce(postgres: Queryable): Promise<CalendarState> {
  const years = z
    .array(Row)
    .parse(await postgres.query('SELECT DISTINCT ON (year) * FROM calendar_year ORDER BY year, version DESC'));
  return { revision: years.reduce((latest, row) => Math.max(latest, row.revision), 0), years };
}

/** Holidays and make-up days as of a revision. */
export async function calendarsAt(postgres: Queryable, revision: number): Promise<CalendarState> {
  const years = z
    .array(Row)
    .parse(
      await postgres.query(
        'SELECT DISTINCT ON (year) * FROM calendar_year WHERE revision <= $1 ORDER BY year, version DESC',
        [revision],
      ),
    );
  return { revision, years };
}

/** Adds a year as a new version; versions are never overwritten. */
export async function insertCalendar(
  postgres: Queryable,
  { year, papers, days }: CalendarYear,
  version: number,
  actor: string,
): Promise<void> {
  await postgres.query('INSERT INTO calendar_year (year, version, papers, days, actor) VALUES ($1, $2, $3, $4, $5)', [
    ...[year, version, JSON.stringify(papers), JSON.stringify(days), actor],
  ]);
}
