import type { HallDoc } from '@cockpit/contracts';
import type { TargetPlace } from '@cockpit/domain';
import { pathsIn } from '@cockpit/organisation';

type Placed = Pick<HallDoc, 'code' | 'parent' | 'tier' | 'windows'>;

/** All places for the target rules; null is the bureau. */
export function targetPlaces(halls: readonly Placed[]): ReadonlyMap<string | null, TargetPlace> {
  const pathOf = pathsIn(halls);
  const places = halls.map((hall): [string | null, TargetPlace] => [
    hall.code,
    { path: pathOf(hall.code), tier: hall.tier, windows: hall.windows.length },
  ]);
  return new Map([...places, [null, { path: [null], tier: null, windows: 0 }]]);
}
