import { z } from 'zod';
import { freeText } from './privacy';
import { Id, Instant } from './primitives';
import { Message } from './words';

/** Who is asked to do what a prompt says: whoever sits at its window, or the guides. */
export const ORDER_ADDRESSEES = ['window', 'guide'] as const;
export const OrderAddressee = z.enum(ORDER_ADDRESSEES);
export type OrderAddressee = z.infer<typeof OrderAddressee>;

/** told → received · cannot → done (seen in the feed, or its time is over) · over (the prompt was taken back) */
export const ORDER_STATES = ['told', 'received', 'cannot', 'done', 'over'] as const;
export const OrderState = z.enum(ORDER_STATES);
export type OrderState = z.infer<typeof OrderState>;

/** `sent`: to the officer alone, `delivered` when their channel has confirmed it · `no-channel`: nothing of their own reaches the officer */
export const ORDER_STEPS = [
  'told',
  'sent',
  'no-channel',
  'delivered',
  'seen',
  'received',
  'cannot',
  'reminded',
  'raised',
  'done',
  'over',
] as const;
export const OrderStep = z.enum(ORDER_STEPS);
export type OrderStep = z.infer<typeof OrderStep>;

/** What an accepted prompt asks of somebody, and what became of it. Hall times. */
export const PromptOrder = z.object({
  to: OrderAddressee,
  state: OrderState,
  /** 1: reminded · 2: with the supervisor */
  raised: z.int().min(0).max(2),
  words: Message,
  toldAt: Instant,
  /** a channel of the officer's own has it; null: none, or none has confirmed it; absent from older answers */
  deliveredAt: Instant.nullable().optional(),
  /** a page showed it to whom it is for */
  seenAt: Instant.nullable(),
  answeredAt: Instant.nullable(),
  answeredBy: z.string().nullable(),
  /** why it cannot be done */
  reason: z.string().nullable(),
  endedAt: Instant.nullable(),
  steps: z.array(z.object({ at: Instant, step: OrderStep, actor: z.string(), reason: z.string().optional() })),
});
export type PromptOrder = z.infer<typeof PromptOrder>;

/** `GET /v1/me/orders`: what the caller is asked to do now. */
export const MyOrder = PromptOrder.omit({ steps: true }).extend({
  promptId: Id,
  hall: z.string(),
  hallName: z.string(),
  timeZone: z.string(),
  windowId: z.string().nullable(),
});
export type MyOrder = z.infer<typeof MyOrder>;

/** Reasons that pages offer for what cannot be done. */
export const CANNOT_CODES = ['serving', 'not-qualified', 'system', 'away'] as const;
export const CannotCode = z.enum(CANNOT_CODES);
export type CannotCode = z.infer<typeof CannotCode>;
export const Cannot = z.strictObject({ reason: freeText(500).min(1) });
export type Cannot = z.infer<typeof Cannot>;
