import { Code } from '@cockpit/contracts';
import { z } from 'zod';
import { defineJob } from './job';

/** Decides warnings and prompts of one hall for one full minute of its clock; Redis holds the state of that minute. */
export const HallTick = z.object({
  hall: Code,
  /** epoch ms, hall time */
  minute: z.int().min(0),
  /** hall day of the saved state, `YYYY-MM-DD` */
  day: z.iso.date(),
});
export type HallTick = z.infer<typeof HallTick>;

export const hallTickJob = defineJob({ queue: 'hall-tick', payload: HallTick, concurrency: 4 });

export const hallTickId = ({ hall, minute }: Pick<HallTick, 'hall' | 'minute'>): string => `${hall}-${String(minute)}`;
