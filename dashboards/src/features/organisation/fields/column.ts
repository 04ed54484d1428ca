/** Something that is chosen from. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** One column of a table whose every row is written; `field` is that of the document. */
export interface Column {
  readonly field: string;
  readonly label: string;
  readonly kind: 'text' | 'number' | 'time' | 'day' | 'select' | 'place' | 'codes' | 'days' | 'check';
  readonly options?: readonly Option[];
  /** what an empty field means; absent: it has to be filled in */
  readonly empty?: string;
  /** rows in which it stays as it is: the code of something that others already name */
  readonly fixed?: (row: Row) => boolean;
}

export type Row = Record<string, unknown>;

const TYPED = ['text', 'number', 'time', 'day'];
/** Nobody can save it empty. */
export const hasToBeFilled = ({ kind, empty, fixed }: Column, row: Row): boolean =>
  TYPED.includes(kind) && empty === undefined && fixed?.(row) !== true;

const NUMBER = /^-?\d+(?:\.\d+)?$/;
const TIME = /^(\d{1,2})[:：]?(\d{2})$/;

/** What was typed as the document keeps it; nothing where nothing was. What is no number stays as typed, so that the server says so. */
export function valueOf({ kind, empty }: Pick<Column, 'kind' | 'empty'>, typed: string): unknown {
  const text = typed.trim();
  if (text === '') return empty === undefined ? '' : undefined;
  if (kind === 'number') return NUMBER.test(text) ? Number(text) : text;
  if (kind !== 'time') return text;
  const [, hour, minute] = TIME.exec(text) ?? [];
  return hour === undefined || minute === undefined ? text : `${hour.padStart(2, '0')}:${minute}`;
}

/** Writes a field; nothing takes it away. */
export function put(row: Row, field: string, value: unknown): void {
  if (value === undefined) Reflect.deleteProperty(row, field);
  else row[field] = value;
}

export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
export const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
export const daysOf = (value: unknown): number[] => (Array.isArray(value) ? value.map(Number) : []);
