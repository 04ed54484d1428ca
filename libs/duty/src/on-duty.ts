import type { DutyLevel } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

const ON_DUTY = `
  SELECT DISTINCT person FROM duty_shift WHERE level = $1 AND (halls IS NULL OR $2 = ANY(halls)) AND from_at <= $3 AND to_at > $3 ORDER BY person`;
const LAST_ENDS = 'SELECT halls, max(to_at) AS "to" FROM duty_shift GROUP BY halls';

const People = z.array(z.object({ person: z.string() }));
const Ends = z.array(z.object({ halls: z.array(z.string()).nullable(), to: z.date() }));

interface Query {
  readonly level: DutyLevel;
  readonly hall: string;
  /** epoch milliseconds, hall time */
  readonly at: number;
}

/** Names of those on duty for a hall at a level, in alphabetical order. */
export async function onDuty(manager: EntityManager, { level, hall, at }: Query): Promise<string[]> {
  const rows: unknown = await manager.query(ON_DUTY, [level, hall, new Date(at)]);
  return People.parse(rows).map(({ person }) => person);
}

/** Returns a function that tells if a hall has any shift that ends after an instant. */
export async function rosterEnds(manager: EntityManager): Promise<(hall: string, after: Date) => boolean> {
  const ends = Ends.parse(await manager.query(LAST_ENDS));
  return (hall, after) => ends.some(({ halls, to }) => to > after && (halls === null || halls.includes(hall)));
}
