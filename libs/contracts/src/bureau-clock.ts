import { z } from 'zod';
import { Instant } from './primitives';

/** `GET /v1/bureau-clock`: what time it is for what belongs to no hall. */
export const BureauTime = z.object({
  now: Instant,
  timeZone: z.string(),
  /** whether the halls are those of a demonstration and live in a time of their own */
  demonstration: z.boolean(),
});
export type BureauTime = z.infer<typeof BureauTime>;
