import { DEFAULT_ZONE } from '@cockpit/contracts';
import { commonDay, hallDay } from '@cockpit/domain';
import type { GroundParts } from '../grounds/grounds';
import { zoneAsked } from './when';

/**
 * The most common current day of the halls by their own clocks; the office day for no halls or halls without events.
 */
export function todayOf(
  { organisation, hallNow, wallNow }: Pick<GroundParts, 'organisation' | 'hallNow' | 'wallNow'>,
  halls: readonly string[],
): string {
  const days = halls.flatMap((hall) => {
    const now = hallNow.get(hall) ?? wallNow;
    return now > 0 ? [hallDay(now, zoneAsked(organisation?.halls, hall))] : [];
  });
  return commonDay(days) ?? hallDay(wallNow, DEFAULT_ZONE);
}
