import { z } from 'zod';
import type { DataSource } from 'typeorm';
import { WATCHDOG } from '../rules/pulse-rules';

/** Halls somebody asks about; null: all but the twins, which are left out of every count. */
export interface HallsAsked {
  readonly halls: readonly string[] | null;
  readonly twins: readonly string[];
}

const IN_SCOPE = 'rule <> $1 AND ($2::text[] IS NULL OR hall = ANY($2)) AND NOT hall = ANY($3)';
const ByHall = z.array(z.object({ hall: z.string(), n: z.number(), oldest: z.date() }));

/** Red warnings whose condition holds and that nobody has ended, by hall, with the instant the oldest fired (hall time). */
export const redWarningsOpen = async (
  postgres: DataSource,
  { halls, twins }: HallsAsked,
): Promise<z.infer<typeof ByHall>> =>
  ByHall.parse(
    await postgres.query(
      `SELECT hall, count(*)::int AS n, min(COALESCE(fired_at, since)) AS oldest FROM warning
        WHERE severity = 'red' AND condition IN ('firing', 'recovering', 'no_data', 'error') AND ${IN_SCOPE}
        GROUP BY hall ORDER BY n DESC, hall`,
      [WATCHDOG, halls, twins],
    ),
  );

/** How many warnings fired, and how many that had fired were over, since an instant of the wall clock; what passed before it fired is no warning. */
export async function warningsSince(
  postgres: DataSource,
  { halls, twins }: HallsAsked,
  since: Date,
): Promise<{ fired: number; over: number }> {
  const rows = z.array(z.object({ fired: z.number(), over: z.number() })).parse(
    await postgres.query(
      `SELECT count(DISTINCT w.id) FILTER (WHERE t.to_state = 'firing' AND t.from_state NOT IN ('recovering', 'no_data', 'error'))::int AS fired,
          count(DISTINCT w.id) FILTER (WHERE t.to_state IN ('resolved', 'normal') AND w.fired_at IS NOT NULL)::int AS over
        FROM warning_transition t JOIN warning w ON w.id = t.warning_id WHERE t.recorded_at > $4 AND ${IN_SCOPE}`,
      [WATCHDOG, halls, twins, since],
    ),
  );
  return rows[0] ?? { fired: 0, over: 0 };
}
