import { z } from 'zod';
import { Id, Instant } from './primitives';

/** Why the rest of a day is planned again. */
export const REPLAN_REASONS = ['forecast-missed', 'officer-away', 'reserve-refused'] as const;
export const ReplanReason = z.object({
  code: z.enum(REPLAN_REASONS),
  /** of the window, for reasons about one */
  number: z.string().nullable(),
});
export type ReplanReason = z.infer<typeof ReplanReason>;

/** A change of a window compared with the plan in force. */
export const PlanDifference = z.object({
  how: z.enum(['added', 'dropped', 'moved']),
  kind: z.enum(['link', 'open', 'lunch', 'break']),
  number: z.string(),
  from: Instant,
  /** the former start; null if it was not moved */
  was: Instant.nullable(),
});
export type PlanDifference = z.infer<typeof PlanDifference>;

/** A plan that was made again automatically. Its expected effect is relative to the plan in force. */
export const Replan = z.object({
  reason: ReplanReason,
  /** deadline of acceptance: nothing changes within 20 minutes */
  until: Instant,
  changes: z.array(PlanDifference),
  /** windows that cannot carry out their orders and get no further ones */
  refusing: z.array(Id).default([]),
  /** absent while it waits, and after its adoption */
  ended: z.object({ how: z.enum(['refused', 'lapsed']), by: z.string().nullable(), at: Instant }).optional(),
});
export type Replan = z.infer<typeof Replan>;
