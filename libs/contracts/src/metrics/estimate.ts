import { z } from 'zod';

/** A figure, with its 95 % interval if it is an estimate. */
export const Estimate = z.object({
  /** null without a denominator or an observed effect, or if the feed is silent */
  value: z.number().nullable(),
  low: z.number().optional(),
  high: z.number().optional(),
});
export type Estimate = z.infer<typeof Estimate>;
