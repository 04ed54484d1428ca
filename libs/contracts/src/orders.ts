import { z } from 'zod';
import { freeText } from './privacy';
import { Id, Instant } from './primitives';
import { Message } from './words';

/** Recipients of a prompt's order: the officer at its window, or the guides. */
export const ORDER_ADDRESSEES = ['window', 'guide'] as const;
export const OrderAddressee = z.enum(ORDER_ADDRESSEES);
export type OrderAddressee = z.infer<typeof OrderAddressee>;

/** told → received · cannot → done (seen in the feed, or its time is over) · over (the prompt was withdrawn) */
export const ORDER_STATES = ['told', 'received', 'cannot', 'done', 'over'] as const;
export const OrderState = z.enum(ORDER_STATES);
export type OrderState = z.infer<typeof OrderState>;

/** `sent`: to the officer personally; `delivered`: confirmed by the channel · `no-channel`: the officer has no personal channel */
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

/** An order of an accepted prompt with its state. Hall times. */
export const PromptOrder = z.object({
  to: OrderAddressee,
  state: OrderState,
  /** 1: reminded · 2: escalated to the supervisor */
  raised: z.int().min(0).max(2),
  words: Message,
  toldAt: Instant,
  /** when the officer's personal channel confirmed it; null if none did; absent in older answers */
  deliveredAt: Instant.nullable().optional(),
  /** when a page showed it to its recipient */
  seenAt: Instant.nullable(),
  answeredAt: Instant.nullable(),
  answeredBy: z.string().nullable(),
  /** why it cannot be done */
  reason: z.string().nullable(),
  endedAt: Instant.nullable(),
  steps: z.array(z.object({ at: Instant, step: OrderStep, actor: z.string(), reason: z.string().optional() })),
});
export type PromptOrder = z.infer<typeof PromptOrder>;

/** `GET /v1/me/orders`: the caller's present orders. */
export const MyOrder = PromptOrder.omit({ steps: true }).extend({
  promptId: Id,
  hall: z.string(),
  hallName: z.string(),
  timeZone: z.string(),
  windowId: z.string().nullable(),
});
export type MyOrder = z.infer<typeof MyOrder>;

/** Reasons that pages offer for orders that cannot be done. */
export const CANNOT_CODES = ['serving', 'not-qualified', 'system', 'away'] as const;
export const CannotCode = z.enum(CANNOT_CODES);
export type CannotCode = z.infer<typeof CannotCode>;
export const Cannot = z.strictObject({ reason: freeText(500).min(1) });
export type Cannot = z.infer<typeof Cannot>;
