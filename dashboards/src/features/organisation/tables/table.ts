import type { CauseCode, TableRows } from '@cockpit/contracts';

/** One column of a table that people fill in: its field, and every heading it may have. */
export interface Heading {
  readonly field: string;
  readonly names: readonly string[];
  readonly needed?: boolean;
}
export interface TableFault {
  /** as the file numbers its rows; null: the table as a whole */
  readonly row: number | null;
  readonly field: string;
  readonly code: CauseCode;
  readonly params: Readonly<Record<string, string | number>>;
}
export interface Line {
  /** as the file numbers its rows */
  readonly at: number;
  /** whether the table has the column at all */
  readonly has: (field: string) => boolean;
  /** what stands in a column; empty where nothing does, or where there is no such column */
  readonly text: (field: string) => string;
  readonly fault: (field: string, code: CauseCode, params?: TableFault['params']) => void;
}
export interface ReadTable {
  readonly lines: readonly Line[];
  /** those of the table, and all that `fault` of a line adds */
  readonly faults: TableFault[];
}

/** What a cell says, read; a fault where it says something else, and nothing where it is empty. */
export function cellOf<T>(line: Line, field: string, read: (text: string) => T | null, code: CauseCode): T | undefined {
  const text = line.text(field);
  const value = text === '' ? null : read(text);
  if (text !== '' && value === null) line.fault(field, code);
  return value ?? undefined;
}

const plain = (text: string): string => text.toLowerCase().replace(/[\s()（）*_]/g, '');

/** Which column is which is told by its heading, in either language or as the code of the field. */
export function linesOf({ rows, faults: unread }: TableRows, headings: readonly Heading[]): ReadTable {
  const faults: TableFault[] = unread.map(({ at, code, params }) => ({ row: at, field: '', code, params }));
  const written = Object.keys(rows[0]?.cells ?? {});
  const columns = new Map(
    headings.flatMap(({ field, names }) => {
      const column = written.find((text) => names.some((name) => plain(name) === plain(text)));
      return column === undefined ? [] : [[field, column] as const];
    }),
  );
  for (const { field, names, needed } of headings)
    if (needed === true && !columns.has(field))
      faults.push({ row: null, field, code: 'column-missing', params: { column: names[0] ?? field } });
  const lines = rows.map(({ at, cells }): Line => ({
    at,
    has: (field) => columns.has(field),
    text: (field) => cells[columns.get(field) ?? ''] ?? '',
    fault: (field, code, params = {}) => {
      faults.push({ row: at, field, code, params });
    },
  }));
  return { lines: faults.some(({ row }) => row === null) ? [] : lines, faults };
}

const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/;
const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})$/;
/** A day that a program counted from the last one of 1899. */
const SERIAL = /^[1-9]\d{4}$/;
const [EPOCH_DAYS, DAY_MS] = [25_569, 86_400_000];

/** A day as people write it, or as Excel counts it; null when it is none. */
export function dayIn(text: string): string | null {
  if (SERIAL.test(text)) return new Date((Number(text) - EPOCH_DAYS) * DAY_MS).toISOString().slice(0, 10);
  const [, year, month, day] = DAY.exec(text) ?? COMPACT_DAY.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const ms = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(iso) ? iso : null;
}

/** A time of day; of a day with a time, its time. */
export function timeIn(text: string): string | null {
  const [, hour, minute = '00'] = /(?:^|[ T])(\d{1,2})(?:[:：时](\d{2})?)(?::\d{2})?分?$/.exec(text) ?? [];
  if (hour === undefined) return null;
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time) ? time : null;
}

/** Numbers with thousands separators, also those of Chinese keyboards; null when it is none. */
export function numberIn(text: string): number | null {
  const bare = text.replace(/[,，\s]/g, '');
  return /^-?\d+(?:\.\d+)?$/.test(bare) ? Number(bare) : null;
}

const WORDS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  日: 7,
  天: 7,
  七: 7,
  mon: 1,
  tue: 2,
  wed: 3,
  thu: 4,
  fri: 5,
  sat: 6,
  sun: 7,
};
/** `周一至周五`, `1-5`, `一、三、五`, `Mon to Fri`; null when it says none. */
export function weekdaysIn(text: string): number[] | null {
  const days = new Set<number>();
  const joined = text.toLowerCase().replace(/\s*(?:至|到|–|~|-|\bto\b)\s*/g, '-');
  for (const piece of joined.split(/[、,，;；\s]+/).filter((one) => one !== '')) {
    const ends = piece.split('-').map(dayOf);
    const first = ends[0] ?? null;
    const last = ends.length === 1 ? first : (ends[1] ?? null);
    if (first === null || last === null || ends.length > 2 || last < first) return null;
    for (let day = first; day <= last; day += 1) days.add(day);
  }
  return days.size === 0 ? null : [...days].sort((a, b) => a - b);
}
const dayOf = (word: string): number | null => {
  const bare = word.trim().replace(/^(?:周|星期|礼拜)/, '');
  return /^[1-7]$/.test(bare) ? Number(bare) : (WORDS[bare] ?? WORDS[bare.slice(0, 3)] ?? null);
};
