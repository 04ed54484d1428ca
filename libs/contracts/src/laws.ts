import { z } from 'zod';
import { Day, Instant } from './primitives';
import { Message, message, textOf } from './words';

/** What must be so of any data. Both sides of each are read from different facts. */
export const LAW_KEYS = [
  'window-time',
  'busy-service',
  'arrivals',
  'visitors',
  'idle-waiting',
  'hours',
  'halls',
  'matters',
  'cards',
  'warnings',
  'now',
] as const;
export type LawKey = (typeof LAW_KEYS)[number];

/** Why a law cannot hold of a hall day that breaks none: what is missing, not what is wrong. */
export const LAW_REASONS = [
  'no-window-events',
  'no-ticket-events',
  'no-end-known',
  'not-over',
  'not-landed',
  'shared-register',
] as const;
export type LawReason = (typeof LAW_REASONS)[number];

/** A visit that keeps a law from holding: somebody was called, and no end was ever told. */
export const LawVisit = z.object({ ticketId: z.string(), windowId: z.string(), calledAt: Instant });
export type LawVisit = z.infer<typeof LawVisit>;

export const LawResult = z.object({
  law: z.enum(LAW_KEYS),
  /** null: of all halls, or of no hall day */
  hall: z.string().nullable(),
  day: Day.nullable(),
  /** the metric, the two places or the window it is asked of, where a law is asked of several; of levels 0 is unknown, 3 overloaded */
  of: z.string().nullable(),
  state: z.enum(['holds', 'cannot-hold', 'broken']),
  left: z.number(),
  right: z.number(),
  tolerance: z.number(),
  unit: z.enum(['seconds', 'minutes', 'count', 'level']),
  reason: z.enum(LAW_REASONS).nullable(),
  /** for `no-end-known`: which visits, the first few of them */
  visits: z.array(LawVisit),
});
export type LawResult = z.infer<typeof LawResult>;

const Tally = z.object({ holds: z.int(), cannotHold: z.int(), broken: z.int() });

/** `GET /v1/laws`: `items` are what is broken and what cannot hold; what holds is counted. */
export const LawsAnswer = z.object({
  from: Day,
  to: Day,
  ...Tally.shape,
  laws: z.array(
    Tally.extend({
      law: z.enum(LAW_KEYS),
      equation: z.object({ zh: z.string(), en: z.string() }),
      /** the equation as data: what `zh` and `en` say */
      words: Message.optional(),
    }),
  ),
  items: z.array(LawResult),
});
export type LawsAnswer = z.infer<typeof LawsAnswer>;

/** What a law says, as data and in both languages. */
export function lawInWords(law: LawKey): Pick<LawsAnswer['laws'][number], 'equation' | 'words'> {
  const code = `law.${law}` as const;
  return { equation: { zh: textOf(code, {}, 'zh-CN'), en: textOf(code, {}, 'en') }, words: message(code, {}) };
}
