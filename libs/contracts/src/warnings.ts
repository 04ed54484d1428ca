import { z } from 'zod';
import { Id, Instant } from './primitives';

export const CONDITIONS = ['normal', 'pending', 'firing', 'recovering', 'resolved', 'no_data', 'error'] as const;
export const Condition = z.enum(CONDITIONS);
export type Condition = z.infer<typeof Condition>;

export const HANDLINGS = ['new', 'notified', 'acknowledged', 'acting', 'explained', 'snoozed'] as const;
export const Handling = z.enum(HANDLINGS);
export type Handling = z.infer<typeof Handling>;

export const Severity = z.enum(['yellow', 'red']);
export type Severity = z.infer<typeof Severity>;

export const Warning = z.object({
  id: Id,
  rule: z.string(),
  ruleVersion: z.int(),
  hall: z.string(),
  scope: z.object({ kind: z.enum(['hall', 'queue', 'window', 'feed']), code: z.string() }),
  severity: Severity,
  condition: Condition,
  handling: Handling,
  /** one Chinese sentence */
  message: z.string(),
  value: z.number().nullable(),
  threshold: z.number(),
  unit: z.string(),
  /** hall times */
  since: Instant,
  firedAt: Instant.nullable(),
  clearedAt: Instant.nullable(),
  acknowledgedBy: z.string().optional(),
  timeline: z.array(z.object({ at: Instant, from: z.string(), to: z.string(), actor: z.string(), reason: z.string().optional() })).optional(),
});
export type Warning = z.infer<typeof Warning>;

/** `GET /v1/me/warnings`: where the calling officer sits now, and the warnings that are about it. */
export const MyWarnings = z.object({
  officerId: z.string().nullable(),
  /** null: sits at no window now, as far as the feeds tell */
  seat: z.object({
    hall: z.string(), hallName: z.string(), timeZone: z.string(), now: Instant, windowId: z.string(), number: z.string(), state: z.string(), loadMin: z.number().nullable(), level: z.string(),
    queues: z.array(z.object({ code: z.string(), name: z.string(), waiting: z.int(), longestWaitSec: z.number().nullable() })),
    /** the feed that tells of it is silent */
    silent: z.boolean(),
  }).nullable(),
  /** of the officer's own window: theirs to acknowledge */
  own: z.array(Warning),
  /** of the queues served there: to know of, for the supervisor to answer */
  around: z.array(Warning),
});
export type MyWarnings = z.infer<typeof MyWarnings>;
