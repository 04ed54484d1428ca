import type { Caller, HallScope, KeptHalls } from '@cockpit/contracts';

export const hallsOf = (stored: string[] | null): KeptHalls => stored ?? 'all';
/** Stored halls of a scope: a scope with units but no halls is stored as no hall, never as all. */
export const storedHalls = (scope: HallScope, units?: readonly string[]): string[] | null =>
  scope !== 'all' ? [...new Set(scope)] : units === undefined ? null : [];

/** Officer and units of a caller, where present. */
export const speaksFor = ({
  officerId,
  units,
}: {
  officerId: string | null;
  units: string[] | null;
}): Pick<Caller, 'officerId' | 'units'> => ({
  ...(officerId === null ? {} : { officerId }),
  ...(units === null ? {} : { units }),
});
