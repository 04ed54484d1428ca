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
/** What the figures of cards are made of. `at`: when it was issued, hall time. */
export type CardFact = z.infer<typeof CardFact>;

const COLUMNS = 'halls[1] AS hall, unit, officer_id AS officer, source, standing AS state, issued_at AS at';
/** A card that an appeal has taken away was none. */
const ISSUED = `SELECT ${COLUMNS} FROM matter_card
  WHERE kind = $1 AND standing <> 'withdrawn' AND appeal <> 'upheld' AND issued_at >= $2 AND issued_at < $3`;
/**
 * Of what is red now only the red card is shown, as in the list of matters; what is closed is neither. Of what an appeal has taken
 * the red card from nothing is shown; nor is what a matter earned before it was reopened.
 */
const NOW = `SELECT ${COLUMNS} FROM matter_card c
  WHERE kind = $1 AND standing NOT IN ('withdrawn', 'over') AND appeal <> 'upheld' AND EXISTS (SELECT 1 FROM matter_clock m WHERE m.id = c.matter_id AND (c.kind NOT IN ('yellow', 'red') OR c.reading IN (m.yellow_at, m.due_at)))
    AND (kind = 'red' OR NOT EXISTS (SELECT 1 FROM matter_card r LEFT JOIN matter_clock m ON m.id = r.matter_id
      WHERE r.matter_id = c.matter_id AND r.kind = 'red' AND r.reading = m.due_at AND (r.standing NOT IN ('withdrawn', 'over') OR r.appeal = 'upheld')))`;
const STEPPED = `SELECT count(*) AS issued, count(*) FILTER (WHERE state IN ('issued', 'acknowledged', 'explained', 'withdrawn', 'over') AND state = coalesce(
    (SELECT to_state FROM matter_card_step s WHERE s.card_id = c.id ORDER BY s.id DESC LIMIT 1), 'issued')) AS stepped FROM matter_card c`;

/** Cards issued between two instants that were not withdrawn. */
export const cardsIssued = async (
  postgres: DataSource,
  kind: CardKind,
  [from, to]: readonly [Date, Date],
): Promise<CardFact[]> => z.array(CardFact).parse(await postgres.query(ISSUED, [kind, from, to]));

/** Cards that stand now. */
export const cardsStanding = async (postgres: DataSource, kind: CardKind): Promise<CardFact[]> =>
  z.array(CardFact).parse(await postgres.query(NOW, [kind]));

/** How many cards there are, and of how many the state is that of the last step written down of it. */
export async function cardsStepped(postgres: DataSource): Promise<{ issued: number; stepped: number }> {
  const row = z.object({ issued: z.coerce.number(), stepped: z.coerce.number() });
  const [found] = z.array(row).parse(await postgres.query(STEPPED));
  return found ?? { issued: 0, stepped: 0 };
}
