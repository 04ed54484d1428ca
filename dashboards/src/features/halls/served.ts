import { MOST_NEXT_DAYS, type HallSummary } from '@cockpit/contracts';

/** Whether people are served here, so that there is something to watch. */
export const isServed = (hall: Pick<HallSummary, 'windows' | 'queues'>): boolean =>
  hall.windows > 0 || hall.queues.length > 0;

/** A hall of its own, for which a day can be looked ahead: no department, and no twin. */
export const isForeseen = (hall: Pick<HallSummary, 'windows' | 'queues' | 'twinOf'>): boolean =>
  isServed(hall) && hall.twinOf === null;

/** Halls of which the next day is told side by side. */
export function lookedAhead<Hall extends Pick<HallSummary, 'windows' | 'queues' | 'twinOf'>>(
  halls: readonly Hall[],
): Hall[] {
  const watched = halls.filter(isForeseen);
  return watched.length > MOST_NEXT_DAYS ? [] : watched;
}
