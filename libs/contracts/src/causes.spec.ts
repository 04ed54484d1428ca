import { z } from 'zod';
import { CAUSE_CODES, causeOf, type Cause } from './causes';
import { EVENT_DATA, EVENT_TYPES, type EventType } from './events/data';
import { Envelope } from './events/envelope';

const told = (schema: z.ZodType, input: unknown): Cause[] =>
  schema.safeParse(input).error?.issues.map((issue) => causeOf(issue, input)) ?? [];
const ticket = { hallId: 'H32', ticketId: 't' };

describe('why something was not taken, as codes', () => {
  it.each<[EventType, unknown, Cause]>([
    ['hall.ticket.called', ticket, { path: 'windowId', code: 'missing', params: {} }],
    ['hall.ticket.called', { ...ticket, windowId: 7 }, { path: 'windowId', code: 'not-text', params: {} }],
    ['hall.ticket.called', { ...ticket, windowId: '' }, { path: 'windowId', code: 'too-short', params: { limit: 1 } }],
    [
      'hall.ticket.called',
      { ...ticket, windowId: 'w'.repeat(129) },
      { path: 'windowId', code: 'too-long', params: { limit: 128 } },
    ],
    ['hall.ticket.rated', { ...ticket, stars: 6 }, { path: 'stars', code: 'too-big', params: { limit: 5 } }],
    ['hall.ticket.rated', { ...ticket, stars: 2.5 }, { path: 'stars', code: 'not-whole', params: {} }],
    ['hall.ticket.rated', { hallId: 'H32', stars: 5 }, { path: '', code: 'ticket-or-case', params: {} }],
    [
      'hall.window.assigned',
      { hallId: 'H32', windowId: 'w', queues: 'a' },
      { path: 'queues', code: 'not-list', params: {} },
    ],
    [
      'hall.window.assigned',
      { hallId: 'H32', windowId: 'w', queues: Array.from({ length: 257 }, String) },
      { path: 'queues', code: 'too-many', params: { limit: 256 } },
    ],
    [
      'hall.consult.asked',
      { consultId: 'c', tier: 'no', channel: 'phone' },
      { path: 'tier', code: 'not-one-of', params: { values: 'ai, center, unit' } },
    ],
    [
      'hall.booking.created',
      { hallId: 'H32', bookingId: 'b', queue: 'q', slotStart: 'soon', slotEnd: '2026-03-04T09:30:00+08:00' },
      { path: 'slotStart', code: 'not-an-instant', params: {} },
    ],
    [
      'hall.booking.created',
      {
        hallId: 'H32',
        bookingId: 'b',
        queue: 'q',
        slotStart: '0000-03-04T09:30:00Z',
        slotEnd: '2026-03-04T09:30:00+08:00',
      },
      { path: 'slotStart', code: 'instant-out-of-range', params: {} },
    ],
  ])('%s %j', (type, data, expected) => {
    expect(told(EVENT_DATA[type], data)).toContainEqual(expected);
  });

  it('have a word of their own for every fault of every event, whatever stands in a field', () => {
    for (const type of EVENT_TYPES) {
      const schema: z.ZodObject = EVENT_DATA[type];
      for (const junk of [undefined, null, 0.5, -1, 1e12, '', 'x'.repeat(1000), true, [], {}, [''], 'not a time']) {
        const data = Object.fromEntries(Object.keys(schema.shape).map((field) => [field, junk]));
        const causes = told(schema, data);
        expect([type, junk, causes.filter(({ code }) => code === 'bad-shape' && !mayBeTwo(type))]).toEqual([
          type,
          junk,
          [],
        ]);
        for (const { code } of causes) expect(CAUSE_CODES).toContain(code);
      }
    }
    expect(told(Envelope, { specversion: '0.3' }).map(({ code }) => code)).not.toContain('bad-shape');
  });
});

/** a priority may be a number or a boolean, so neither type is named as expected */
const mayBeTwo = (type: EventType): boolean => type === 'hall.ticket.issued';
