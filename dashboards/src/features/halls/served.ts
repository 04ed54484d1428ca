import type { HallSummary } from '@cockpit/contracts';

/** Whether people are served here, so that there is something to watch. */
export const isServed = (hall: Pick<HallSummary, 'windows' | 'queues'>): boolean =>
  hall.windows > 0 || hall.queues.length > 0;
