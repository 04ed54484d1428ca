import type { Row } from './row';

/** `trim` also removes the ideographic and the non-breaking space. */
const bare = (cell: string): string => cell.trim();

export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => bare(cell) === '');

/** Column names: duplicates get a suffix, blanks at the line's end are dropped, an unnamed column gets its number. */
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

/** Null when there are too few cells, or extra non-empty ones. */
export function rowOf(heading: readonly string[], cells: readonly string[]): Row | null {
  if (cells.length < heading.length || !isBlank(cells.slice(heading.length))) return null;
  const row: Record<string, string> = {};
  for (const [index, name] of heading.entries()) row[name] = bare(cells[index] ?? '');
  return row;
}
