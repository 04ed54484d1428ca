import type { z } from 'zod';
import { Day, Instant } from '../primitives';
import { EVENT_DATA, EVENT_TYPES, type EventType } from './data';
import { Envelope } from './envelope';
import { eventJsonSchema } from './json-schema';

interface Schema {
  format?: string;
  type?: string;
  enum?: string[];
  minimum?: number;
  items?: Schema;
  anyOf?: Schema[];
  required?: string[];
  properties?: Record<string, Schema>;
}

/** A valid value of a schema; for events with the required fields only. */
function sample(schema: Schema): unknown {
  if (schema.anyOf) return sample(schema.anyOf[0] ?? {});
  if (schema.enum) return schema.enum[0];
  if (schema.format === 'date-time') return '2026-03-04T09:30:00Z';
  if (schema.type === 'object')
    return Object.fromEntries((schema.required ?? []).map((name) => [name, sample(schema.properties?.[name] ?? {})]));
  return schema.type === 'array'
    ? []
    : schema.type === 'integer' || schema.type === 'number'
      ? (schema.minimum ?? 0)
      : 'x';
}

const dataOf = (type: EventType): Schema => (eventJsonSchema(type) as Schema).properties?.['data'] ?? {};
/** All fields of all types that their schema declares as instants. */
const FIELDS = EVENT_TYPES.flatMap((type) =>
  Object.entries(dataOf(type).properties ?? {})
    .filter(([, schema]) => schema.format === 'date-time')
    .map(([name]) => [type, name] as const),
);

const TAKEN = [
  '1900-01-01T00:00:00Z',
  '1900-01-01T08:00:00+08:00',
  '2199-12-31T23:59:59.999Z',
  '2026-03-04T09:30:00.123456+08:00',
];
const REFUSED = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+14:00',
  '1899-12-31T23:59:59.999Z',
  '1900-01-01T00:00:00+08:00',
  '2200-01-01T00:00:00Z',
  '2199-12-31T23:59:59-01:00',
  '9999-12-31T23:59:59Z',
];
const takes = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

it('finds instants in the types of the contract that have them', () => {
  expect(FIELDS).toEqual(
    expect.arrayContaining([
      ['hall.case.accepted', 'dueAt'],
      ['hall.booking.created', 'slotStart'],
      ['hall.point.counted', 'to'],
    ]),
  );
});

it.each(FIELDS)('%s takes %s in the years 1900–2199 only', (type, name) => {
  const data = { ...(sample(dataOf(type)) as object), ...(type === 'hall.case.accepted' ? { kind: 'case' } : {}) };
  const check = (text: string): boolean => takes(EVENT_DATA[type], { ...data, [name]: text });
  expect(TAKEN.filter((text) => !check(text))).toEqual([]);
  expect(REFUSED.filter(check)).toEqual([]);
});

it('an event’s own time, an instant and a day lie in the same years', () => {
  const envelope = { specversion: '1.0', id: '1', source: '/s', type: 'hall.ticket.called', data: {} };
  expect(TAKEN.filter((time) => !takes(Envelope, { ...envelope, time }) || !takes(Instant, time))).toEqual([]);
  expect(REFUSED.filter((time) => takes(Envelope, { ...envelope, time }) || takes(Instant, time))).toEqual([]);
  expect(['1900-01-01', '2199-12-31', '2024-02-29'].filter((day) => !takes(Day, day))).toEqual([]);
  expect(
    ['0000-01-01', '1899-12-31', '2200-01-01', '9999-12-31', '2026-02-30'].filter((day) => takes(Day, day)),
  ).toEqual([]);
});
