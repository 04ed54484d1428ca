import type { Caller, HallScope } from '@cockpit/contracts';
import { forbidden } from '@cockpit/platform';

export const inScope = (scope: HallScope, hall: string): boolean => scope === 'all' || scope.includes(hall);

/** @throws AppError 403 `hall-out-of-scope` when the caller may not see the hall */
export function assertHall(caller: Pick<Caller, 'halls'>, hall: string): void {
  if (!inScope(caller.halls, hall)) throw forbidden('hall-out-of-scope', `hall "${hall}" is not in your scope`);
}

/**
 * For data that apply to all halls.
 * @throws AppError 403 `hall-out-of-scope` when the caller sees only some halls
 */
export function assertEveryHall(
  { halls }: Pick<Caller, 'halls'>,
  detail = 'what holds in every hall is set by those who may see every hall',
): void {
  if (halls !== 'all') throw forbidden('hall-out-of-scope', detail);
}
