import { Code, Day, Id } from '@cockpit/contracts';
import { z } from 'zod';
import { defineJob } from '@cockpit/jobs';

/** Work out what a prompt that is over did, or would have done. */
export const PromptEffectDue = z.object({
  hall: Code,
  day: Day,
  promptId: Id,
  /** ten minutes on, while it may still be under way */ early: z.boolean().default(false),
});
export type PromptEffectDue = z.infer<typeof PromptEffectDue>;

export const promptEffectJob = defineJob({ queue: 'prompt-effect', payload: PromptEffectDue, concurrency: 1 });
