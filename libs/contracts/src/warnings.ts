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
