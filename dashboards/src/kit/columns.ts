import type { RouteLocationRaw } from 'vue-router';
import type { Mark } from '../design/marks';
import type { TermKey } from '../design/term-keys';
import { DASH } from '../shared/format';
import type { Cell } from '../shared/table-file';

export type CellValue = string | number | boolean | null | undefined;
type Of<Row, Value> = (row: Row, at: number) => Value;

type Tone = 'bad' | 'warn' | 'good' | 'dim';

/** A button in a cell, or a link where it has `to`. */
export interface RowAction {
  text: string;
  /** what it is done with, read out after the text; `label` replaces both */
  of?: string;
  label?: string;
  testid?: string;
  run?: () => unknown;
  to?: RouteLocationRaw;
  disabled?: boolean;
  pressed?: boolean;
  expanded?: boolean;
  /** it ends something */
  grave?: boolean;
}

/** A column of a DataTable. A slot named by its key draws what is more than text. */
export interface Column<Row> {
  key: string;
  title: string;
  /** its heading explains this term */
  term?: TermKey;
  /** for screen readers only */
  hideTitle?: boolean;
  titleHint?: string;
  /** what it is sorted, filtered and exported by; nothing is shown as a dash, and not at all in stacked rows */
  value?: Of<Row, CellValue> | undefined;
  /** shown instead of the value */
  text?: Of<Row, string>;
  /** small print below */
  note?: Of<Row, string | null | undefined | readonly (string | null)[]>;
  hint?: Of<Row, string | null | undefined>;
  mark?: Of<Row, Mark>;
  to?: Of<Row, RouteLocationRaw | null | undefined>;
  /** the text is a button */
  press?: Of<Row, Omit<RowAction, 'text'> | null>;
  /** buttons; the text stands where there are none */
  actions?: Of<Row, readonly RowAction[]>;
  tone?: Tone | Of<Row, Tone | false | null | undefined>;
  /** it names the row */
  heading?: boolean;
  numeric?: boolean;
  strong?: boolean;
  /** the cell stands out */
  emphasis?: Of<Row, boolean>;
  nowrap?: boolean;
  wide?: boolean;
  sort?: boolean;
  hideOnPaper?: boolean;
  /** in stacked rows: without the title before it, on a line of its own, or both */
  stack?: 'bare' | 'line' | 'bare line';
  /** the field of a line that is edited, in a LineTable */
  field?: Field<Row>;
}

export interface Field<Row> {
  /** what stands in it */
  value: Of<Row, string>;
  write: (row: Row, text: string) => void;
  kind?: 'number' | 'text' | 'day' | 'month';
  options?: readonly { value: string; text: string }[];
  placeholder?: string;
  /** beside it */
  unit?: Of<Row, string>;
  /** written when it is left: it is shown in another form than it is typed */
  late?: boolean;
  testid?: Of<Row, string>;
}

/** The field of one of some values, or of none of them. */
export const choiceField = <Row, Value extends string>(
  key: keyof Row & string,
  values: readonly Value[],
  nameOf: (value: Value | null) => string,
): Field<Row> => ({
  value: (row) => String(row[key] ?? ''),
  write: (row, text) => Object.assign(row as object, { [key]: values.find((one) => one === text) ?? null }),
  options: [null, ...values].map((value) => ({ value: value ?? '', text: nameOf(value) })),
});

type More<Row> = Omit<Column<Row>, 'key' | 'title' | 'value'>;
export function column<Row>(key: string, title: string, value: Of<Row, CellValue>, more?: More<Row>): Column<Row>;
export function column<Row>(key: string, title: string, more?: More<Row>): Column<Row>;
export function column<Row>(
  key: string,
  title: string,
  value: Of<Row, CellValue> | More<Row> = {},
  more: More<Row> = {},
): Column<Row> {
  return typeof value === 'function' ? { key, title, value, ...more } : { key, title, ...value };
}

export interface Sorting {
  key: string;
  descending: boolean;
}

export function textOf<Row>(column: Column<Row>, row: Row, at: number): string {
  if (column.text !== undefined) return column.text(row, at);
  if (column.actions !== undefined && column.value === undefined) return '';
  const value = column.value?.(row, at);
  return value === null || value === undefined || value === '' ? DASH : String(value);
}

export const isMissing = <Row>(column: Column<Row>, row: Row, at: number): boolean =>
  column.value !== undefined && [null, undefined, ''].includes(column.value(row, at) as string | null);

export const toneOf = <Row>({ tone }: Column<Row>, row: Row, at: number): Tone | false | null | undefined =>
  typeof tone === 'function' ? tone(row, at) : tone;

/** Ascending, then descending, then as the rows came. */
export function nextSorting(now: Sorting | null, key: string): Sorting | null {
  if (now?.key !== key) return { key, descending: false };
  return now.descending ? null : { key, descending: true };
}

/** What has no value stands last either way. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting | null,
): readonly Row[] {
  const value = columns.find(({ key }) => key === sorting?.key)?.value;
  if (sorting === null || value === undefined) return rows;
  const sign = sorting.descending ? -1 : 1;
  return rows
    .map((row, at) => ({ row, value: value(row, at) ?? '' }))
    .sort((a, b) => {
      if (a.value === '' || b.value === '') return Number(a.value === '') - Number(b.value === '');
      if (typeof a.value === 'string' && typeof b.value === 'string')
        return sign * a.value.localeCompare(b.value, 'zh-CN', { numeric: true });
      return sign * (Number(a.value) - Number(b.value));
    })
    .map(({ row }) => row);
}

/** Rows in which every word stands in some column, whatever its case. */
export function filterRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], words: string): readonly Row[] {
  const sought = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (sought.length === 0) return rows;
  return rows.filter((row, at) => {
    const text = lineOf(columns, row, at).join('\n').toLowerCase();
    return sought.every((word) => text.includes(word));
  });
}

const lineOf = <Row>(columns: readonly Column<Row>[], row: Row, at: number): string[] =>
  columns.flatMap((column) => [textOf(column, row, at), ...notesOf(column, row, at)]);

export const notesOf = <Row>(column: Column<Row>, row: Row, at: number): string[] =>
  [column.note?.(row, at) ?? []].flat().filter((line): line is string => line !== null && line !== '');

/** The table as it is shown, for a file: columns of buttons are left out, and numbers stay numbers. */
export function fileRows<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Cell[][] {
  const kept = columns.filter(({ value, text }) => value !== undefined || text !== undefined);
  return [
    kept.map(({ title }) => title),
    ...rows.map((row, at) =>
      kept.map((column): Cell => {
        const value = column.value?.(row, at);
        return typeof value === 'number' ? value : textOf(column, row, at);
      }),
    ),
  ];
}
