import { z } from 'zod';
import { Id, Instant } from './primitives';

/** Why the rest of a day is planned anew. */
export const REPLAN_REASONS = ['forecast-missed', 'officer-away', 'reserve-refused'] as const;
export const ReplanReason = z.object({
  code: z.enum(REPLAN_REASONS),
  /** of the window, where it is one's */
  number: z.string().nullable(),
});
export type ReplanReason = z.infer<typeof ReplanReason>;

/** Something of a window that is other than by the plan in force. */
export const PlanDifference = z.object({
  how: z.enum(['added', 'dropped', 'moved']),
  kind: z.enum(['link', 'open', 'lunch', 'break']),
  number: z.string(),
  from: Instant,
  /** when it was to begin before; null where it was not moved */
  was: Instant.nullable(),
});
export type PlanDifference = z.infer<typeof PlanDifference>;

/** Of a plan that was made anew by itself. What it is expected to be worth is against the plan in force. */
export const Replan = z.object({
  reason: ReplanReason,
  /** it can be accepted until then: nothing changes within 20 minutes */
  until: Instant,
  changes: z.array(PlanDifference),
  /** windows that cannot do what was ordered of them: nothing more is */
  refusing: z.array(Id).default([]),
  /** missing while it waits, and once it was adopted */
  ended: z.object({ how: z.enum(['refused', 'lapsed']), by: z.string().nullable(), at: Instant }).optional(),
});
export type Replan = z.infer<typeof Replan>;
