import type { DataSource } from 'typeorm';
import { z } from 'zod';

/** As likely to miss its time as not, or likelier. */
const LIKELY = 0.5;
const Likely = z.object({ id: z.string() });

/** Open matters that will likely miss their time: the parameter `likely` of the state `at-risk`. */
export async function likelyLate(postgres: DataSource): Promise<string[]> {
  const rows = z
    .array(Likely)
    .parse(await postgres.query('SELECT id FROM matter_clock WHERE predicted_overdue >= $1', [LIKELY]));
  return rows.map((row) => row.id);
}
