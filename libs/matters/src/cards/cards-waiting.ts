import { z } from 'zod';
import type { DataSource } from 'typeorm';

const ByHall = z.array(z.object({ hall: z.string().nullable(), n: z.number(), oldest: z.date() }));
const IN_SCOPE = '($1::text[] IS NULL OR halls && $1)';
const WAITING = {
  'red-cards': `kind IN ('red', 'stage-red') AND standing = 'issued' AND appeal <> 'open'`,
  appeals: `appeal = 'open' AND standing NOT IN ('withdrawn', 'over')`,
} as const;

/** Unanswered red cards or undecided appeals by hall; null halls means all. */
export const cardsWaiting = async (
  postgres: DataSource,
  which: keyof typeof WAITING,
  halls: readonly string[] | null,
): Promise<z.infer<typeof ByHall>> =>
  ByHall.parse(
    await postgres.query(
      `SELECT halls[1] AS hall, count(*)::int AS n, min(issued_at) AS oldest FROM matter_card
        WHERE ${WAITING[which]} AND ${IN_SCOPE} GROUP BY halls[1] ORDER BY n DESC, hall`,
      [halls],
    ),
  );

/** Red cards issued and appeals filed since an instant of the wall clock. */
export async function cardsSince(
  postgres: DataSource,
  halls: readonly string[] | null,
  since: Date,
): Promise<{ red: number; appeals: number }> {
  const rows = z.array(z.object({ red: z.number(), appeals: z.number() })).parse(
    await postgres.query(
      `SELECT (SELECT count(*)::int FROM matter_card WHERE kind IN ('red', 'stage-red') AND recorded_at > $2 AND ${IN_SCOPE}) AS red,
          (SELECT count(DISTINCT c.id)::int FROM matter_appeal_step s JOIN matter_card c ON c.id = s.card_id
            WHERE s.step = 'filed' AND s.at > $2 AND ($1::text[] IS NULL OR c.halls && $1)) AS appeals`,
      [halls, since],
    ),
  );
  return rows[0] ?? { red: 0, appeals: 0 };
}
