import type { Caller, HallDoc } from '@cockpit/contracts';
import { hallsMeant, withChildren } from '@cockpit/organisation';

type Place = Pick<HallDoc, 'code' | 'parent' | 'twinOf'>;

/** The halls that figures count: a department's with it, and no twin that is not named. */
export function countedHalls(
  all: readonly Place[],
  hall: string | undefined,
  caller: Pick<Caller, 'halls'>,
): Caller['halls'] {
  if (hall !== undefined) return hallsMeant(all, hall);
  if (all.length === 0) return caller.halls;
  const scope = caller.halls === 'all' ? null : withChildren(all, caller.halls);
  return all.flatMap(({ code, twinOf }) => (twinOf === undefined && (scope?.has(code) ?? true) ? [code] : []));
}
