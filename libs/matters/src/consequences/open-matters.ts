import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { CaseKey } from '../names';

const Count = z.array(z.object({ n: z.int() }));
const Keys = z.array(z.object({ register: z.string(), caseId: z.string() }));
/** One day of margin, because an acceptance day starts earlier in some zones. */
const OPEN = `FROM matter_clock WHERE accepted_at >= $1::date - interval '1 day' AND ($2::text[] IS NULL OR item = ANY($2))`;
const COUNT = `SELECT count(*)::int AS n ${OPEN}`;
const LATEST = `SELECT register, case_id AS "caseId" ${OPEN} ORDER BY accepted_at DESC, id LIMIT $3`;

/**
 * Open matters accepted from a day on, latest first, with their number. @param items null: all, including matters
 * without an item
 */
export async function openMatters(
  postgres: DataSource,
  { from, items, limit }: { from: string; items: readonly string[] | null; limit: number },
): Promise<{ count: number; open: CaseKey[] }> {
  const [count] = Count.parse(await postgres.query(COUNT, [from, items]));
  const open = Keys.parse(await postgres.query(LATEST, [from, items, limit]));
  return { count: count?.n ?? 0, open };
}
