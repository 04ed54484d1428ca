/** Width of a text in ems: a Chinese character is as wide as it is high, a Latin letter about half of that. */
export const emsOf = (text: string): number =>
  Array.from(text).reduce((sum, one) => sum + (/[\u2e80-\uffef]/u.test(one) ? 1 : 0.58), 0);

export type Fit = 'flat' | 'upright' | 'none';

/** What stands in the middle of a zone: a row of marks along it, or one down it; how deep the row is, in ems. */
export interface Row {
  way: 'across' | 'down';
  depth: number;
  /** it may stand off the middle where the name needs it */
  moves?: boolean;
}

/** How a name goes into a zone, above a row that goes across or before one that goes down; sizes in ems. */
export function fitName(name: string, width: number, height: number, row: Row | null): Fit {
  const length = emsOf(name) + 0.2;
  if (row === null)
    return length <= width && height >= 1 ? 'flat' : length <= height && width >= 1 ? 'upright' : 'none';
  const free = (row.way === 'across' ? height : width) - row.depth;
  const beside = row.moves ? free : free / 2;
  if (beside < 1) return 'none';
  return row.way === 'across' ? (length <= width ? 'flat' : 'none') : length <= height ? 'upright' : 'none';
}

/** How far a row that goes across stands below the middle of its zone, so that the name above it is clear of it; in ems. */
export const shiftBelow = (height: number, depth: number): number => Math.max(0, NAME_LINE - (height - depth) / 2);
/** a name with its distance */
const NAME_LINE = 1.1;

/** Whether places run down the plan rather than across; one alone as the nearest wall does. */
export function wayOf(places: readonly { left: number; top: number }[], aspect: number): Row['way'] {
  const [lefts, tops] = [places.map(({ left }) => left), places.map(({ top }) => top / aspect)];
  const [across, down] = [lefts, tops].map((all) => Math.max(...all) - Math.min(...all));
  if (places.length > 1) return (down ?? 0) > (across ?? 0) ? 'down' : 'across';
  const edge = (at: number | undefined, most: number): number => Math.min(at ?? 0, most - (at ?? 0));
  return edge(lefts[0], 1) < edge(tops[0], 1 / aspect) ? 'down' : 'across';
}
