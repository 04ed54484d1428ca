import { z } from 'zod';
import { CASE_CHANNELS, MATTER_KINDS } from './events/kinds';
import { freeText } from './privacy';
import { Day, Id, Instant } from './primitives';

/** First contact (首次联系), answer (答复) and resolution (办结), each from acceptance. */
export const CLOCK_PHASES = ['contact', 'answer', 'resolution'] as const;
export type ClockPhase = (typeof CLOCK_PHASES)[number];

/** Subject of a line: a kind of matter, a bundle of requests (随心办), or reopened matters. */
export const CLOCK_KINDS = [...MATTER_KINDS, 'bundle', 'reopened'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];
/** working days */
const Days = z.int().min(1).max(250).nullable();
/** A line of the table. Lines with unit or channel precede lines without; an empty phase comes from the next wider line. */
export const ClockRule = z.strictObject({
  kind: z.enum(CLOCK_KINDS),
  unit: Id.nullable(),
  channel: z.enum(CASE_CHANNELS).nullable(),
  contact: Days,
  answer: Days,
  resolution: Days,
});
export type ClockRule = z.infer<typeof ClockRule>;

const lineOf = ({ kind, unit, channel }: ClockRule): string => JSON.stringify([kind, unit, channel]);

/** The whole table; validation reports all errors with their line. */
export const ClockRules = z
  .array(ClockRule)
  .max(500)
  .superRefine((rules, context) => {
    rules.forEach((rule, at) => {
      const say = (message: string, field?: ClockPhase): void => {
        context.addIssue({ code: 'custom', message, path: [at, ...(field === undefined ? [] : [field])] });
      };
      if (rules.findIndex((other) => lineOf(other) === lineOf(rule)) < at)
        say('there is a line for this kind, unit and channel already');
      const phases = CLOCK_PHASES.filter((phase) => rule[phase] !== null);
      if (phases.length === 0) say('give at least one number of working days');
      phases.forEach((phase, i) => {
        const before = phases[i - 1];
        if (before !== undefined && (rule[before] ?? 0) > (rule[phase] ?? 0))
          say(`${phase} cannot be due before ${before}`, phase);
      });
    });
  });

/** A version of the table, in force for matters accepted from a day on. Revision 0 is the built-in table. */
export const ClockVersion = z.object({
  revision: z.int().min(0),
  from: Day.nullable(),
  rules: z.array(ClockRule),
  author: z.string().nullable(),
  reason: z.string().nullable(),
  at: Instant.nullable(),
});
export type ClockVersion = z.infer<typeof ClockVersion>;
/** `GET /v1/clocks`: the latest version and the built-in table. */
export const ClockBook = ClockVersion.extend({ shipped: z.array(ClockRule) });
export type ClockBook = z.infer<typeof ClockBook>;
/** `PUT /v1/clocks`: replaces the whole table. `revision` is the revision that was edited. */
export const ClockChange = z.strictObject({
  revision: z.int().min(0),
  /** first acceptance day in force; by default today */
  from: Day.optional(),
  rules: ClockRules,
  reason: freeText(500).min(1),
});
export type ClockChange = z.infer<typeof ClockChange>;
