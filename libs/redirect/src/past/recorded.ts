import {
  EffectTicket,
  Message,
  PredictedChange,
  Prompt,
  PromptKind,
  PromptSaving,
  PromptState,
} from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { keepEffect } from '../effect/kept-effect';
import { PromptRow, PromptTransitionRow } from '../prompt.entity';

const Time = z.coerce.date();
const WhenKnown = Time.nullable();
const text = z.string().nullable();

const Row = z.object({
  id: z.string(),
  hall: z.string(),
  kind: PromptKind,
  state: PromptState,
  queues: z.array(z.string()),
  windowId: text,
  item: text,
  toHall: text,
  channel: text,
  answeredBy: text,
  reason: text,
  replaces: text,
  why: z.string(),
  words: Message.nullable(),
  confidence: z.string(),
  reasonWords: Message.nullable(),
  predicted: z.record(z.string(), PredictedChange),
  gainMin: z.number(),
  nth: z.int(),
  ordinal: z.int(),
  troubleMin: z.number().nullable(),
  origin: z.string(),
  decidedAt: Time,
  expiresAt: Time,
  until: WhenKnown,
  answeredAt: WhenKnown,
  carriedOutAt: WhenKnown,
  // files from before 2026-12 have none
  aim: Prompt.shape.aim.unwrap().nullable().default(null),
  gainBand: Prompt.shape.gainBand.unwrap().nullable().default(null),
  way: Prompt.shape.way.unwrap().nullable(),
  fairness: Prompt.shape.fairness.unwrap().nullable(),
  // judged below, and looked at only while they last
  effect: z.null(),
  help: z.null(),
});

const Step = z.object({
  promptId: z.string(),
  at: Time,
  fromState: z.string(),
  toState: z.string(),
  actor: z.string(),
  reason: text,
  reasonWords: Message.nullable(),
});

const Effect = z.object({
  promptId: z.string(),
  judged: z.object({ outcome: z.enum(['done', 'missed', 'dropped']), from: z.number() }),
  found: z.object({
    saving: PromptSaving.nullable(),
    method: z.string(),
    horizonMin: z.number(),
    visitors: z.int().nullable(),
    paths: z.int(),
    tickets: z.array(EffectTicket),
  }),
});

/** Prompts of a played day with their steps and effects, as they are written to a file. */
export const RecordedPrompts = z.object({
  prompts: z.array(Row),
  promptSteps: z.array(Step),
  effects: z.array(Effect),
});
export type RecordedPrompts = z.infer<typeof RecordedPrompts>;

/** Keeps the prompts of a day that is over. Nobody is told of them, and asked again it does nothing. Its caller holds a transaction. */
export async function keepRecordedPrompts(
  manager: EntityManager,
  day: string,
  { prompts, promptSteps, effects }: RecordedPrompts,
): Promise<void> {
  const [first] = prompts;
  if (first === undefined || (await manager.existsBy(PromptRow, { id: first.id }))) return;
  const rows = prompts.map((row) => Object.assign(new PromptRow(), row));
  await manager.insert(PromptRow, rows);
  // they were not recorded in this moment: what is new since somebody looked last goes by that
  await manager.insert(
    PromptTransitionRow,
    promptSteps.map((step) => ({ ...step, recordedAt: step.at })),
  );
  for (const { promptId, judged, found } of effects) {
    const row = rows.find(({ id }) => id === promptId);
    if (row !== undefined) await keepEffect(manager, row, day, judged, found);
  }
}
