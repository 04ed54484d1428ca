/**
 * Places in a list for things some of which already have one. As long as those keep their order they keep their places, and
 * newcomers go between: so a list of the past, with things since removed, still reads in the order it had. Only a list put
 * into another order is numbered anew.
 * @param known place of each thing so far, null for a newcomer
 * @returns strictly increasing places
 */
export function placesOf(known: readonly (number | null)[]): number[] {
  const places = fillGaps(known);
  return places.every((place, i) => i === 0 || place > (places[i - 1] ?? Infinity)) ? places : known.map((_, i) => i);
}

function fillGaps(known: readonly (number | null)[]): number[] {
  const places: number[] = [];
  for (let i = 0; i < known.length; i += 1) {
    const own = known[i];
    const before = places[i - 1];
    if (own !== null && own !== undefined) places.push(own);
    else places.push(between(before, known.slice(i).find((place) => place !== null) ?? undefined));
  }
  return places;
}

function between(before: number | undefined, after: number | undefined): number {
  if (before === undefined) return after === undefined ? 0 : after - 1;
  return after === undefined ? before + 1 : (before + after) / 2;
}
