import { WarningEnd } from '@cockpit/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { WATCHDOG } from '../rules/pulse-rules';

const At = z.date().nullable();

/** What the figures of the loop are made of. All times are hall times. */
export const LoopFact = z.object({
  id: z.string(),
  hall: z.string(),
  rule: z.string(),
  since: z.date(),
  firedAt: z.date(),
  /** null while it is not over */
  endedAs: WarningEnd.nullable(),
  noticedAt: At,
  acknowledgedAt: At,
  actedAt: At,
  resolvedAt: At,
  dismissedAs: z.string().nullable(),
});
export type LoopFact = z.infer<typeof LoopFact>;

const FACTS = `
  SELECT w.id, w.hall, w.rule, w.since, w.fired_at AS "firedAt", CASE WHEN w.condition = 'resolved' THEN w.ended_as END AS "endedAs",
    least(m.noticed, t.notified) AS "noticedAt", t.acknowledged AS "acknowledgedAt", least(m.acted, t.acting) AS "actedAt",
    CASE WHEN w.condition = 'resolved' THEN w.cleared_at END AS "resolvedAt", w.dismissed_as AS "dismissedAs"
  FROM warning w LEFT JOIN LATERAL
  (
    SELECT min(at) FILTER (WHERE to_state = 'notified' AND from_state = 'new') AS notified, min(at) FILTER (WHERE to_state = 'acknowledged') AS acknowledged,
      min(at) FILTER (WHERE to_state = 'acting') AS acting
    FROM warning_transition WHERE warning_id = w.id
  ) t ON true LEFT JOIN LATERAL
  (
    SELECT min(at) FILTER (WHERE kind IN ('seen', 'delivered')) AS noticed, min(at) FILTER (WHERE kind = 'acted') AS acted
    FROM warning_mark WHERE warning_id = w.id
  ) m ON true
  WHERE w.rule <> $1 AND w.fired_at >= $2 AND w.fired_at < $3`;

/** Warnings that fired between two instants. Those about the product itself are nobody's to close. */
export async function loopFacts(
  postgres: DataSource | EntityManager,
  [from, to]: readonly [Date, Date],
): Promise<LoopFact[]> {
  return z.array(LoopFact).parse(await postgres.query(FACTS, [WATCHDOG, from, to]));
}
