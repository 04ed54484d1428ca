import { z } from 'zod';
import { Day, Instant } from './primitives';
import { Message, message, textOf } from './words';

/** Invariants of the data. Both sides of each are computed from different facts. */
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

/** Why an invariant is not checkable although it is not violated: missing data. */
export const LAW_REASONS = [
  'no-window-events',
  'no-ticket-events',
  'no-end-known',
  'not-over',
  'not-landed',
  'shared-register',
] as const;
export type LawReason = (typeof LAW_REASONS)[number];

/** A visit that makes an invariant uncheckable: it was called, and its end was never reported. */
export const LawVisit = z.object({ ticketId: z.string(), windowId: z.string(), calledAt: Instant });
export type LawVisit = z.infer<typeof LawVisit>;

export const LawResult = z.object({
  law: z.enum(LAW_KEYS),
  /** null for all halls, or without a hall day */
  hall: z.string().nullable(),
  day: Day.nullable(),
  /** subject of an invariant with several: a metric, two places or a window; of levels, 0 is unknown and 3 overloaded */
  of: z.string().nullable(),
  state: z.enum(['holds', 'cannot-hold', 'broken']),
  left: z.number(),
  right: z.number(),
  tolerance: z.number(),
  unit: z.enum(['seconds', 'minutes', 'count', 'level']),
  reason: z.enum(LAW_REASONS).nullable(),
  /** for `no-end-known`: the first of these visits */
  visits: z.array(LawVisit),
});
export type LawResult = z.infer<typeof LawResult>;

const Tally = z.object({ holds: z.int(), cannotHold: z.int(), broken: z.int() });

/** `GET /v1/laws`: `items` are violated and uncheckable invariants; the others are only counted. */
export const LawsAnswer = z.object({
  from: Day,
  to: Day,
  ...Tally.shape,
  laws: z.array(
    Tally.extend({
      law: z.enum(LAW_KEYS),
      equation: z.object({ zh: z.string(), en: z.string() }),
      /** the equation as data, equal to `zh` and `en` */
      words: Message.optional(),
    }),
  ),
  items: z.array(LawResult),
});
export type LawsAnswer = z.infer<typeof LawsAnswer>;

/** The equation of an invariant, as data and in both languages. */
export function lawInWords(law: LawKey): Pick<LawsAnswer['laws'][number], 'equation' | 'words'> {
  const code = `law.${law}` as const;
  return { equation: { zh: textOf(code, {}, 'zh-CN'), en: textOf(code, {}, 'en') }, words: message(code, {}) };
}
