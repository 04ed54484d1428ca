import { z } from 'zod';
import { Instant } from './primitives';

/** `GET /v1/bureau-clock`: the time for everything outside halls. */
export const BureauTime = z.object({
  now: Instant,
  timeZone: z.string(),
  /** whether the halls belong to a demonstration with its own time */
  demonstration: z.boolean(),
});
export type BureauTime = z.infer<typeof BureauTime>;
