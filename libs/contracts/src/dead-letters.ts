import { z } from 'zod';
import { Instant } from './primitives';

/** A row that a worker could not process. It is retried at growing intervals, while other rows continue. */
export const DeadLetter = z.object({
  id: z.string(),
  worker: z.string(),
  item: z.string(),
  reason: z.string(),
  message: z.string(),
  firstAt: Instant,
  lastAt: Instant,
  tries: z.int(),
  nextAt: Instant,
});
export type DeadLetter = z.infer<typeof DeadLetter>;
