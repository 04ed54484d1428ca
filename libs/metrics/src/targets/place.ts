import type { HallDoc } from '@cockpit/contracts';
import type { TargetPlace } from '@cockpit/domain';

type Placed = Pick<HallDoc, 'code' | 'parent' | 'tier' | 'windows'>;

/** Answers of a place: the place, the one above it and so on; the bureau, null, is above them all. */
export function pathsIn(
  halls: readonly Pick<HallDoc, 'code' | 'parent'>[],
): (code: string | null) => (string | null)[] {
  const parents = new Map(halls.map((hall) => [hall.code, hall.parent]));
  return (code) => {
    const path: (string | null)[] = [];
    for (let at = code ?? undefined; at !== undefined && !path.includes(at); at = parents.get(at)) path.push(at);
    return [...path, null];
  };
}

/** Every place of the organisation, as targets know it; the bureau as a whole is null. */
export function targetPlaces(halls: readonly Placed[]): ReadonlyMap<string | null, TargetPlace> {
  const pathOf = pathsIn(halls);
  const places = halls.map((hall): [string | null, TargetPlace] => [
    hall.code,
    { path: pathOf(hall.code), tier: hall.tier, windows: hall.windows.length },
  ]);
  return new Map([...places, [null, { path: [null], tier: null, windows: 0 }]]);
}
