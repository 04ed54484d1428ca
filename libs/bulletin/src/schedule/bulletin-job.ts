import { defineJob } from '@cockpit/jobs';
import { z } from 'zod';

/** Makes missing bulletins that are due. */
export const bulletinsDueJob = defineJob({ queue: 'bulletins-due', payload: z.object({}), concurrency: 1 });

/** Maximum delay of a bulletin. */
export const BULLETINS_LOOK_MS = 60_000;
