import { z } from 'zod';

/** A figure, with its 95 % interval where it is an estimate. */
export const Estimate = z.object({
  /** null when there is nothing to divide by, nothing to claim, or the feed is silent */
  value: z.number().nullable(),
  low: z.number().optional(),
  high: z.number().optional(),
});
export type Estimate = z.infer<typeof Estimate>;
