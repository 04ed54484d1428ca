import { EVENT_DATA, EVENT_TYPES } from '@cockpit/contracts';
import fc from 'fast-check';
import type { z } from 'zod';
import { READ_WHOLE, readQuickly } from './read-quickly';
import { readWhole } from './validate';

const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('H1', 'w1', 'walk-in', 'case', 'window', 'done', 'mistaken', 'ai', 'phone') },
  fc.constantFrom('', 'x'.repeat(128), 'x'.repeat(129), 'x'.repeat(300), 'x'.repeat(501), '一门', '\ud800', 'a\0b'),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const number = fc.constantFrom(0, 1, 3, 5, 6, 9, 1.5, -1, -0, 1e6, 1e6 + 1, 3650, 7 * 86_400, 2 ** 53, 1e999, NaN);
const odd = fc.oneof(
  fc.constantFrom(null, true, false),
  number,
  fc.array(text, { maxLength: 3 }),
  fc.object({ maxDepth: 2 }),
);
const value = fc.oneof({ weight: 4, arbitrary: text }, { weight: 2, arbitrary: number }, odd);
const two = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'));
const instant = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('1899', '1900', '2000', '2024', '2026', '2199', '2200', '0000', '026'),
      two(13),
      two(32),
      two(25),
      two(61),
      two(61),
      fc.constantFrom('', '.1', '.123', '.123456789', '.', ',5', '.1234567890'),
      fc.constantFrom('Z', 'z', '+08:00', '-14:00', '+14:59', '+15:00', '+23:59', '+24:00', '+0800', '', '-00:00'),
    )
    .map(
      ([year, month, day, hour, minute, second, part, zone]) =>
        `${year}-${month}-${day}T${hour}:${minute}:${second}${part}${zone}`,
    ),
  fc
    .date({ min: new Date('1899-12-01T00:00:00Z'), max: new Date('2200-02-01T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString()),
);

const POOL = ['H1', 'walk-in', 'window', 'case', 'order', 'done', 'mistaken', 'ai', '一门', 'x'.repeat(128)];
const VALUES = [...POOL, 0, 1, 5, 1.5, true, ['a'], [], '2026-03-04T09:30:00+08:00', { by: 'me', text: '\u0000' }];
/** Mostly what the schema of the field takes, now and then anything. */
function fieldOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const fitting = VALUES.filter((one) => schema.safeParse(one).success);
  return fitting.length === 0
    ? value
    : fc.oneof({ weight: 19, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: value });
}
/** Data with the fields of its type, and now and then one too many or too few. */
const dataOf = (type: (typeof EVENT_TYPES)[number]) => {
  const shape: Record<string, z.ZodType> = EVENT_DATA[type].shape;
  const required = Object.keys(shape).filter((name) => !(shape[name]?.safeParse(undefined).success ?? false));
  const fields = Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, fieldOf(schema)]));
  return fc
    .tuple(
      fc.record(fields, { requiredKeys: required }),
      fc.dictionary(fc.constantFrom('extra', '__proto__', 'constructor', 'toString'), odd, { maxKeys: 1 }),
      fc.option(fc.constantFrom(...Object.keys(shape)), { freq: 9, nil: undefined }),
    )
    .map(([own, more, left]) =>
      Object.fromEntries(Object.entries({ ...more, ...own }).filter(([name]) => name !== left)),
    );
};
const event = fc.constantFrom(...EVENT_TYPES).chain((type) =>
  fc
    .tuple(
      dataOf(type),
      fc.oneof(fc.constantFrom('2026-03-04T09:30:00+08:00', '2024-02-29T00:00:00.5Z'), instant),
      fc.record(
        {
          id: text,
          source: text,
          subject: value,
          sequence: value,
          datacontenttype: value,
          type: value,
          specversion: value,
          time: value,
          data: value,
        },
        { requiredKeys: [] },
      ),
      fc.constantFrom(false, false, false, true),
    )
    .map(([data, time, changed, isChanged]) => ({
      specversion: '1.0',
      id: 'e1',
      source: '/s',
      type,
      time,
      datacontenttype: 'application/json',
      data,
      ...(isChanged ? changed : {}),
    })),
);

/** As it comes out of the parser of a request. */
const sent = (raw: unknown): object => JSON.parse(JSON.stringify(raw)) as object;

it('reads what it reads exactly as the schemas do, to the order of fields', () => {
  let read = 0;
  fc.assert(
    fc.property(event, (raw) => {
      const quickly = readQuickly(sent(raw));
      if (quickly === null) return;
      read += 1;
      expect(JSON.stringify(quickly)).toBe(JSON.stringify(readWhole(sent(raw))));
    }),
    { numRuns: 3_000 },
  );
  expect(read).toBeGreaterThan(300);
});

it('leaves to the schemas only types whose data it does not understand', () => {
  expect(READ_WHOLE).toEqual(['hall.ticket.rated', 'hall.booking.created', 'hall.point.counted']);
});

it('reads the usual events', () => {
  const of = (type: string, data: object, more: object = {}) => ({
    specversion: '1.0',
    id: 'e1',
    source: '/s',
    type,
    time: '2026-03-04T09:30:00+08:00',
    data,
    ...more,
  });
  const at = { hallId: 'H1', ticketId: 't1' };
  for (const raw of [
    of('hall.ticket.issued', { number: 'A1', queue: 'q', channel: 'walk-in', quotedWaitSec: 60, ...at, visitor: 'x' }),
    of('hall.ticket.called', { ...at, windowId: 'w1' }, { subject: 's' }),
    of('hall.ticket.finished', { ...at, windowId: 'w1', items: ['i1'], result: 'done' }),
    of('hall.queue.observed', { hallId: 'H1', queue: 'q', waiting: 3 }),
    of('hall.case.assigned', { caseId: 'c1', unit: 'u1' }),
    of('hall.case.delivered', { caseId: 'c1' }),
  ])
    expect(readQuickly(raw)).toEqual(readWhole(raw));
});
