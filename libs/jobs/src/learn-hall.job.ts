import { Code } from '@cockpit/contracts';
import { z } from 'zod';
import { defineJob } from './job';

/** Learn from the hall days before `day` what has not been learned yet; `anew`: as if nothing had been, for earlier days have come. */
export const LearnHall = z.object({ hall: Code, day: z.iso.date(), anew: z.boolean().optional() });
export type LearnHall = z.infer<typeof LearnHall>;

export const learnHallJob = defineJob({ queue: 'learn-hall', payload: LearnHall, concurrency: 1 });
