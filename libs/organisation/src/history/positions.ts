/**
 * Positions in a list where some things already have one. Those keep it while their order is unchanged, and new things
 * go between them, so that an old list with removed things keeps its order. A reordered list is numbered anew.
 * @param known current position of each item, null for a new one
 * @returns strictly increasing positions
 */
export function placesOf(known: readonly (number | null)[]): number[] {
  const positions = fillGaps(known);
  return positions.every((place, i) => i === 0 || place > (positions[i - 1] ?? Infinity))
    ? positions
    : known.map((_, i) => i);
}

function fillGaps(known: readonly (number | null)[]): number[] {
  const positions: number[] = [];
  for (let i = 0; i < known.length; i += 1) {
    const own = known[i];
    const before = positions[i - 1];
    if (own !== null && own !== undefined) positions.push(own);
    else positions.push(between(before, known.slice(i).find((place) => place !== null) ?? undefined));
  }
  return positions;
}

function between(before: number | undefined, after: number | undefined): number {
  if (before === undefined) return after === undefined ? 0 : after - 1;
  return after === undefined ? before + 1 : (before + after) / 2;
}
