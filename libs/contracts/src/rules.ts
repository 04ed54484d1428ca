import { z } from 'zod';
import { DutyLevel, EscalationPolicy } from './duty';
import { freeText } from './privacy';
import { Code, Day, Id, Instant, Severity } from './primitives';
import { BackTestDay, WarningRule, Weekly } from './warnings';

/** Where a setting of a rule holds, from the widest on. A thing with a hall is narrower than the same code in every hall. */
export const RULE_PLACES = ['bureau', 'hall', 'queue', 'window', 'item', 'terminal', 'feed', 'unit', 'line'] as const;

export const RulePlace = z
  .strictObject({
    kind: z.enum(RULE_PLACES),
    /** null: in every hall */
    hall: Code.nullable().default(null),
    /** of the queue, window, item, terminal, feed, unit or line; null for bureau and hall */
    code: Id.nullable().default(null),
  })
  .refine(({ kind, hall }) => kind !== 'bureau' || hall === null, {
    message: 'the bureau is no hall: leave it out',
    path: ['hall'],
  })
  .refine(({ kind, hall }) => kind !== 'hall' || hall !== null, { message: 'which hall?', path: ['hall'] })
  .refine(({ kind, code }) => (kind === 'bureau' || kind === 'hall') === (code === null), {
    message: 'a queue, window, item, terminal, feed, unit or line is named by its code; bureau and hall have none',
    path: ['code'],
  });
export type RulePlace = z.infer<typeof RulePlace>;

const Seconds = z.int().min(0).max(14_400);
const Value = z.number().max(100_000);

/** What a rule is told at one place. What is left out holds as it is told at wider places, and at last as the rule is written. */
export const RuleSettings = z.strictObject({
  /** it fires at or above this, in the rule's unit */
  threshold: Value.positive('it would always fire').optional(),
  /** and begins to clear below this */
  clear: Value.positive('it would never clear').optional(),
  /** so long it must hold before it fires */
  forSec: Seconds.optional(),
  /** and so long it must have cleared before it is over */
  keepFiringSec: Seconds.optional(),
  /** it fires at most so often within an hour: after that it is held as one warning until it is quiet */
  flapAfter: z.int().min(2).max(60).optional(),
  severity: Severity.optional(),
  /** hall clock; null: always */
  active: Weekly.nullable().optional(),
  enabled: z.boolean().optional(),
  /** who is told first, where a roster is kept; absent: as the hall, or its bureau, has it */
  firstLevel: DutyLevel.optional(),
  /** in which order people are told of this rule, and how long each level has to answer */
  levels: EscalationPolicy.shape.levels.optional(),
});
export type RuleSettings = z.infer<typeof RuleSettings>;
export type RuleField = keyof RuleSettings;

/** `PUT /v1/rules/{rule}`: what a rule is told at one place, anew. Empty settings: nothing of its own any more. */
export const RuleChange = z.strictObject({
  place: RulePlace,
  settings: RuleSettings,
  reason: freeText(500).min(1, 'say why'),
});
export type RuleChange = z.infer<typeof RuleChange>;

/** One version of what a rule is told at a place. */
export const RuleVersion = z.object({
  rule: z.string(),
  place: RulePlace,
  /** counts on through all rules and places: the higher one is the later */
  revision: z.int(),
  /** empty: nothing of its own from then on */
  settings: RuleSettings,
  author: z.string(),
  reason: z.string(),
  at: Instant,
  /** it cannot be read, for this reason: what is told at wider places holds in its stead */
  fault: z.string().optional(),
});
export type RuleVersion = z.infer<typeof RuleVersion>;

/** What holds at a place, and where each field comes from; a field without a place is as the rule is written. */
export const RuleHolds = z.object({
  place: RulePlace,
  /** without a threshold it follows what is measured: the wait target of the queue, what is usual of the source */
  settings: RuleSettings,
  from: z.partialRecord(z.enum(Object.keys(RuleSettings.shape) as [RuleField, ...RuleField[]]), RulePlace),
  /** the version in force here, where there is one */
  own: RuleVersion.nullable(),
});
export type RuleHolds = z.infer<typeof RuleHolds>;

/** `GET /v1/rules`: a rule, and what holds of it where. */
export const RuleRecord = WarningRule.extend({ holds: z.array(RuleHolds) });
export type RuleRecord = z.infer<typeof RuleRecord>;

/** What a warning was fired by, where it was not the rule as it is written. */
export const FiredBy = z.object({ revision: z.int(), settings: RuleSettings });
export type FiredBy = z.infer<typeof FiredBy>;

/** `POST /v1/halls/{hall}/back-test`: what a rule would have done on one past day by what it is told now, and by this. */
export const BackTestWanted = z.strictObject({
  rule: z.string().min(1).max(64),
  day: Day,
  place: RulePlace,
  settings: RuleSettings,
});
export type BackTestWanted = z.infer<typeof BackTestWanted>;
export const BackTestPair = z.object({ inForce: BackTestDay, wanted: BackTestDay });
export type BackTestPair = z.infer<typeof BackTestPair>;

/** A rule that fires more often than this on a day calls nobody any more: whoever sets it is told before. */
export const TOO_OFTEN_A_DAY = 100;
