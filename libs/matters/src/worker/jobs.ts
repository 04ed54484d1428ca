import { z } from 'zod';
import { defineJob } from '@cockpit/jobs';

/** A moment at which clocks run out; everything reached by then gets its card. */
export const MatterInstant = z.object({ /** epoch ms, a full second */ instant: z.int() });
export const matterInstantJob = defineJob({ queue: 'matter-instant', payload: MatterInstant, concurrency: 2 });
export const matterInstantId = (instant: number): string => `matter-instant-${String(instant)}`;

/** Looks for everything a lost job missed, and puts the instants of the near future in line. */
export const MatterSweep = z.object({});
export const matterSweepJob = defineJob({ queue: 'matter-sweep', payload: MatterSweep, concurrency: 1 });

/** Removes files that were put to a matter and that no act ever named. */
export const FileTidying = z.object({});
export const fileTidyingJob = defineJob({ queue: 'matter-files', payload: FileTidying, concurrency: 1 });

/** Learns anew how long matters take, and tells of each open one how likely it is to miss. */
export const MatterForecast = z.object({});
export const matterForecastJob = defineJob({ queue: 'matter-forecast', payload: MatterForecast, concurrency: 1 });
