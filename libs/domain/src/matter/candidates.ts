/** Somebody who could take a matter over. */
export interface Officer {
  readonly id: string;
  readonly hall: string | null;
  /** branches they are qualified for on the day, and items they may sign besides */
  readonly branches: readonly string[];
  readonly items: readonly string[];
}
/** What somebody has in hand. */
export interface InHand {
  /** open matters, of every unit */
  readonly open: number;
  /** units whose matters they have had lately */
  readonly units: readonly string[];
}
export interface Offered {
  readonly hall: string | null;
  readonly item: string | null;
  /** of its item; null without one, or for one that nobody knows */
  readonly branch: string | null;
  readonly unit: string | null;
  readonly officerId: string | null;
}
const NOTHING: InHand = { open: 0, units: [] };

/**
 * Whose a matter could be from now on: those of its hall who are qualified for its item, then those who have had matters of its
 * unit lately. Of each, whoever has the fewest open matters comes first. Nobody is offered what is theirs already.
 * @returns ids, at most `most`
 */
export function candidatesFor(
  { hall, item, branch, unit, officerId }: Offered,
  officers: readonly Officer[],
  inHand: ReadonlyMap<string, InHand>,
  most: number,
): string[] {
  const openOf = (id: string): number => (inHand.get(id) ?? NOTHING).open;
  const byLoad = (ids: readonly string[]): string[] =>
    ids.filter((id) => id !== officerId).sort((a, b) => openOf(a) - openOf(b) || (a < b ? -1 : 1));
  const qualified = officers.filter(
    (one) =>
      hall !== null &&
      one.hall === hall &&
      ((branch !== null && one.branches.includes(branch)) || (item !== null && one.items.includes(item))),
  );
  const ofUnit = unit === null ? [] : [...inHand].filter(([, { units }]) => units.includes(unit)).map(([id]) => id);
  return [...new Set([...byLoad(qualified.map(({ id }) => id)), ...byLoad(ofUnit)])].slice(0, most);
}
