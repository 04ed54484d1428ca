/** Something that is chosen from. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** What can be named by its code. */
export const optionsOf = (list: readonly { code: string; name: string }[]): Option[] =>
  list.map(({ code, name }) => ({ value: code, label: name }));

/** One column of a table whose every row is written; `field` is that of the document. */
export interface Column {
  readonly field: string;
  readonly kind: 'text' | 'number' | 'time' | 'day' | 'select' | 'place' | 'codes' | 'days' | 'check';
  /** key of its words; absent: `organisation.field.<field>` */
  readonly word?: string;
  readonly options?: readonly Option[];
  /** what an empty field means; absent: it has to be filled in */
  readonly empty?: string;
  /** rows in which it stays as it is: the code of something that others already name */
  readonly fixed?: (row: Row) => boolean;
}

export type Row = Record<string, unknown>;
export const wordOf = ({ field, word }: Column): string => word ?? `organisation.field.${field}`;

/** A list of the document: a table in which every cell is a field. */
export interface List {
  /** the name that tests look for */
  readonly name: string;
  /** key of what the table is called */
  readonly word: string;
  /** what holds the list, and under which field */
  readonly of: object;
  readonly field: string;
  /** where what holds it is in what is sent; empty: it is sent itself */
  readonly base: string;
  readonly columns: readonly Column[];
  readonly make: () => object;
  /** key of what adds a row */
  readonly add?: string;
  /** a row can be copied, but for these fields: they are one row's own, and the copy has those of a new row */
  readonly unlike?: readonly string[];
  /** the document has no such list where nothing is in it */
  readonly optional?: boolean;
}

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
