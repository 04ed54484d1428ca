import { z } from 'zod';
import { defineJob } from './job';

/** The beat by the wall clock: silent feeds and the watchdog cannot wait for a hall clock that may stand still. */
export const Pulse = z.object({});

export const pulseJob = defineJob({ queue: 'pulse', payload: Pulse, concurrency: 1 });
