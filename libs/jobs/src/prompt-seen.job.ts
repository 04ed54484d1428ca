import { Code, Id } from '@cockpit/contracts';
import { z } from 'zod';
import { defineJob } from './job';

/** The feed showed a prompt carried out; waiting for the next hall minute would leave the wall behind the hall. */
export const PromptSeen = z.object({ hall: Code, promptId: Id, /** epoch ms, hall time */ at: z.int() });
export type PromptSeen = z.infer<typeof PromptSeen>;

export const promptSeenJob = defineJob({ queue: 'prompt-seen', payload: PromptSeen, concurrency: 4 });
