import { setImmediate as breathe } from 'node:timers/promises';
import { DateTime } from 'luxon';
import { walking, type DateKind } from './workbook-parts';

/** A row of a sheet: `at` is its number, `filledCells` its non-empty cells before merged ones were filled. */
export interface SheetRow {
  at: number;
  cells: string[];
  filledCells: number;
}
export interface SheetContext {
  strings: readonly string[];
  /** by style number */
  dates: readonly DateKind[];
  since1904: boolean;
}

const PIECE = 256 * 1024;
/** wider than any table in use; a workbook's own limit is 16,384 */
const MOST_COLUMNS = 512;
/** more merged cells mean that the sheet is no table */
const MOST_FILLED = 200_000;

export async function readSheet(xml: Uint8Array, context: SheetContext): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  const merges: string[] = [];
  let row: SheetRow | null = null;
  let cell: { column: number; type: string; style: number; text: string } | null = null;
  let inValue = false;
  const run = walking({
    open: ({ name, attributes }) => {
      if (name === 'row')
        row = { at: Number(attributes['r'] ?? (rows.at(-1)?.at ?? 0) + 1), cells: [], filledCells: 0 };
      else if (name === 'c') {
        const column = attributes['r'] === undefined ? (row?.cells.length ?? 0) : columnOf(attributes['r']);
        cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), text: '' };
      } else if (name === 'mergeCell') merges.push(attributes['ref'] ?? '');
      inValue = name === 'v' || name === 't';
    },
    text: (text) => {
      if (inValue && cell !== null) cell.text += text;
    },
    close: (name) => {
      inValue = false;
      if (name === 'c' && cell !== null && row !== null && cell.column < MOST_COLUMNS) {
        const shown = shownOf(cell, context);
        while (row.cells.length < cell.column) row.cells.push('');
        row.cells[cell.column] = shown;
        if (shown.trim() !== '') row.filledCells += 1;
      }
      if (name === 'row' && row !== null) {
        if (row.filledCells > 0) rows.push(row);
        row = null;
      }
    },
  });
  for (let at = 0; at < xml.length; at += PIECE) {
    run.write(xml.subarray(at, at + PIECE));
    await breathe();
  }
  run.end();
  fillMerged(rows, merges);
  return rows;
}

/** Column index from 0 of a cell address. */
const columnOf = (address: string): number =>
  Array.from(/^[A-Z]{1,3}/.exec(address)?.[0] ?? 'A').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) -
  1;

function shownOf({ type, style, text }: { type: string; style: number; text: string }, context: SheetContext): string {
  if (type === 's') return context.strings[Number(text)] ?? '';
  if (type === 'b') return text === '1' ? 'true' : 'false';
  // #N/A and similar errors mean no value
  if (type === 'e') return '';
  if (type === 'd') return text.replace('T', ' ').replace(/\.\d+$/, '');
  if (type !== 'n' || text === '') return text;
  const kind = context.dates[style] ?? null;
  return kind === null ? plainNumber(text) : dateOf(Number(text), kind, context.since1904);
}

/** Converts storage forms such as 3.0 and 1.2E+3 to the displayed number. */
const plainNumber = (text: string): string => {
  const value = Number(text);
  return Number.isFinite(value)
    ? Number.isSafeInteger(value)
      ? String(value)
      : String(Number(value.toPrecision(15)))
    : text;
};

const DAY_MS = 86_400_000;
const SHAPE = { day: 'yyyy-MM-dd', time: 'HH:mm:ss', both: 'yyyy-MM-dd HH:mm:ss' } as const;

function dateOf(days: number, kind: Exclude<DateKind, null>, since1904: boolean): string {
  if (!Number.isFinite(days)) return '';
  const zero = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const wall = DateTime.fromMillis(zero + Math.round((days * DAY_MS) / 1000) * 1000, { zone: 'utc' });
  return wall.isValid ? wall.toFormat(SHAPE[kind]) : String(days);
}

/** Every cell of a merged block gets the block's value. */
function fillMerged(rows: SheetRow[], merges: readonly string[]): void {
  const byNumber = new Map(rows.map((row) => [row.at, row]));
  let filled = 0;
  for (const ref of merges) {
    const [, from, to] = /^([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})$/.exec(ref) ?? [];
    if (from === undefined || to === undefined) continue;
    const [left, right] = [columnOf(from), Math.min(MOST_COLUMNS - 1, columnOf(to))];
    const [top, bottom] = [Number(from.replace(/\D+/, '')), Number(to.replace(/\D+/, ''))];
    const value = byNumber.get(top)?.cells[left] ?? '';
    for (let at = top; at <= bottom && value !== '' && filled < MOST_FILLED; at += 1) {
      const row = byNumber.get(at);
      // rows without own content are no table rows
      for (let column = left; row !== undefined && column <= right; column += 1, filled += 1) {
        while (row.cells.length <= column) row.cells.push('');
        row.cells[column] = value;
      }
      // a block may reach to the end of the sheet
      if (row === undefined) filled += 1;
    }
  }
}
