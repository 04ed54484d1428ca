import { z } from 'zod';
import { defineJob } from '@cockpit/jobs';

/** An instant at which clocks run out; everything reached by then gets its card. */
export const MatterInstant = z.object({ /** epoch ms, a full second */ instant: z.int() });
export const matterInstantJob = defineJob({ queue: 'matter-instant', payload: MatterInstant, concurrency: 2 });
export const matterInstantId = (instant: number): string => `matter-instant-${String(instant)}`;

/** Issues cards that lost jobs missed, and plans jobs for the near future. */
export const MatterSweep = z.object({});
export const matterSweepJob = defineJob({ queue: 'matter-sweep', payload: MatterSweep, concurrency: 1 });

/** Deletes uploaded files that no act uses. */
export const FileTidying = z.object({});
export const fileTidyingJob = defineJob({ queue: 'matter-files', payload: FileTidying, concurrency: 1 });

/** Learns durations of matters and predicts delays of open ones. */
export const MatterForecast = z.object({});
export const matterForecastJob = defineJob({ queue: 'matter-forecast', payload: MatterForecast, concurrency: 1 });
