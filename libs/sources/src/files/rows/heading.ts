import type { Row } from './row';

/** Cells without their blanks: also the wide one of Chinese texts, and one that does not break. */
const bare = (cell: string): string => cell.trim();

export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => bare(cell) === '');

/** Names of columns: a second one of a name is told apart, blanks at the end of the line are no columns, one without a name has its number. */
export function headingOf(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => bare(cell) !== '');
  const seen = new Map<string, number>();
  return cells.slice(0, last + 1).map((cell, at) => {
    const name = bare(cell) === '' ? `#${String(at + 1)}` : bare(cell);
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return nth === 1 ? name : `${name} (${String(nth)})`;
  });
}

/** Null when there are too few cells, or more than the heading has that say something. */
export function rowOf(heading: readonly string[], cells: readonly string[]): Row | null {
  if (cells.length < heading.length || !isBlank(cells.slice(heading.length))) return null;
  const row: Record<string, string> = {};
  for (const [index, name] of heading.entries()) row[name] = bare(cells[index] ?? '');
  return row;
}
