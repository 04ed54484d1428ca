import type { CARD_KINDS } from '@cockpit/contracts';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

type CardKind = (typeof CARD_KINDS)[number];
const CardFact = z.object({
  hall: z.string().nullable(),
  unit: z.string().nullable(),
  officer: z.string().nullable(),
  source: z.string(),
  state: z.string(),
  at: z.date(),
});
/** A card for statistics. `at` is the time of issue, hall time. */
export type CardFact = z.infer<typeof CardFact>;

const COLUMNS = 'halls[1] AS hall, unit, officer_id AS officer, source, standing AS state, issued_at AS at';
/** A card removed by an upheld appeal does not count. */
const ISSUED = `SELECT ${COLUMNS} FROM matter_card
  WHERE kind = $1 AND standing <> 'withdrawn' AND appeal <> 'upheld' AND issued_at >= $2 AND issued_at < $3`;
/**
 * A red card hides the yellow one, as in the list; closed matters have neither. If an appeal removed the red card,
 * nothing is shown; nor are cards from before a reopening.
 */
const NOW = `SELECT ${COLUMNS} FROM matter_card c
  WHERE kind = $1 AND standing NOT IN ('withdrawn', 'over') AND appeal <> 'upheld' AND EXISTS (SELECT 1 FROM matter_clock m WHERE m.id = c.matter_id AND (c.kind NOT IN ('yellow', 'red') OR c.reading IN (m.yellow_at, m.due_at)))
    AND (kind = 'red' OR NOT EXISTS (SELECT 1 FROM matter_card r LEFT JOIN matter_clock m ON m.id = r.matter_id
      WHERE r.matter_id = c.matter_id AND r.kind = 'red' AND r.reading = m.due_at AND (r.standing NOT IN ('withdrawn', 'over') OR r.appeal = 'upheld')))`;
const STEPPED = `SELECT count(*) AS issued, count(*) FILTER (WHERE state IN ('issued', 'acknowledged', 'explained', 'withdrawn', 'over') AND state = coalesce(
    (SELECT to_state FROM matter_card_step s WHERE s.card_id = c.id ORDER BY s.id DESC LIMIT 1), 'issued')) AS stepped FROM matter_card c`;

/** Cards issued between two instants and not withdrawn. */
export const cardsIssued = async (
  postgres: DataSource,
  kind: CardKind,
  [from, to]: readonly [Date, Date],
): Promise<CardFact[]> => z.array(CardFact).parse(await postgres.query(ISSUED, [kind, from, to]));

/** Currently standing cards. */
export const cardsStanding = async (postgres: DataSource, kind: CardKind): Promise<CardFact[]> =>
  z.array(CardFact).parse(await postgres.query(NOW, [kind]));

/** The number of cards, and of those whose state matches their last step. */
export async function cardsStepped(postgres: DataSource): Promise<{ issued: number; stepped: number }> {
  const row = z.object({ issued: z.coerce.number(), stepped: z.coerce.number() });
  const [found] = z.array(row).parse(await postgres.query(STEPPED));
  return found ?? { issued: 0, stepped: 0 };
}
