import { WarningEnd, type LoopPart } from '@cockpit/contracts';
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

/** `$1` the watchdog, `$2` and `$3` between which it fired */
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

/** What a part of the figures is, of a fact `f`. */
const PARTS: Readonly<Record<LoopPart, string>> = {
  all: 'true',
  'by-action': `f."endedAs" = 'action'`,
  explained: `f."endedAs" = 'explained'`,
  cleared: `f."endedAs" = 'cleared'`,
  left: `f."endedAs" = 'left'`,
  open: 'f."resolvedAt" IS NULL',
  noticed: 'f."noticedAt" IS NOT NULL',
  acknowledged: 'f."acknowledgedAt" IS NOT NULL',
  acted: 'f."actedAt" IS NOT NULL',
  over: 'f."resolvedAt" IS NOT NULL',
  'false-alarm': `f."dismissedAs" = 'false-alarm'`,
};

export interface LoopAsk {
  readonly halls: 'all' | readonly string[];
  readonly between: readonly [Date, Date];
  readonly part: LoopPart;
  readonly after?: { readonly at: Date; readonly id: string } | undefined;
  readonly limit: number;
}

/** Those behind a figure, the latest first. */
export async function loopList(postgres: DataSource | EntityManager, ask: LoopAsk): Promise<LoopFact[]> {
  const { halls, between, part, after, limit } = ask;
  return z.array(LoopFact).parse(
    await postgres.query(
      `SELECT f.* FROM (${FACTS}) f WHERE ($4::text[] IS NULL OR f.hall = ANY($4)) AND ${PARTS[part]}
        AND ($5::timestamptz IS NULL OR (f."firedAt", f.id) < ($5, $6)) ORDER BY f."firedAt" DESC, f.id DESC LIMIT $7`,
      [WATCHDOG, ...between, halls === 'all' ? null : halls, after?.at ?? null, after?.id ?? '', limit],
    ),
  );
}
