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

/** The years in force, and what names them all together. */
export interface CalendarState {
  revision: number;
  years: readonly CalendarRow[];
}

type Asked = Pick<EntityManager | DataSource, 'query'>;

/** Holidays and make-up days as they are known now. */
export async function calendarsInForce(postgres: Asked): Promise<CalendarState> {
  const years = z
    .array(Row)
    .parse(await postgres.query('SELECT DISTINCT ON (year) * FROM calendar_year ORDER BY year, version DESC'));
  return { revision: years.reduce((most, row) => Math.max(most, row.revision), 0), years };
}

/** As they were when they were known by that revision. */
export async function calendarsAt(postgres: Asked, revision: number): Promise<CalendarState> {
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

/** A year as a new version; none is ever overwritten. */
export async function insertCalendar(
  postgres: Asked,
  { year, papers, days }: CalendarYear,
  version: number,
  actor: string,
): Promise<void> {
  await postgres.query('INSERT INTO calendar_year (year, version, papers, days, actor) VALUES ($1, $2, $3, $4, $5)', [
    ...[year, version, JSON.stringify(papers), JSON.stringify(days), actor],
  ]);
}
