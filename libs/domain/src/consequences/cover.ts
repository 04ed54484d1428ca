import { uncovered } from '../escalation/gaps';
import type { HallConfig, Interval } from '../live';
import { servedBy } from './manned';

/** Of one queue: a stretch of the opening hours in which nobody who is rostered at a window can serve it. */
export interface CoverGap extends Interval {
  readonly queue: string;
}

/** Breaks are not counted: whoever is at lunch is near. */
export function coverGaps(config: HallConfig): CoverGap[] {
  return config.queues.flatMap(({ code: queue }) => {
    const covering = config.windows
      .filter(({ kind }) => kind !== 'reserve')
      .flatMap((window) => window.roster.filter((shift) => servedBy(config, window, shift).includes(queue)));
    return uncovered(config.open, covering).map((gap) => ({ queue, ...gap }));
  });
}

/** What of the gaps of one setup is no gap of another. */
export const newGaps = (before: readonly CoverGap[], after: readonly CoverGap[]): CoverGap[] =>
  after.flatMap((gap) =>
    uncovered(
      [gap],
      before.filter(({ queue }) => queue === gap.queue),
    ).map((rest) => ({ queue: gap.queue, ...rest })),
  );
