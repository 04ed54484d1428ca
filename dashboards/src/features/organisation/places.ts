import type { HallDoc } from '@cockpit/contracts';

export type Place = Pick<HallDoc, 'code' | 'name' | 'tier' | 'parent' | 'simulated' | 'twinOf' | 'windows'>;
export interface PlaceRow {
  readonly place: Place;
  readonly depth: number;
}

/** Every place under the one above it, by name; with words sought, those that have them and what stands above those. */
export function placeRows(places: readonly Place[], sought = ''): PlaceRow[] {
  const known = new Set(places.map(({ code }) => code));
  const words = sought.trim().toLowerCase();
  const fits = ({ code, name }: Place): boolean => words === '' || `${code} ${name}`.toLowerCase().includes(words);
  const seen = new Set<string>();
  const beneath = (parent: string | undefined, depth: number): PlaceRow[] =>
    places
      .filter((place) => (place.parent !== undefined && known.has(place.parent) ? place.parent : undefined) === parent)
      .sort((a, b) => a.code.localeCompare(b.code, 'en', { numeric: true }))
      .flatMap((place): PlaceRow[] => {
        if (seen.has(place.code)) return [];
        seen.add(place.code);
        const below = beneath(place.code, depth + 1);
        return fits(place) || below.length > 0 ? [{ place, depth }, ...below] : [];
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
