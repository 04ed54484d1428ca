import { z } from 'zod';
import { defineJob } from './job';

/** Rules by the wall clock, such as silent feeds and the watchdog: a hall clock may stand still. */
export const Pulse = z.object({});

export const pulseJob = defineJob({ queue: 'pulse', payload: Pulse, concurrency: 1 });
