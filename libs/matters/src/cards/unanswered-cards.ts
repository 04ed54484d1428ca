import { CARD_KINDS, chinese, type Message } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

const Unanswered = z.object({
  id: z.string(),
  caseId: z.string(),
  /** of what was entered here; what other systems enter is known by its number */
  title: z.string().nullable(),
  kind: z.enum(CARD_KINDS),
  hall: z.string().nullable(),
  unit: z.string().nullable(),
  officerId: z.string().nullable(),
  item: z.string().nullable(),
  isEnterprise: z.boolean(),
  /** the level that was told last; null: nobody was */
  told: z.string().nullable(),
  /** how often somebody was told of it; never counted back */
  times: z.int(),
  /** the now of its hall */
  now: z.date(),
});
export type UnansweredCard = z.infer<typeof Unanswered>;

export interface CardsAsked {
  readonly wall: Date;
  /** halls whose clock is not the wall's, with their now */
  readonly halls: readonly string[];
  readonly nows: readonly Date[];
  /** cards after this one, by id */
  readonly after: string;
  readonly limit: number;
}

/**
 * Cards nobody has answered that are to be looked at by now, held for whoever asks in a transaction. Of what is red only the red card counts; a matter
 * that is closed and a card that is appealed against wait for nobody.
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
  { wall, halls, nows, after, limit }: CardsAsked,
): Promise<UnansweredCard[]> => z.array(Unanswered).parse(await manager.query(FIND, [wall, halls, nows, after, limit]));

/** What became of a card: whom it was told to, if it was; and when it is looked at next. */
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

/** Keeps it, and writes it into the history of the card. */
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
