import type { Caller, HallScope, KeptHalls } from '@cockpit/contracts';

export const hallsOf = (stored: string[] | null): KeptHalls => stored ?? 'all';
/** Who speaks for units and names no hall is bound to none, never to all. */
export const storedHalls = (scope: HallScope, units?: readonly string[]): string[] | null =>
  scope !== 'all' ? [...new Set(scope)] : units === undefined ? null : [];

/** The officer a caller is, and the units it speaks for, where there are any. */
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
