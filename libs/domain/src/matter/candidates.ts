/** An officer who could take a matter over. */
export interface Officer {
  readonly id: string;
  readonly hall: string | null;
  /** branches that the officer is qualified for on the day, and further items that they may sign */
  readonly branches: readonly string[];
  readonly items: readonly string[];
}
/** Workload of an officer. */
export interface InHand {
  /** open matters of all units */
  readonly open: number;
  /** units of their recent matters */
  readonly units: readonly string[];
}
export interface Offered {
  readonly hall: string | null;
  readonly item: string | null;
  /** branch of the matter's item; null without an item or for an unknown one */
  readonly branch: string | null;
  readonly unit: string | null;
  readonly officerId: string | null;
}
const NOTHING: InHand = { open: 0, units: [] };

/**
 * Officers whom a matter can be assigned to: those of its hall who are qualified for its item, then those with recent matters of its unit;
 * each group with the fewest open matters first, without the current officer.
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
    (officer) =>
      hall !== null &&
      officer.hall === hall &&
      ((branch !== null && officer.branches.includes(branch)) || (item !== null && officer.items.includes(item))),
  );
  const ofUnit = unit === null ? [] : [...inHand].filter(([, { units }]) => units.includes(unit)).map(([id]) => id);
  return [...new Set([...byLoad(qualified.map(({ id }) => id)), ...byLoad(ofUnit)])].slice(0, most);
}
