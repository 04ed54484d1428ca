import type { Caller } from '@cockpit/contracts';

/** Which matters and cards somebody may see; the conditions that are given are joined by "or". Null: all of them. */
export interface Sight {
  halls?: string[];
  units?: string[];
  officer?: string;
}

/** Officers see their own, approval units theirs whatever the hall, everybody else those of their halls. */
export function sightOf({
  role,
  halls,
  units,
  officerId,
}: Pick<Caller, 'role' | 'halls' | 'units' | 'officerId'>): Sight | null {
  if (role === 'unit' && units !== undefined) return { units };
  // an account that is no officer's has no matters of its own
  if (role === 'officer') return { officer: officerId ?? '' };
  if (halls === 'all') return null;
  return { halls, ...(officerId === undefined ? {} : { officer: officerId }) };
}
