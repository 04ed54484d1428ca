import { z } from 'zod';
import type { DataSource } from 'typeorm';

const ByHall = z.array(z.object({ hall: z.string(), n: z.number(), oldest: z.date() }));
const IN_SCOPE = '($1::text[] IS NULL OR hall = ANY($1)) AND NOT hall = ANY($2)';

/** Prompts that wait for an answer, by hall; null halls: all but the twins. */
export const promptsWaiting = async (
  postgres: DataSource,
  halls: readonly string[] | null,
  twins: readonly string[],
): Promise<z.infer<typeof ByHall>> =>
  ByHall.parse(
    await postgres.query(
      `SELECT hall, count(*)::int AS n, min(decided_at) AS oldest FROM prompt WHERE state = 'shown' AND ${IN_SCOPE}
        GROUP BY hall ORDER BY n DESC, hall`,
      [halls, twins],
    ),
  );

/** Prompts that were carried out to their end since an instant of the wall clock. */
export async function promptsDoneSince(
  postgres: DataSource,
  halls: readonly string[] | null,
  twins: readonly string[],
  since: Date,
): Promise<number> {
  const rows = z.array(z.object({ n: z.number() })).parse(
    await postgres.query(
      `SELECT count(DISTINCT p.id)::int AS n FROM prompt_transition t JOIN prompt p ON p.id = t.prompt_id
        WHERE t.to_state = 'done' AND t.recorded_at > $3 AND ${IN_SCOPE}`,
      [halls, twins, since],
    ),
  );
  return rows[0]?.n ?? 0;
}
