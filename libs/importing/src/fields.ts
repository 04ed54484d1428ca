import type { Cause, CauseCode } from '@cockpit/contracts';
import { DateTime } from 'luxon';
import type { Condition, Field, Mapping } from './mapping';
import type { Row } from './rows/row';

/** A value that could not be made: in English, and as a code with what its words are filled in with, never with the value itself. */
export class FieldFault extends Error {
  constructor(
    message: string,
    readonly code: CauseCode,
    readonly params: Cause['params'],
  ) {
    super(message);
  }
}

export type Value = string | number | boolean | string[];
/** Reads one value from a row; undefined where the row says nothing. */
export type FieldReader = (row: Row) => Value | undefined;
export type ConditionTest = (row: Row) => boolean;

type Shared = Pick<Mapping, 'timeZone' | 'empty' | 'valueMaps'>;

/** Prepared once per mapping, run once per row: formats and patterns are compiled here. */
export function fieldReader(field: Field, mapping: Shared): FieldReader {
  const text = textReader(field, mapping);
  const convert = converter(field, mapping);
  return (row) => {
    const found = text(row);
    if (found === undefined) {
      if (field.required) throw fault(field, 'is empty', 'column-empty');
      return undefined;
    }
    return convert(mapped(found, field, mapping));
  };
}

/** Like `fieldReader`, but what comes out is text: ids, codes, names. */
export function templateReader(template: string, mapping: Pick<Mapping, 'empty'>): (row: Row) => string {
  const parts = template.split(/\{([^{}]+)\}/);
  return (row) =>
    parts.map((part, index) => (index % 2 === 0 ? part : (cell(row, part, mapping.empty) ?? ''))).join('');
}

export function conditionTest(conditions: readonly Condition[], mapping: Pick<Mapping, 'empty'>): ConditionTest {
  const tests = conditions.map((condition) => {
    const pattern = condition.matches === undefined ? undefined : new RegExp(condition.matches, 'u');
    return (row: Row): boolean => {
      const value = cell(row, condition.column, mapping.empty);
      const holds =
        condition.present !== undefined
          ? (value !== undefined) === condition.present
          : condition.equals !== undefined
            ? (value ?? '') === condition.equals
            : condition.oneOf !== undefined
              ? condition.oneOf.includes(value ?? '')
              : (pattern?.test(value ?? '') ?? false);
      return holds !== condition.not;
    };
  });
  return (row) => tests.every((test) => test(row));
}

/** Columns a mapping names: a file that lacks one is refused before its first row. */
export function columnsOf(field: Field): string[] {
  if (field.column !== undefined) return [field.column];
  return templateColumns(field.template ?? '');
}

export function templateColumns(template: string): string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].flatMap(([, column]) => (column === undefined ? [] : [column]));
}

function textReader(field: Field, mapping: Shared): (row: Row) => string | undefined {
  const from = source(field, mapping);
  if (field.extract === undefined) return from;
  const pattern = new RegExp(field.extract, 'u');
  return (row) => {
    const match = pattern.exec(from(row) ?? '');
    const taken = match?.[1] ?? match?.[0];
    return taken === '' ? undefined : taken;
  };
}

function source(field: Field, mapping: Shared): (row: Row) => string | undefined {
  const { column, value, template } = field;
  if (column !== undefined) return (row) => cell(row, column, mapping.empty);
  if (value !== undefined) return () => String(value);
  const fill = templateReader(template ?? '', mapping);
  // A template is empty only when none of its columns says anything: "-" between two empty cells is no value.
  const columns = templateColumns(template ?? '');
  return (row) =>
    columns.length > 0 && columns.every((name) => cell(row, name, mapping.empty) === undefined) ? undefined : fill(row);
}

function cell(row: Row, column: string, empty: readonly string[]): string | undefined {
  const value = Object.hasOwn(row, column) ? row[column] : undefined;
  return value === undefined || value === '' || empty.includes(value) ? undefined : value;
}

function mapped(text: string, field: Field, mapping: Shared): string {
  if (field.map === undefined) return text;
  const values = mapping.valueMaps[field.map] ?? {};
  if (Object.hasOwn(values, text)) return values[text] ?? text;
  if (field.otherwise !== undefined) return field.otherwise;
  if (field.keep === true) return text;
  throw fault(field, `“${text}” is not in the value map ${field.map}`, 'column-not-in-map', { map: field.map });
}

