import type { HallState } from '@cockpit/domain';
import type { HallEstimates } from './estimates';
import { fluidEstimates } from './fluid';

/** What the product expects of a hall: the one place where the way of predicting is chosen. */
export function estimateHall(state: HallState): HallEstimates {
  return fluidEstimates(state);
}
