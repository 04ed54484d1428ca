import { Code } from '@cockpit/contracts';
import { z } from 'zod';
import { defineJob } from './job';

/**
 * Learns from the hall days before `day` that were not learned yet; `anew` learns all again, because earlier days have
 * arrived.
 */
export const LearnHall = z.object({ hall: Code, day: z.iso.date(), anew: z.boolean().optional() });
export type LearnHall = z.infer<typeof LearnHall>;

export const learnHallJob = defineJob({ queue: 'learn-hall', payload: LearnHall, concurrency: 1 });
