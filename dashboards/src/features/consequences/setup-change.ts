import type { HallChange } from '@cockpit/contracts';

/** A change of a hall that is not saved. */
export interface SetupChange {
  readonly place: string;
  readonly change: HallChange;
  /** the day from which it holds; empty: today in the hall */
  readonly from: string;
}

/** Where it is asked what a change would do: to the week in which it begins, or to days that were. */
export function consequencesPath({ place, from }: SetupChange, of: '' | '/targets' = ''): string {
  const query = from === '' ? '' : `?from=${encodeURIComponent(from)}`;
  return `/v1/halls/${encodeURIComponent(place)}/setup/consequences${of}${query}`;
}
