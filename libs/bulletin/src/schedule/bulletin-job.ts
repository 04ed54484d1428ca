import { defineJob } from '@cockpit/jobs';
import { z } from 'zod';

/** Make the bulletins that are due and not there. */
export const bulletinsDueJob = defineJob({ queue: 'bulletins-due', payload: z.object({}), concurrency: 1 });

/** A bulletin is at most so late. */
export const BULLETINS_LOOK_MS = 60_000;
