import type { HallSummary } from '@cockpit/contracts';

/** Whether people are served here, so that there is something to watch. */
export const isServed = (hall: Pick<HallSummary, 'windows' | 'queues'>): boolean =>
  hall.windows > 0 || hall.queues.length > 0;

/** A hall of its own, for which a day can be looked ahead: no department, and no twin. */
export const isForeseen = (hall: Pick<HallSummary, 'windows' | 'queues' | 'twinOf'>): boolean =>
  isServed(hall) && hall.twinOf === null;

const FEW = 12;

/** Halls of which the next day is told side by side: a day is looked ahead for each by itself, so not for those of a whole bureau. */
export function lookedAhead<Hall extends Pick<HallSummary, 'windows' | 'queues' | 'twinOf'>>(
  halls: readonly Hall[],
): Hall[] {
  const watched = halls.filter(isForeseen);
  return watched.length > FEW ? [] : watched;
}
