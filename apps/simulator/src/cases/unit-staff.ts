import type { OrganisationDoc } from '@cockpit/contracts';
import { UNITS } from '../units';

/**
 * Who of a hall works for a unit. Everybody belongs to one: those with a window to the approval unit of their home branch, those who
 * only stand in to the hall itself, which calls back whoever was not content. A unit that has nobody is helped out by the hall.
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
