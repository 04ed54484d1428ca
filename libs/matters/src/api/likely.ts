import type { DataSource } from 'typeorm';
import { z } from 'zod';

/** As likely to miss its time as not, or likelier. */
const LIKELY = 0.5;
const MOST = 20_000;
const Likely = z.object({ id: z.string() });

/** Open matters that will likely miss their time, likeliest first: the parameter `likely` of the state `at-risk`. */
export async function likelyLate(postgres: DataSource): Promise<string[]> {
  const rows = z.array(Likely).parse(await postgres.query('SELECT id FROM matter_clock WHERE predicted_overdue >= $1 ORDER BY predicted_overdue DESC LIMIT $2', [LIKELY, MOST]));
  return rows.map((row) => row.id);
}
