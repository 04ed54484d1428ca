import { APPEAL_STATES, CARD_KINDS, CARD_STATES, chinese } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { reviseCards, type CardChange } from './revision';
import type { KeptCard, SlaStatus } from './sla-status';

const Row = z.object({
  id: z.string(),
  matter_id: z.string(),
  register: z.string(),
  source: z.string(),
  case_id: z.string(),
  kind: z.enum(CARD_KINDS),
  reading: z.date(),
  state: z.enum(CARD_STATES),
  away: z.enum(CARD_STATES).nullable(),
  officer_id: z.string().nullable(),
  unit: z.string().nullable(),
  stage: z.string().nullable(),
  appeal: z.enum(APPEAL_STATES),
  answer: z.object({ state: z.enum(['acknowledged', 'explained']), note: z.string().nullable() }).nullable(),
});
/** Selected by case, because the matter of a card can change. */
const OF_CASES = `SELECT id, matter_id, register, source, case_id, kind, reading, state, away, officer_id, unit, stage, appeal,
    (SELECT jsonb_build_object('state', s.to_state, 'note', s.note) FROM matter_card_step s
      WHERE s.card_id = c.id AND s.to_state IN ('acknowledged', 'explained') ORDER BY s.id DESC LIMIT 1) AS answer
  FROM matter_card c WHERE case_id = ANY($1)`;

/** A card that returns or changes its addressee restarts its reminders. */
const ANEW = (when: string): string =>
  `remind_at = CASE WHEN ${when} THEN '-infinity' ELSE c.remind_at END, reminded_level = CASE WHEN ${when} THEN NULL ELSE c.reminded_level END`;

/** Writes the changes of cards after matters were computed. */
@Injectable()
export class CardReviser {
  async revise(
    manager: EntityManager,
    cases: readonly string[],
    slaStatuses: readonly SlaStatus[],
    { registerOf, wallNow }: { registerOf: (source: string) => string; wallNow: number },
  ): Promise<void> {
    const cards = z
      .array(Row)
      .parse(await manager.query(OF_CASES, [cases]))
      .map(keptCard);
    const changes = reviseCards(cards, new Map(slaStatuses.map((status) => [status.id, status])), registerOf);
    if (changes.length === 0) return;
    await place(manager, changes);
    await step(manager, changes, wallNow);
  }
}

const keptCard = ({ matter_id, case_id, officer_id, reading, ...same }: z.infer<typeof Row>): KeptCard => ({
  ...same,
  matterId: matter_id,
  caseId: case_id,
  officerId: officer_id,
  reading: reading.getTime(),
});

/** An unanswered card moves with the matter to its new officer. */
async function place(manager: EntityManager, changes: readonly CardChange[]): Promise<void> {
  await manager.query(
    `UPDATE matter_card c SET matter_id = t."matterId", away = t.away, officer_id = t."officerId", unit = t.unit, ${ANEW('(t."officerId", t.unit) IS DISTINCT FROM (c.officer_id, c.unit)')}
     FROM jsonb_to_recordset($1::jsonb) AS t (id text, "matterId" text, away text, "officerId" text, unit text) WHERE c.id = t.id`,
    [JSON.stringify(changes)],
  );
}

async function step(manager: EntityManager, changes: readonly CardChange[], now: number): Promise<void> {
  const steps = changes.flatMap(({ id, step: cardStep }) =>
    cardStep === null ? [] : [{ id, ...cardStep, said: chinese(cardStep.words) }],
  );
  if (steps.length === 0) return;
  const json = JSON.stringify(steps);
  await manager.query(
    `UPDATE matter_card c SET state = t.to, note = coalesce(t.note, t.said), note_words = CASE WHEN t.note IS NULL THEN t.words END, ${ANEW("t.to = 'issued'")}
     FROM jsonb_to_recordset($1::jsonb) AS t (id text, "to" text, note text, said text, words jsonb) WHERE c.id = t.id`,
    [json],
  );
  await manager.query(
    `INSERT INTO matter_card_step (card_id, at, from_state, to_state, actor, note, note_words)
     SELECT t.id, $2, t."from", t."to", 'system', t.said, t.words
     FROM jsonb_to_recordset($1::jsonb) AS t (id text, "from" text, "to" text, said text, words jsonb)`,
    [json, new Date(now)],
  );
}
