import { Condition, FiredBy, Handling, Message, Severity, WarningEnd } from '@cockpit/contracts';
import { In, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { mark } from '../loop/marks';
import { WarningRow, WarningTransitionRow } from '../warning.entity';

const Time = z.coerce.date();
const WhenKnown = Time.nullable();
const text = z.string().nullable();

const Row = z.object({
  id: z.string(),
  hall: z.string(),
  rule: z.string(),
  ruleVersion: z.int(),
  unit: z.string(),
  scopeKind: z.string(),
  scopeCode: z.string(),
  severity: Severity,
  condition: Condition,
  handling: Handling,
  message: z.string(),
  words: Message.nullable(),
  value: z.number().nullable(),
  threshold: z.number(),
  since: Time,
  firedAt: WhenKnown,
  firedBefore: z.array(Time),
  clearSince: WhenKnown,
  clearedAt: WhenKnown,
  acknowledgedBy: text,
  acknowledgedAt: WhenKnown,
  dismissedAs: text,
  firedBy: FiredBy.nullable(),
  endedAs: WarningEnd.nullable(),
  endedLeft: z.int().nullable(),
  endedServed: z.int().nullable(),
});

const Step = z.object({
  warningId: z.string(),
  at: Time,
  fromState: z.string(),
  toState: z.string(),
  actor: z.string(),
  reason: text,
  reasonWords: Message.nullable(),
});

const Marked = z.object({
  warningId: z.string(),
  kind: z.enum(['seen', 'delivered', 'acted']),
  at: z.number(),
  actor: z.string(),
});

/** Warnings of a played day with their steps and marks, as they are written to a file. All of them are over. */
export const RecordedWarnings = z.object({
  warnings: z.array(Row.extend({ condition: z.literal('resolved') })),
  warningSteps: z.array(Step),
  marks: z.array(Marked),
});
export type RecordedWarnings = z.infer<typeof RecordedWarnings>;

/** Keeps warnings of a day that is over. They raise nothing, ring nobody, and asked again it does nothing. Its caller holds a transaction. */
export async function keepRecordedWarnings(
  manager: EntityManager,
  { warnings, warningSteps, marks }: RecordedWarnings,
): Promise<void> {
  const ids = new Set(warnings.map(({ id }) => id));
  if (ids.size === 0 || (await manager.existsBy(WarningRow, { id: In([...ids]) }))) return;
  await manager.insert(
    WarningRow,
    warnings.map((row) => Object.assign(new WarningRow(), row)),
  );
  // they were not recorded in this moment: what is new since somebody looked last goes by that
  await manager.insert(
    WarningTransitionRow,
    warningSteps.filter(({ warningId }) => ids.has(warningId)).map((step) => ({ ...step, recordedAt: step.at })),
  );
  for (const { warningId, ...one } of marks) if (ids.has(warningId)) await mark(manager, [warningId], one);
}
