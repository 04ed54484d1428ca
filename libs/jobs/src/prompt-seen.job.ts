import { Code, Id } from '@cockpit/contracts';
import { z } from 'zod';
import { defineJob } from './job';

/** The feed showed that a prompt was carried out; waiting for the next hall minute would delay the wall. */
export const PromptSeen = z.object({ hall: Code, promptId: Id, /** epoch ms, hall time */ at: z.int() });
export type PromptSeen = z.infer<typeof PromptSeen>;

export const promptSeenJob = defineJob({ queue: 'prompt-seen', payload: PromptSeen, concurrency: 4 });
