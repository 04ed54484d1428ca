import { CARD_KINDS, chinese, type Message } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

const Unanswered = z.object({
  id: z.string(),
  caseId: z.string(),
  /** only of matters entered here; others are identified by their number */
  title: z.string().nullable(),
  kind: z.enum(CARD_KINDS),
  hall: z.string().nullable(),
  unit: z.string().nullable(),
  officerId: z.string().nullable(),
  item: z.string().nullable(),
  isEnterprise: z.boolean(),
  /** the last notified level; null if nobody was notified */
  told: z.string().nullable(),
  /** number of notifications; never decreases */
  times: z.int(),
  /** current time of the hall */
  now: z.date(),
});
export type UnansweredCard = z.infer<typeof Unanswered>;

export interface CardQuery {
  readonly wall: Date;
  /** halls with their own clock, and their current times */
  readonly halls: readonly string[];
  readonly nows: readonly Date[];
  /** only cards after this id */
  readonly after: string;
  readonly limit: number;
}

/**
 * Unanswered cards that are due for a check, locked for the caller's transaction. A red card hides the yellow one;
 * closed matters and cards under appeal are left out.
 */
const FIND = `
  WITH fed AS (SELECT * FROM unnest($2::text[], $3::timestamptz[]) AS t (hall, now))
  SELECT c.id, c.case_id AS "caseId", c.kind, c.halls[1] AS hall, c.unit, c.officer_id AS "officerId", m.item,
    m.kind = 'enterprise-need' AS "isEnterprise",
    (SELECT a.event -> 'data' ->> 'title' FROM matter_act a WHERE a.case_id = c.case_id AND a.event ->> 'type' = 'hall.case.accepted' LIMIT 1) AS title,
    c.reminded_level AS told, c.reminded AS times, n.now
  FROM matter_card c JOIN matter_clock m ON m.id = c.matter_id LEFT JOIN fed f ON f.hall = c.halls[1]
    CROSS JOIN LATERAL (SELECT COALESCE(f.now, $1::timestamptz) AS now) n
  WHERE c.state = 'issued' AND c.standing = 'issued' AND c.appeal <> 'open' AND c.remind_at <= $1 AND c.remind_at <= n.now AND c.issued_at <= n.now AND c.id > $4
    AND NOT (c.kind IN ('yellow', 'stage-yellow') AND EXISTS (SELECT 1 FROM matter_card r WHERE r.matter_id = c.matter_id
      AND r.stage IS NOT DISTINCT FROM c.stage AND r.kind IN ('red', 'stage-red') AND r.standing NOT IN ('withdrawn', 'over')))
  ORDER BY c.id LIMIT $5 FOR UPDATE OF c SKIP LOCKED`;

export const unansweredCards = async (
  manager: EntityManager,
  { wall, halls, nows, after, limit }: CardQuery,
): Promise<UnansweredCard[]> => z.array(Unanswered).parse(await manager.query(FIND, [wall, halls, nows, after, limit]));

/** The result of a check: whom it notified, if anybody, and the time of the next check. */
export interface CardReminded {
  readonly id: string;
  readonly at: Date;
  readonly nextAt: Date;
  readonly told: { readonly level: string; readonly note: Message } | null;
}

const NOTE = `
  UPDATE matter_card c SET remind_at = t."nextAt", reminded_level = COALESCE(t.level, c.reminded_level), reminded = c.reminded + (t.level IS NOT NULL)::int
  FROM jsonb_to_recordset($1::jsonb) AS t (id text, "nextAt" timestamptz, level text) WHERE c.id = t.id`;
const STEP = `
  INSERT INTO matter_card_step (card_id, at, from_state, to_state, actor, note, note_words)
  SELECT t.id, t.at, 'issued', 'issued', 'system', t.note, t.words
  FROM jsonb_to_recordset($1::jsonb) AS t (id text, at timestamptz, level text, note text, words jsonb) WHERE t.level IS NOT NULL`;

/** Stores the results and adds them to the history of the cards. */
export async function noteReminded(manager: EntityManager, cards: readonly CardReminded[]): Promise<void> {
  if (cards.length === 0) return;
  const json = JSON.stringify(
    cards.map(({ told, ...card }) =>
      told === null
        ? { ...card, level: null }
        : { ...card, level: told.level, note: chinese(told.note), words: told.note },
    ),
  );
  await manager.query(NOTE, [json]);
  await manager.query(STEP, [json]);
}
