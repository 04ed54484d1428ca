import type { Cause, CauseCode, Encoding } from '@cockpit/contracts';
import type { Condition, Field, Mapping } from './mapping';
import { instantReader } from './instants';
import type { Row } from './rows/row';

/** A value that could not be converted: an English text and a code with parameters, never the value itself. */
export class FieldFault extends Error {
  constructor(
    message: string,
    readonly code: CauseCode,
    readonly params: Cause['params'],
    /** a value missing from a map */
    readonly unknown?: { map: string; value: string },
  ) {
    super(message);
  }
}

export type Value = string | number | boolean | string[];
/** Reads one value from a row; undefined when the row has none. */
export type FieldReader = (row: Row) => Value | undefined;
export type ConditionTest = (row: Row) => boolean;

type Shared = Pick<Mapping, 'timeZone' | 'empty' | 'valueMaps' | 'encoding'>;

/** Compiles formats and patterns once per mapping; the reader runs once per row. */
export function fieldReader(field: Field, mapping: Shared): FieldReader {
  const text = textReader(field, mapping);
  const convert = converter(field, mapping);
  return (row) => {
    const found = text(row);
    if (found === undefined) {
      if (field.required) throw fault(field, 'is empty', 'column-empty');
      return undefined;
    }
    if (found.includes(UNDECODED)) throw undecoded(field, mapping.encoding);
    return convert(mapped(found, field, mapping));
  };
}

const UNDECODED = '\uFFFD';

function undecoded(field: Field, encoding: Encoding): FieldFault {
  const other = encoding === 'utf8' ? 'gb18030' : 'utf8';
  return fault(field, `is not ${encoding}: try ${other}`, 'column-not-encoded', { encoding, other });
}

/** Like `fieldReader`, but returns text: ids, codes, names. */
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

/** Columns that a mapping uses; a file without one of them is refused at the start. */
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
    const matchedText = match?.[1] ?? match?.[0];
    return matchedText === '' ? undefined : matchedText;
  };
}

function source(field: Field, mapping: Shared): (row: Row) => string | undefined {
  const { column, value, template } = field;
  if (column !== undefined) return (row) => cell(row, column, mapping.empty);
  if (value !== undefined) return () => String(value);
  const fill = templateReader(template ?? '', mapping);
  // A template is empty only when all its columns are: "-" between two empty cells is no value.
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
  throw fault(
    field,
    `“${text}” is not in the value map ${field.map}`,
    'column-not-in-map',
    { map: field.map },
    { map: field.map, value: text },
  );
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
      return instantOf(field, field.timeZone ?? mapping.timeZone);
  }
}

function toNumber(text: string, field: Field): number {
  const value = Number(withoutGroups(text.trim())) * (field.times ?? 1);
  if (!Number.isFinite(value)) throw fault(field, `“${text}” is not a number`, 'column-not-number');
  if (field.as !== 'integer') return value;
  // 3.0 is an integer, 3.4 a fault: rounding would hide a wrong column.
  if (Math.abs(value - Math.round(value)) > 1e-9)
    throw fault(field, `“${text}” is not a whole number`, 'column-not-whole');
  return Math.round(value);
}

/** Removes thousands separators as in 1,234,567.5; any other comma stays and makes the number invalid. */
const withoutGroups = (text: string): string =>
  /^[+-]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?$/.test(text) ? text.replace(/[,，]/g, '') : text;

function toBoolean(text: string, field: Field): boolean {
  const value = text.trim().toLowerCase();
  if (['1', 'true', 'yes', 'y', '是'].includes(value)) return true;
  if (['0', 'false', 'no', 'n', '否'].includes(value)) return false;
  throw fault(field, `“${text}” is neither yes nor no`, 'column-not-yes-or-no');
}

function instantOf(field: Field, zone: string): (text: string) => string {
  const formats = [field.format ?? 'iso'].flat();
  const read = instantReader(formats, zone);
  return (text) => {
    const found = read(text);
    if ('iso' in found) return found.iso;
    const form = formats.join(' / ');
    throw fault(
      field,
      `“${text}” is not a time of the form ${form} in ${zone}${found.isGap ? ' (the clock was put forward over it)' : ''}`,
      found.isGap ? 'column-clock-gap' : 'column-not-time',
      { form, zone },
    );
  };
}

const fault = (
  field: Field,
  message: string,
  code: CauseCode,
  params: Cause['params'] = {},
  unknown?: FieldFault['unknown'],
): FieldFault =>
  new FieldFault(
    `${origin(field)} ${message}`,
    code,
    { column: field.column ?? field.template ?? '', ...params },
    unknown,
  );

function origin(field: Field): string {
  if (field.column !== undefined) return `column ${field.column}`;
  return field.template === undefined ? 'the constant' : `template ${field.template}`;
}
