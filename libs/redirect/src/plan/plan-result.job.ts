import { Code, Day } from '@cockpit/contracts';
import { defineJob } from '@cockpit/jobs';
import { z } from 'zod';

/** Count what came of the plan of a hall day that is over. */
const PlanResultDue = z.object({ hall: Code, day: Day });
export type PlanResultDue = z.infer<typeof PlanResultDue>;

export const planResultJob = defineJob({ queue: 'plan-result', payload: PlanResultDue, concurrency: 1 });
