import type { DaySummary } from '@cockpit/contracts';
import type { HallConfig } from '@cockpit/domain';

const MINUTE_MS = 60_000;
/** Between P10 and P90 of a normal distribution. */
const Z = 1.2816;
type Expected = NonNullable<NonNullable<DaySummary['next']>['expected']>;

/** How many tickets a day is expected to bring, and the half hour with most of them; visitors come as a Poisson stream around that. */
export function expectedOf({ forecast: { queues, slotMin, start } }: Pick<HallConfig, 'forecast'>): Expected | null {
  const slots: number[] = [];
  for (const queue of Object.values(queues)) queue.forEach((n, slot) => (slots[slot] = (slots[slot] ?? 0) + n));
  const arrivals = slots.reduce((sum, n) => sum + n, 0);
  if (arrivals === 0) return null;
  const band = Z * Math.sqrt(arrivals);
  const peak = slots.indexOf(Math.max(...slots));
  return {
    arrivals: Math.round(arrivals),
    low: Math.max(0, Math.round(arrivals - band)),
    high: Math.round(arrivals + band),
    peakAt: new Date(start + peak * slotMin * MINUTE_MS).toISOString(),
  };
}
