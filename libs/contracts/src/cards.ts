import { z } from 'zod';
import { freeText } from './privacy';
import { Id, Instant } from './primitives';
import { Message } from './words';

export const CARDS = ['none', 'yellow', 'red'] as const;
export const CARD_KINDS = ['yellow', 'red', 'stage-yellow', 'stage-red', 'unattended'] as const;
export const APPEAL_STATES = ['none', 'open', 'upheld', 'rejected'] as const;
export const CARD_STATES = ['issued', 'acknowledged', 'explained', 'withdrawn', 'over'] as const;

/** One day of a clock; `why` in Chinese and as data. */
export const CountedDay = z.object({
  date: z.string(),
  counted: z.number(),
  why: z.string(),
  words: Message.optional(),
});
export type CountedDay = z.infer<typeof CountedDay>;

/** A yellow or red card of a matter or one of its stages, or a reminder of an unattended matter, for an officer, else for the unit. */
export const MatterCard = z.object({
  id: Id,
  matterId: Id,
  caseId: z.string(),
  source: z.string(),
  kind: z.enum(CARD_KINDS),
  state: z.enum(CARD_STATES),
  /** instant of the clock that the card refers to */
  reading: Instant,
  issuedAt: Instant,
  hall: z.string().nullable(),
  unit: z.string().nullable(),
  officerId: z.string().nullable(),
  note: z.string().nullable(),
  /** the note as data; absent for notes written by hand */
  noteWords: Message.optional(),
  handledBy: z.string().nullable(),
  handledAt: Instant.nullable(),
  /** stage of the card; null for a card of the whole matter */
  stage: z.string().nullable(),
  appeal: z.enum(APPEAL_STATES),
  steps: z
    .array(
      z.object({
        at: Instant,
        from: z.string(),
        to: z.string(),
        actor: z.string(),
        note: z.string().nullable(),
        noteWords: Message.optional(),
      }),
    )
    .optional(),
});
export type MatterCard = z.infer<typeof MatterCard>;

export const DecideAppeal = z.strictObject({ decision: z.enum(['upheld', 'rejected']), reason: freeText(1000).min(1) });
export type DecideAppeal = z.infer<typeof DecideAppeal>;

/** Basis of a card: rule, calendar, pauses and extensions, with the clock at the instant of issue. */
export const CardBasis = z.object({
  acceptedAt: Instant.nullable(),
  limit: z.object({ amount: z.number(), unit: z.string(), from: z.string() }).nullable(),
  /** first day of the item's applicable version; null without an item */
  ruleSince: z.string().nullable(),
  pauses: z.array(z.object({ from: Instant, to: Instant.nullable(), reason: z.string() })),
  extensions: z.array(z.object({ days: z.number(), approvedBy: z.string() })),
  calendarRevision: z.int(),
  dueAt: Instant.nullable(),
  yellowAt: Instant.nullable(),
  elapsed: z.number().nullable(),
  remaining: z.number().nullable(),
  card: z.enum(CARDS),
  days: z.array(CountedDay),
});
export type CardBasis = z.infer<typeof CardBasis>;

/** `GET /v1/cards/{id}/appeal`: an appeal (申诉) with the card's basis at issue and by present knowledge. */
export const CardAppeal = z.object({
  card: MatterCard,
  state: z.enum(APPEAL_STATES),
  steps: z.array(
    z.object({ at: Instant, step: z.enum(['filed', 'upheld', 'rejected']), actor: z.string(), reason: z.string() }),
  ),
  /** null for cards from before bases were stored */
  asIssued: CardBasis.nullable(),
  asKnown: CardBasis.nullable(),
  /** fields that differ between the two */
  differences: z.array(
    z.enum(['acceptedAt', 'limit', 'ruleSince', 'pauses', 'extensions', 'calendarRevision', 'dueAt', 'yellowAt']),
  ),
  /** whether the card would be issued by present knowledge; null without a clock */
  stands: z.boolean().nullable(),
});
export type CardAppeal = z.infer<typeof CardAppeal>;
