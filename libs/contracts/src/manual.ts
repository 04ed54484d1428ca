import { z } from 'zod';
import { freeText } from './privacy';
import { LiveFeed } from './live';
import { Id, Instant } from './primitives';

/** Idempotency key made by the client: repeating it does not repeat the entry. */
const key = z
  .string()
  .regex(/^[A-Za-z0-9._:-]{8,100}$/, '8 to 100 letters, digits, dots, dashes, underscores and colons');
const at = Instant.optional();
const reason = freeText(500).min(1);

export const ManualTicket = z.strictObject({
  key,
  queue: Id,
  /** number on the paper; by default the queue's next free paper number */
  number: z.string().trim().min(1).max(32).optional(),
  item: Id.optional(),
  priority: z.boolean().optional(),
  at,
});
export type ManualTicket = z.infer<typeof ManualTicket>;

export const MANUAL_STEPS = [
  'called',
  'recalled',
  'started',
  'finished',
  'no-show',
  'cancelled',
  'transferred',
] as const;
export const ManualStep = z.strictObject({
  key,
  step: z.enum(MANUAL_STEPS),
  windowId: Id.optional(),
  officerId: Id.optional(),
  result: z.enum(['done', 'accepted', 'supplement', 'refused']).optional(),
  toQueue: Id.optional(),
  items: z.array(Id).max(20).optional(),
  reason: reason.optional(),
  at,
});
export type ManualStep = z.infer<typeof ManualStep>;

export const MANUAL_WINDOW_STATES = ['opened', 'closed', 'paused', 'resumed', 'fault', 'restored', 'assigned'] as const;
export const ManualWindow = z.strictObject({
  key,
  state: z.enum(MANUAL_WINDOW_STATES),
  officerId: Id.optional(),
  queues: z.array(Id).max(256).optional(),
  reason: reason.optional(),
  device: Id.optional(),
  code: z.string().max(100).optional(),
  at,
});
export type ManualWindow = z.infer<typeof ManualWindow>;

export const MANUAL_ENTRY_STATES = ['standing', 'superseded', 'voided'] as const;
export const ManualEntry = z.object({
  id: z.string(),
  hall: z.string(),
  key: z.string(),
  kind: z.enum(['ticket', 'step', 'window']),
  ticketId: z.string().nullable(),
  number: z.string().nullable(),
  queue: z.string().nullable(),
  windowId: z.string().nullable(),
  type: z.string(),
  eventId: z.string(),
  eventSource: z.string(),
  /** hall time */
  at: Instant,
  enteredAt: Instant,
  enteredBy: z.string(),
  state: z.enum(MANUAL_ENTRY_STATES),
  /** the feed's own event that replaced it */
  supersededBy: z.object({ source: z.string(), type: z.string(), eventId: z.string(), at: Instant }).nullable(),
  endedAt: Instant.nullable(),
  endReason: z.string().nullable(),
  /** this key was already used */
  repeated: z.boolean().optional(),
});
export type ManualEntry = z.infer<typeof ManualEntry>;

export const VoidEntry = z.strictObject({ reason });

export const ManualDesk = z.object({
  hall: z.string(),
  now: Instant,
  feeds: z.array(LiveFeed),
  /** the hall's feed is silent, so events should be entered here */
  advised: z.boolean(),
  standing: z.int(),
  superseded: z.int(),
  voided: z.int(),
  /** next free paper number of each queue */
  nextNumbers: z.record(z.string(), z.string()),
  entries: z.array(ManualEntry),
});
export type ManualDesk = z.infer<typeof ManualDesk>;

export const ReconcileAnswer = z.object({ checked: z.int(), superseded: z.array(ManualEntry) });
export type ReconcileAnswer = z.infer<typeof ReconcileAnswer>;
