import { cause, causeOf, EVENT_DATA, Envelope, type Cause, type EventType } from '@cockpit/contracts';
import { createHash } from 'node:crypto';
import {
  columnsOf,
  conditionTest,
  type ConditionTest,
  fieldReader,
  FieldFault,
  type FieldReader,
  templateColumns,
  templateReader,
} from './fields';
import type { EventMapping, Mapping } from './mapping';
import type { Row } from './rows/row';

/** A CloudEvents 1.0 event as sent. */
export interface OutgoingEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  time: string;
  data: Record<string, unknown>;
}

/** Why part of a row gave no event. `skipped` is intended by the mapping, the others are faults. */
export interface MapProblem {
  kind: 'skipped' | 'mapping' | 'invalid';
  path: string;
  message: string;
  cause?: Cause;
  /** the file's column of the field, if any */
  column?: string;
  /** a value missing from a map */
  unknown?: { map: string; value: string };
}
export interface MappedRow {
  events: OutgoingEvent[];
  problems: MapProblem[];
}

export type RowMapper = (row: Row) => MappedRow;

/** Reason of rows for which no event of the mapping applies; other reasons are texts of the mapping. */
export const NOTHING_APPLIES = 'no event of the mapping applies';

/** Compiled once per mapping. A row may give several events; a fault of one does not affect the others. */
export function rowMapper(mapping: Mapping, source = `import:${mapping.name}`): RowMapper {
  const skips = mapping.skip.map(({ when, why }) => ({ why, applies: conditionTest(when, mapping) }));
  const makers = mapping.events.map((event) => eventMaker(event, mapping, source));
  return (row) => {
    const skip = skips.find(({ applies }) => applies(row));
    if (skip) return { events: [], problems: [{ kind: 'skipped', path: '', message: skip.why }] };
    const mapped: MappedRow = { events: [], problems: [] };
    for (const maker of makers) {
      if (maker.applies(row)) maker.make(row, mapped);
    }
    if (mapped.events.length === 0 && mapped.problems.length === 0) {
      mapped.problems.push({ kind: 'skipped', path: '', message: NOTHING_APPLIES });
    }
    return mapped;
  };
}

/** Columns of the mapping missing in the first row: a typing error, or the wrong file. */
export function missingColumns(mapping: Mapping, row: Row): string[] {
  const named = new Set<string>();
  for (const { when } of mapping.skip) when.forEach(({ column }) => named.add(column));
  for (const event of mapping.events) {
    event.when.forEach(({ column }) => named.add(column));
    templateColumns(event.id ?? '').forEach((column) => named.add(column));
    for (const field of [event.time, ...Object.values(event.data)])
      columnsOf(field).forEach((column) => named.add(column));
  }
  return [...named].filter((column) => !Object.hasOwn(row, column));
}

export function columnAt(event: EventMapping, path: string): { column?: string } {
  const [, name] = /^data\.([^.]+)/.exec(path) ?? [];
  const field = path === 'time' ? event.time : name === undefined ? undefined : event.data[name];
  const column = field?.column ?? templateColumns(field?.template ?? '').join(' + ');
  return column === '' ? {} : { column };
}

/** Validates an event like ingestion, without sending it. */
export function validate(event: OutgoingEvent): MapProblem[] {
  const envelope = Envelope.safeParse(event);
  if (!envelope.success)
    return envelope.error.issues.map((issue) => invalid(issue.path, issue.message, causeOf(issue, event)));
  const schema = Object.hasOwn(EVENT_DATA, event.type) ? EVENT_DATA[event.type as EventType] : undefined;
  if (!schema) return [invalid(['type'], `unknown type ${event.type}`, cause('unknown-type'))];
  const data = schema.safeParse(event.data);
  return data.success
    ? []
    : data.error.issues.map((issue) => invalid(['data', ...issue.path], issue.message, causeOf(issue, event.data)));
}

function invalid(at: readonly PropertyKey[], message: string, why: Cause): MapProblem {
  const path = at.map(String).join('.');
  return { kind: 'invalid', path, message, cause: { ...why, path } };
}

interface EventMaker {
  applies: ConditionTest;
  make(row: Row, into: MappedRow): void;
}

function eventMaker(event: EventMapping, mapping: Mapping, source: string): EventMaker {
  const time = fieldReader({ ...event.time, required: true }, mapping);
  const fields: [string, FieldReader][] = Object.entries(event.data).map(([name, field]) => [
    name,
    fieldReader(field, mapping),
  ]);
  const id = event.id === undefined ? undefined : templateReader(event.id, mapping);
  const make = (row: Row, into: MappedRow): void => {
    const problems: MapProblem[] = [];
    const read = (path: string, reader: FieldReader) => {
      try {
        return reader(row);
      } catch (error) {
        if (!(error instanceof FieldFault)) throw error;
        problems.push({
          kind: 'mapping',
          path,
          message: error.message,
          cause: { path, code: error.code, params: error.params },
          ...columnAt(event, path),
          ...(error.unknown === undefined ? {} : { unknown: error.unknown }),
        });
        return undefined;
      }
    };
    const at = read('time', time);
    const data: Record<string, unknown> = {};
    for (const [name, reader] of fields) {
      const value = read(`data.${name}`, reader);
      if (value !== undefined) data[name] = value;
    }
    const type = event.type;
    const outgoing: OutgoingEvent = {
      specversion: '1.0',
      id: id?.(row) ?? contentId(type, String(at), data),
      source,
      type,
      time: String(at),
      data,
    };
    if (problems.length === 0) {
      into.events.push(outgoing);
      for (const problem of validate(outgoing)) into.problems.push({ ...problem, ...columnAt(event, problem.path) });
    } else into.problems.push(...problems);
  };
  return { applies: conditionTest(event.when, mapping), make };
}

/** Id from the content: identical rows are one event, which makes imports repeatable without an id column. */
function contentId(type: string, time: string, data: Record<string, unknown>): string {
  const canonical = JSON.stringify([type, time, Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return createHash('sha256').update(canonical).digest('hex').slice(0, 32);
}
