import type { RoundFigures, RoundFiguresAnswer } from '@cockpit/contracts';
import type { LineFindings } from './round-matters';
import type { CheckedLine, StoredRound } from './round-store';

type Cell = RoundFiguresAnswer['cells'][number];
const NONE: RoundFigures = {
  lines: 0,
  checked: 0,
  findings: 0,
  rectified: 0,
  onTime: 0,
  verified: 0,
  struckOff: 0,
  overdue: 0,
};
const FIELDS = Object.keys(NONE) as (keyof RoundFigures)[];

/**
 * Figures of every hall and area of the round, in order, and of others that findings name. Hall and area figures are
 * sums of cells.
 */
export function figuresOf(
  { id, halls, lines }: Pick<StoredRound, 'id' | 'halls' | 'lines'>,
  checked: readonly CheckedLine[],
  found: readonly LineFindings[],
  nameOf: (hall: string) => string,
): RoundFiguresAnswer {
  const areaOf = new Map(lines.map((line) => [line.id, line.area]));
  const area = (line: string | null): string | null => areaOf.get(line ?? '') ?? null;
  const cells = new Map<string, Cell>();
  const add = (hall: string | null, at: string | null, figures: Partial<RoundFigures>): void => {
    const key = JSON.stringify([hall, at]);
    const cell = cells.get(key) ?? { hall, area: at, ...NONE };
    cells.set(key, { hall, area: at, ...sum([cell, { ...NONE, ...figures }]) });
  };
  for (const hall of halls) for (const line of lines) add(hall, line.area, { lines: 1 });
  for (const { hall, line } of checked) add(hall, area(line), { checked: 1 });
  for (const { hall, line, on_time: onTime, struck_off: struckOff, late: overdue, ...same } of found) {
    const { findings, rectified, verified } = same;
    add(hall, area(line), { findings, rectified, onTime, verified, struckOff, overdue });
  }
  const all = [...cells.values()];
  return {
    round: id,
    total: sum(all),
    halls: groups(all, (cell) => cell.hall).map(([hall, groupCells]) => ({
      hall,
      name: hall === null ? null : nameOf(hall),
      ...sum(groupCells),
    })),
    areas: groups(all, (cell) => cell.area).map(([name, of]) => ({ area: name, ...sum(of) })),
    cells: all,
  };
}

const sum = (all: readonly RoundFigures[]): RoundFigures =>
  Object.fromEntries(
    FIELDS.map((field) => [field, all.reduce((total, figures) => total + figures[field], 0)]),
  ) as RoundFigures;

/** Groups in the order of first occurrence. */
function groups(cells: readonly Cell[], keyOf: (cell: Cell) => string | null): [string | null, Cell[]][] {
  const found = new Map<string | null, Cell[]>();
  for (const cell of cells) found.set(keyOf(cell), [...(found.get(keyOf(cell)) ?? []), cell]);
  return [...found];
}
