import type { OrganisationDoc } from '@cockpit/contracts';
import { UNITS } from '../units';

/**
 * Officers of a hall by unit. Officers with a window belong to the approval unit of their home branch; the others
 * belong to the hall and call back unhappy visitors. The hall stands in for a unit without officers.
 */
export function staffOf(
  { officers, rosters }: Pick<OrganisationDoc, 'officers' | 'rosters'>,
  hall: string,
): (unit: string) => readonly string[] {
  const seated = new Set(rosters.map(({ officer }) => officer));
  const byUnit = new Map<string, string[]>();
  for (const { id, hall: of, homeBranch } of officers) {
    if (of !== hall) continue;
    const unit = seated.has(id) ? (UNITS[homeBranch ?? ''] ?? hall) : hall;
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), id]);
  }
  const all = [...byUnit.values()].flat();
  return (unit) => byUnit.get(unit) ?? byUnit.get(hall) ?? all;
}
