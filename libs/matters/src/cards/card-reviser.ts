import { APPEAL_STATES, CARD_KINDS, CARD_STATES, chinese, message, type Message } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { isFallen } from './transitions';

/** What a matter's clock says now: the ground on which cards stand or fall. Epoch ms. */
export interface SlaStatus {
  id: string;
  dueAt: number | null;
  yellowAt: number | null;
  unattendedAt: number | null;
  closedAt: number | null;
  officerId: string | null;
  unit: string | null;
  stages: readonly StageSlaStatus[];
}
export interface StageSlaStatus {
  name: string;
  dueAt: number | null;
  yellowAt: number | null;
  leftAt: number | null;
  officerId: string | null;
  unit: string | null;
}

const Card = z.object({
  id: z.string(),
  matter_id: z.string(),
  kind: z.enum(CARD_KINDS),
  reading: z.date(),
  state: z.enum(CARD_STATES),
  officer_id: z.string().nullable(),
  unit: z.string().nullable(),
  stage: z.string().nullable(),
  appeal: z.enum(APPEAL_STATES),
});
type Card = z.infer<typeof Card>;
interface Step {
  id: string;
  from: string;
  to: string;
  words: Message;
}

/** A card that comes back, or goes to somebody else, is told from below again. */
const ANEW = (when: string): string =>
  `remind_at = CASE WHEN ${when} THEN '-infinity' ELSE c.remind_at END, reminded_level = CASE WHEN ${when} THEN NULL ELSE c.reminded_level END`;

const UNDONE = {
  yellow: 'card-note.undone-yellow',
  red: 'card-note.undone-red',
  'stage-yellow': 'card-note.undone-stage-yellow',
  'stage-red': 'card-note.undone-stage-red',
  unattended: 'card-note.attended',
} as const;

/** Cards follow the clock: one that a late event undoes is withdrawn with a note, never deleted; it comes back if its ground does. */
@Injectable()
export class CardReviser {
  async revise(manager: EntityManager, slaStatuses: readonly SlaStatus[], wallNow: number): Promise<void> {
    const byId = new Map(slaStatuses.map((slaStatus) => [slaStatus.id, slaStatus]));
    const cards = z
      .array(Card)
      .parse(
        await manager.query(
          'SELECT id, matter_id, kind, reading, state, officer_id, unit, stage, appeal FROM matter_card WHERE matter_id = ANY($1)',
          [[...byId.keys()]],
        ),
      );
    const steps: Step[] = [];
    for (const card of cards) {
      const slaStatus = byId.get(card.matter_id);
      if (!slaStatus) continue;
      const holds = stands(card, slaStatus);
      const fallen = isFallen(card.state);
      if (!holds && !fallen)
        steps.push({
          id: card.id,
          from: card.state,
          ...(isDone(card, slaStatus)
            ? { to: 'over', words: message(card.stage === null ? 'card-note.done' : 'card-note.stage-done', {}) }
            : { to: card.kind === 'unattended' ? 'over' : 'withdrawn', words: message(UNDONE[card.kind], {}) }),
        });
      // what an appeal has taken away for one reading stays away
      if (holds && fallen && card.appeal !== 'upheld')
        steps.push({ id: card.id, from: card.state, to: 'issued', words: message('card-note.again', {}) });
    }
    await this.applySteps(manager, steps, wallNow);
    await this.readdress(manager, cards, byId);
  }

  private async applySteps(manager: EntityManager, steps: readonly Step[], now: number): Promise<void> {
    if (steps.length === 0) return;
    const json = JSON.stringify(steps.map((step) => ({ ...step, note: chinese(step.words) })));
    await manager.query(
      `UPDATE matter_card c SET state = t.to, note = t.note, note_words = t.words, ${ANEW("t.to = 'issued'")} FROM jsonb_to_recordset($1::jsonb) AS t (id text, "to" text, note text, words jsonb) WHERE c.id = t.id`,
      [json],
    );
    await manager.query(
      `INSERT INTO matter_card_step (card_id, at, from_state, to_state, actor, note, note_words)
       SELECT t.id, $2, t."from", t."to", 'system', t.note, t.words
       FROM jsonb_to_recordset($1::jsonb) AS t (id text, "from" text, "to" text, note text, words jsonb)`,
      [json, new Date(now)],
    );
  }

  /** A card nobody has answered goes with the matter to its new officer. */
  private async readdress(
    manager: EntityManager,
    cards: readonly Card[],
    byId: ReadonlyMap<string, SlaStatus>,
  ): Promise<void> {
    const moved = cards.flatMap((card) => {
      const slaStatus = byId.get(card.matter_id);
      const to = slaStatus === undefined ? undefined : addresseeOf(card, slaStatus);
      return card.state === 'issued' && to && (to.officerId !== card.officer_id || to.unit !== card.unit)
        ? [{ id: card.id, officer_id: to.officerId, unit: to.unit }]
        : [];
    });
    if (moved.length === 0) return;
    await manager.query(
      `UPDATE matter_card c SET officer_id = t.officer_id, unit = t.unit, ${ANEW('true')} FROM jsonb_to_recordset($1::jsonb) AS t (id text, officer_id text, unit text) WHERE c.id = t.id`,
      [JSON.stringify(moved)],
    );
  }
}

type Ground = Pick<Card, 'kind' | 'reading' | 'stage'>;

/** Whether there is a ground for a card in what the clock says now. */
export function stands(card: Ground, slaStatus: SlaStatus): boolean {
  const { dueAt, yellowAt, unattendedAt, closedAt } = slaStatus;
  const at = card.reading.getTime();
  switch (card.kind) {
    case 'unattended':
      return closedAt === null && at === unattendedAt;
    // a red card stays until it is explained; a yellow one has done its work when the matter is closed, or the stage left
    case 'red':
      return at === dueAt && (closedAt === null || closedAt > at);
    case 'yellow':
      return at === yellowAt && (closedAt === null || (dueAt !== null && closedAt > dueAt));
    default: {
      const stage = stageOf(card, slaStatus);
      if (stage === undefined) return false;
      return stage.leftAt === null || stage.leftAt > (card.kind === 'stage-red' ? at : (stage.dueAt ?? Infinity));
    }
  }
}

const stageOf = ({ kind, reading, stage }: Ground, { stages }: SlaStatus): StageSlaStatus | undefined =>
  stages.find((one) => one.name === stage && (kind === 'stage-red' ? one.dueAt : one.yellowAt) === reading.getTime());

/** Closed, or the stage left, after the yellow card and before the red one. */
function isDone(card: Card, slaStatus: SlaStatus): boolean {
  const at = card.reading.getTime();
  if (card.kind === 'yellow')
    return at === slaStatus.yellowAt && slaStatus.closedAt !== null && slaStatus.closedAt >= at;
  const left = card.kind === 'stage-yellow' ? stageOf(card, slaStatus)?.leftAt : null;
  return left !== null && left !== undefined && left >= at;
}

/** Who has the matter now, or had the stage last. */
function addresseeOf(card: Card, slaStatus: SlaStatus): { officerId: string | null; unit: string | null } {
  const stage = card.stage === null ? undefined : stageOf(card, slaStatus);
  return stage !== undefined && stage.leftAt !== null ? stage : slaStatus;
}
