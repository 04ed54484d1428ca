import { Code, Day } from '@cockpit/contracts';
import { z } from 'zod';
import { defineJob } from '@cockpit/jobs';

/** Make a hall's plan from a hall minute on: before opening when that is at or before the opening. */
export const MakePlan = z.object({ hall: Code, day: Day, /** epoch ms, hall time */ minute: z.int() });
export type MakePlan = z.infer<typeof MakePlan>;

export const makePlanJob = defineJob({ queue: 'hall-plan', payload: MakePlan, concurrency: 1 });

export const makePlanId = ({ hall, minute }: Pick<MakePlan, 'hall' | 'minute'>): string =>
  `plan-${hall}-${String(minute)}`;
