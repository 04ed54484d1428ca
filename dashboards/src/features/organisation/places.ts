import type { HallDoc } from '@cockpit/contracts';

export type Place = Pick<HallDoc, 'code' | 'name' | 'tier' | 'parent' | 'simulated' | 'twinOf' | 'windows'>;
export interface PlaceRow {
  readonly place: Place;
  readonly depth: number;
}

/** Every place under the one above it, by code; of those that were found, only they and what stands above them. */
export function placeRows(places: readonly Place[], found: ReadonlySet<string> | null = null): PlaceRow[] {
  const known = new Set(places.map(({ code }) => code));
  const seen = new Set<string>();
  const beneath = (parent: string | undefined, depth: number): PlaceRow[] =>
    places
      .filter((place) => (place.parent !== undefined && known.has(place.parent) ? place.parent : undefined) === parent)
      .sort((a, b) => a.code.localeCompare(b.code, 'en', { numeric: true }))
      .flatMap((place): PlaceRow[] => {
        if (seen.has(place.code)) return [];
        seen.add(place.code);
        const below = beneath(place.code, depth + 1);
        return found === null || found.has(place.code) || below.length > 0 ? [{ place, depth }, ...below] : [];
      });
  return beneath(undefined, 0);
}

/** Codes that may not stand above a place: itself and all beneath it. */
export function beneath(places: readonly Place[], code: string): Set<string> {
  const found = new Set([code]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const place of places) if (place.parent !== undefined && found.has(place.parent)) found.add(place.code);
  }
  return found;
}