function converter(field: Field, mapping: Shared): (text: string) => Value {
  switch (field.as) {
    case 'text':
      return typeof field.value === 'number' || typeof field.value === 'boolean'
        ? () => field.value ?? ''
        : (text) => text;
    case 'integer':
    case 'number':
      return (text) => toNumber(text, field);
    case 'boolean':
      return (text) => toBoolean(text, field);
    case 'list':
      return (text) =>
        text
          .split(field.split)
          .map((part) => part.trim())
          .filter((part) => part !== '');
    case 'instant':
      return instantReader(field, field.timeZone ?? mapping.timeZone);
  }
}

function toNumber(text: string, field: Field): number {
  const value = Number(text.trim()) * (field.times ?? 1);
  if (!Number.isFinite(value)) throw fault(field, `“${text}” is not a number`, 'column-not-number');
  if (field.as !== 'integer') return value;
  // 3.0 is an integer, 3.4 is a fault: silently rounding would hide a wrong column.
  if (Math.abs(value - Math.round(value)) > 1e-9)
    throw fault(field, `“${text}” is not a whole number`, 'column-not-whole');
  return Math.round(value);
}

function toBoolean(text: string, field: Field): boolean {
  const value = text.trim().toLowerCase();
  if (['1', 'true', 'yes', 'y', '是'].includes(value)) return true;
  if (['0', 'false', 'no', 'n', '否'].includes(value)) return false;
  throw fault(field, `“${text}” is neither yes nor no`, 'column-not-yes-or-no');
}

function instantReader(field: Field, zone: string): (text: string) => string {
  const format = field.format ?? 'iso';
  const parse = zonedParser(format, zone);
  // Boards and logs say the same time many rows running, and reading a time is the dearest step of a row.
  let last: { text: string; instant: string } | undefined;
  return (text) => {
    if (last?.text === text) return last.instant;
    const time = parse(text.trim());
    if (time.isValid) {
      const instant = time.toISO({ suppressMilliseconds: true }) ?? '';
      last = { text, instant };
      return instant;
    }
    const isGap = time.invalidReason === GAP;
    throw fault(
      field,
      `“${text}” is not a time of the form ${format} in ${zone}${isGap ? ' (the clock was put forward over it)' : ''}`,
      isGap ? 'column-clock-gap' : 'column-not-time',
      { form: format, zone },
    );
  };
}

const GAP = 'time does not exist';

function zonedParser(format: string, zone: string): (text: string) => DateTime {
  if (format === 'epoch-ms') return (text) => DateTime.fromMillis(Number(text), { zone });
  if (format === 'epoch-s') return (text) => DateTime.fromMillis(Number(text) * 1000, { zone });
  if (format === 'iso') return (text) => noGap(DateTime.fromISO(text, { zone }), text);
  const parser = DateTime.buildFormatParser(format, { locale: 'en' });
  return (text) => {
    const wall = DateTime.fromFormatParser(text, parser, { zone: 'utc', locale: 'en', setZone: true });
    if (!wall.isValid || wall.zoneName !== 'UTC') return wall.isValid ? wall.setZone(zone) : wall;
    return sameWall(wall.setZone(zone, { keepLocalTime: true }), wall);
  };
}

/** A wall time skipped by a clock change would be moved by an hour without a word; it is a fault instead. */
function sameWall(zoned: DateTime, wall: DateTime): DateTime {
  return zoned.hour === wall.hour && zoned.minute === wall.minute ? zoned : DateTime.invalid(GAP);
}

function noGap(zoned: DateTime, text: string): DateTime {
  if (!zoned.isValid || /(?:Z|[+-]\d\d:?\d\d)$/i.test(text)) return zoned;
  return sameWall(zoned, DateTime.fromISO(text, { zone: 'utc' }));
}

const fault = (field: Field, message: string, code: CauseCode, params: Cause['params'] = {}): FieldFault =>
  new FieldFault(`${origin(field)} ${message}`, code, { column: field.column ?? field.template ?? '', ...params });

function origin(field: Field): string {
  if (field.column !== undefined) return `column ${field.column}`;
  return field.template === undefined ? 'the constant' : `template ${field.template}`;
}
