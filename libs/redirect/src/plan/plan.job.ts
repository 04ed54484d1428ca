import { Code, Day, ReplanReason } from '@cockpit/contracts';
import { z } from 'zod';
import { defineJob } from '@cockpit/jobs';

/** Make a hall's plan from a hall minute on: before opening when that is at or before the opening. */
export const MakePlan = z.object({
  hall: Code,
  day: Day,
  /** epoch ms, hall time */ minute: z.int(),
  /** the plan in force is looked at anew, for this reason */
  replan: ReplanReason.optional(),
});
export type MakePlan = z.infer<typeof MakePlan>;

export const makePlanJob = defineJob({ queue: 'hall-plan', payload: MakePlan, concurrency: 1 });

export const remakePlanId = ({ hall, minute }: Pick<MakePlan, 'hall' | 'minute'>): string =>
  `replan-${hall}-${String(minute)}`;

export const makePlanId = ({ hall, minute }: Pick<MakePlan, 'hall' | 'minute'>): string =>
  `plan-${hall}-${String(minute)}`;
