import { EVENT_DATA, EVENT_TYPES } from './data';
import { Envelope, hallOf, isEventType, type HallEvent } from './envelope';
import { eventJsonSchema, eventJsonSchemas } from './json-schema';

const envelope = {
  specversion: '1.0',
  id: 'e1',
  source: '/ticketing/1',
  type: 'hall.ticket.issued',
  time: '2026-11-20T09:00:00+08:00',
  data: { hallId: 'H32', ticketId: 't1', number: 'A001', queue: 'household', channel: 'walk-in' },
};

describe('events of the contract', () => {
  it.each(['2026-11-20T09:00:00', '2026-11-20', '20.11.2026 09:00', 1763600000000])(
    'refuses the time %p: no offset, no truth',
    (time) => {
      expect(Envelope.safeParse({ ...envelope, time }).success).toBe(false);
    },
  );

  it('accepts an event and keeps only the fields of its type', () => {
    const parsed = Envelope.parse(envelope);
    const data = EVENT_DATA['hall.ticket.issued'].parse({ ...parsed.data, secretNote: 'x' });
    expect(data).toEqual(envelope.data);
  });

  it.each([
    ['a number for an id', { ticketId: 7 }],
    ['an empty id', { ticketId: '' }],
    ['an over-long id', { ticketId: 'x'.repeat(129) }],
    ['an unknown channel', { channel: 'teleport' }],
  ])('refuses %s', (_, fault) => {
    expect(EVENT_DATA['hall.ticket.issued'].safeParse({ ...envelope.data, ...fault }).success).toBe(false);
  });

  it('rates either a ticket or a case, never both and never neither', () => {
    const rated = EVENT_DATA['hall.ticket.rated'];
    expect(rated.safeParse({ hallId: 'H', ticketId: 't', stars: 2 }).success).toBe(true);
    expect(rated.safeParse({ hallId: 'H', caseId: 'c', stars: 2 }).success).toBe(true);
    expect(rated.safeParse({ hallId: 'H', ticketId: 't', caseId: 'c', stars: 2 }).success).toBe(false);
    expect(rated.safeParse({ hallId: 'H', stars: 2 }).success).toBe(false);
    expect(rated.safeParse({ hallId: 'H', ticketId: 't', stars: 6 }).success).toBe(false);
  });

  it('finds the hall of an event, also of a case that names only the accepting one', () => {
    const accepted: HallEvent = {
      id: '1',
      type: 'hall.case.accepted',
      time: 0,
      data: { caseId: 'c', kind: 'case', channel: 'window', unit: 'u', acceptingHallId: 'H8' },
    };
    expect(hallOf(accepted)).toBe('H8');
    expect(hallOf({ id: '2', type: 'hall.case.closed', time: 0, data: { caseId: 'c', result: 'done' } })).toBeNull();
  });

  it('says what an instant without an offset lacks', () => {
    const said = Envelope.safeParse({
      specversion: '1.0',
      id: '1',
      source: '/s',
      type: 'hall.ticket.called',
      time: '2026-03-04T09:30:00',
      data: {},
    });
    expect(said.error?.issues).toEqual([
      expect.objectContaining({ path: ['time'], message: expect.stringContaining('offset') as unknown }),
    ]);
  });

  it('tells types apart from names every object carries', () => {
    expect(isEventType('hall.ticket.called')).toBe(true);
    expect(isEventType('toString')).toBe(false);
  });

  it('writes a JSON Schema for every type, with required fields', () => {
    expect(Object.keys(eventJsonSchemas())).toEqual(EVENT_TYPES);
    const schema = eventJsonSchema('hall.ticket.issued');
    expect(schema).toMatchObject({
      properties: { data: { required: ['hallId', 'ticketId', 'number', 'queue', 'channel'] } },
    });
  });
});
