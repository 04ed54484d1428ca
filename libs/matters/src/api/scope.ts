import type { Caller } from '@cockpit/contracts';

/** Which matters and cards a caller may see; the given conditions are joined by OR. Null means all. */
export interface Sight {
  halls?: string[];
  units?: string[];
  officer?: string;
}

/** Officers see their own matters, approval units theirs in any hall, everybody else those of their halls. */
export function sightOf({
  role,
  halls,
  units,
  officerId,
}: Pick<Caller, 'role' | 'halls' | 'units' | 'officerId'>): Sight | null {
  if (role === 'unit' && units !== undefined) return { units };
  // an account without an officer id sees no matters
  if (role === 'officer') return { officer: officerId ?? '' };
  if (halls === 'all') return null;
  return { halls, ...(officerId === undefined ? {} : { officer: officerId }) };
}
