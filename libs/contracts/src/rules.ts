import { z } from 'zod';
import { DutyLevel, EscalationPolicy } from './duty';
import { freeText } from './privacy';
import { Code, Day, Id, Instant, Severity } from './primitives';
import { BackTestDay, WarningRule, Weekly } from './warnings';

/** Places for settings of a rule, widest first. An object in a hall is narrower than the same code in all halls. */
export const RULE_PLACES = ['bureau', 'hall', 'queue', 'window', 'item', 'terminal', 'feed', 'unit', 'line'] as const;

export const RulePlace = z
  .strictObject({
    kind: z.enum(RULE_PLACES),
    /** null for all halls */
    hall: Code.nullable().default(null),
    /** code of the queue, window, item, terminal, feed, unit or line; null for bureau and hall */
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

/** Settings of a rule at one place. Absent fields come from wider places, and finally from the built-in rule. */
export const RuleSettings = z.strictObject({
  /** fires at or above this, in the rule's unit */
  threshold: Value.positive('it would always fire').optional(),
  /** starts to clear below this */
  clear: Value.positive('it would never clear').optional(),
  /** duration of the condition before firing */
  forSec: Seconds.optional(),
  /** duration of clearing before the warning ends */
  keepFiringSec: Seconds.optional(),
  /** maximum firings within an hour; after them it stays open as one warning until it is quiet */
  flapAfter: z.int().min(2).max(60).optional(),
  severity: Severity.optional(),
  /** hall clock; null for always */
  active: Weekly.nullable().optional(),
  enabled: z.boolean().optional(),
  /** first level to notify, with a roster; absent means that of the hall, or its bureau */
  firstLevel: DutyLevel.optional(),
  /** order of notification for this rule, and the time that each level has to answer */
  levels: EscalationPolicy.shape.levels.optional(),
});
export type RuleSettings = z.infer<typeof RuleSettings>;
export type RuleField = keyof RuleSettings;

/** `PUT /v1/rules/{rule}`: replaces a rule's settings at one place. Empty settings remove them. */
export const RuleChange = z.strictObject({
  place: RulePlace,
  settings: RuleSettings,
  reason: freeText(500).min(1, 'say why'),
});
export type RuleChange = z.infer<typeof RuleChange>;

/** A version of a rule's settings at a place. */
export const RuleVersion = z.object({
  rule: z.string(),
  place: RulePlace,
  /** increases over all rules and places, so a higher one is later */
  revision: z.int(),
  /** empty if the settings were removed */
  settings: RuleSettings,
  author: z.string(),
  reason: z.string(),
  at: Instant,
  /** why it cannot be read; settings of wider places then apply */
  fault: z.string().optional(),
});
export type RuleVersion = z.infer<typeof RuleVersion>;

/** Effective settings at a place, and the place of each field; fields without a place are built-in. */
export const RuleHolds = z.object({
  place: RulePlace,
  /** without a threshold, a measured value is used: the wait target of the queue, or the usual value of the source */
  settings: RuleSettings,
  from: z.partialRecord(z.enum(Object.keys(RuleSettings.shape) as [RuleField, ...RuleField[]]), RulePlace),
  /** the version of this place, if any */
  own: RuleVersion.nullable(),
});
export type RuleHolds = z.infer<typeof RuleHolds>;

/** `GET /v1/rules`: a rule with its effective settings. */
export const RuleRecord = WarningRule.extend({ holds: z.array(RuleHolds) });
export type RuleRecord = z.infer<typeof RuleRecord>;

/** Settings that fired a warning, if they were not the built-in ones. */
export const FiredBy = z.object({ revision: z.int(), settings: RuleSettings });
export type FiredBy = z.infer<typeof FiredBy>;

/** `POST /v1/halls/{hall}/back-test`: results of a rule on one past day, with current and with new settings. */
export const BackTestWanted = z.strictObject({
  rule: z.string().min(1).max(64),
  day: Day,
  place: RulePlace,
  settings: RuleSettings,
});
export type BackTestWanted = z.infer<typeof BackTestWanted>;
export const BackTestPair = z.object({ inForce: BackTestDay, wanted: BackTestDay });
export type BackTestPair = z.infer<typeof BackTestPair>;

/** Firings per day above which nobody reads a rule; the editor is warned before. */
export const TOO_OFTEN_A_DAY = 100;
