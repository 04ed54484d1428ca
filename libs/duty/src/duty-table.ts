import { DUTY_LEVELS, LANGUAGES, NewDutyShift, textOf } from '@cockpit/contracts';
import { instantOf } from '@cockpit/domain';
import type { Fault } from '@cockpit/platform';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** Column headings that people write in their tables. */
const HEADINGS: Readonly<Record<string, string>> = {
  姓名: 'person',
  级别: 'level',
  大厅: 'halls',
  单位: 'unit',
  开始: 'from',
  结束: 'to',
};
const LEVELS = new Map<string, string>(
  DUTY_LEVELS.flatMap((level) => LANGUAGES.map((language) => [textOf(`duty-level.${level}`, {}, language), level])),
);
const LOCAL = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/;
const Lines = z.array(z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.int() }) }));

export interface DutyTable {
  /** with the line of the CSV */
  shifts: { shift: NewDutyShift; line: number }[];
  faults: Fault[];
}

/**
 * Reads a roster from CSV. Reports every faulty line and still reads the others. Times without an offset are in the
 * hall's time zone.
 */
export function readDutyTable(csv: string, timeZone: string): DutyTable {
  const table: DutyTable = { shifts: [], faults: [] };
  let lines: z.infer<typeof Lines>;
  try {
    lines = Lines.parse(
      parse(csv, {
        bom: true,
        columns: (heading: string[]) => heading.map((name) => HEADINGS[name] ?? name.toLowerCase()),
        trim: true,
        skip_empty_lines: true,
        info: true,
      }),
    );
  } catch (error) {
    return { shifts: [], faults: [{ path: 'csv', message: error instanceof Error ? error.message : String(error) }] };
  }
  for (const { record, info } of lines) {
    const read = NewDutyShift.safeParse(fieldsOf(record, timeZone));
    if (read.success) table.shifts.push({ shift: read.data, line: info.lines });
    else table.faults.push(...faultsOf(read.error.issues, info.lines));
  }
  return table;
}

/** Keeps the first fault of each field; the others follow from it. */
function faultsOf(issues: readonly { path: PropertyKey[]; message: string }[], line: number): Fault[] {
  const faults = issues.map(({ path, message }) => ({ path: `line ${String(line)}: ${path.join('.')}`, message }));
  return faults.filter(({ path }, k) => faults.findIndex((other) => other.path === path) === k);
}

function fieldsOf(record: Readonly<Record<string, string>>, timeZone: string): object {
  const { person, level = '', halls = '', unit = '', from = '', to = '', ...rest } = record;
  return {
    ...rest,
    person,
    level: LEVELS.get(level) ?? level,
    halls: halls === '' ? null : halls.split(/[\s;；、]+/).filter((code) => code !== ''),
    unit: unit === '' ? null : unit,
    from: instant(from, timeZone),
    to: instant(to, timeZone),
  };
}

function instant(text: string, timeZone: string): string {
  const [, day, time] = LOCAL.exec(text) ?? [];
  if (day === undefined || time === undefined) return text;
  try {
    return new Date(instantOf(day, time, timeZone)).toISOString();
  } catch {
    return text; // the schema reports that this day does not exist
  }
}
