import type { DataSource } from 'typeorm';
import { z } from 'zod';

/** Minimum probability of being late. */
const MIN_PROBABILITY = 0.5;
const Likely = z.object({ id: z.string() });

/** Open matters that will probably be late: the parameter `likely` of the state `at-risk`. */
export async function likelyLate(postgres: DataSource): Promise<string[]> {
  const rows = z
    .array(Likely)
    .parse(await postgres.query('SELECT id FROM matter_clock WHERE predicted_overdue >= $1', [MIN_PROBABILITY]));
  return rows.map((row) => row.id);
}
