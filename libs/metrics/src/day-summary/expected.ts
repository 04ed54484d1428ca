import type { DaySummary } from '@cockpit/contracts';
import type { HallConfig } from '@cockpit/domain';

const MINUTE_MS = 60_000;
/** z value of the 10th and 90th percentile of a normal distribution. */
const Z = 1.2816;
type Expected = NonNullable<NonNullable<DaySummary['next']>['expected']>;

/** Expected tickets of a day with a Poisson interval, and the half hour with the most. */
export function expectedOf({ forecast: { queues, slotMin, start } }: Pick<HallConfig, 'forecast'>): Expected | null {
  const slots: number[] = [];
  for (const queue of Object.values(queues)) queue.forEach((n, slot) => (slots[slot] = (slots[slot] ?? 0) + n));
  const arrivals = slots.reduce((sum, n) => sum + n, 0);
  if (arrivals === 0) return null;
  const margin = Z * Math.sqrt(arrivals);
  const peak = slots.indexOf(Math.max(...slots));
  return {
    arrivals: Math.round(arrivals),
    low: Math.max(0, Math.round(arrivals - margin)),
    high: Math.round(arrivals + margin),
    peakAt: new Date(start + peak * slotMin * MINUTE_MS).toISOString(),
  };
}
