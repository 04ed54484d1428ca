import { Mapping } from './mapping';

const event = {
  type: 'hall.ticket.called',
  time: { column: 't', as: 'instant', format: 'iso' },
  data: { hallId: { value: 'H' } },
};
const base = { format: 'mapping/1', name: 'm', timeZone: 'Asia/Shanghai', events: [event] };

const faults = (document: unknown): string[] => {
  const read = Mapping.safeParse(document);
  return read.success ? [] : read.error.issues.map((issue) => issue.path.join('.'));
};

describe('a mapping file', () => {
  it('is read with its defaults', () => {
    expect(Mapping.parse(base)).toMatchObject({
      delimiter: ',',
      encoding: 'utf8',
      skip: [],
      organisation: { branch: { code: 'imported' } },
    });
  });

  it('lists every fault at once, each with its place', () => {
    const found = faults({
      ...base,
      timeZone: 'Mars/Olympus',
      events: [
        {
          type: 'hall.ticket.teleported',
          time: { column: 't', as: 'instant' },
          data: { a: { column: 'x', value: 'y' }, b: { column: 'x', extract: '(' } },
        },
      ],
      skip: [{ when: [{ column: 'x', equals: '1', present: true }], why: 'x' }],
    });
    expect(found).toEqual(
      expect.arrayContaining([
        'timeZone',
        'events.0.type',
        'events.0.data.a',
        'events.0.data.b.extract',
        'skip.0.when.0',
      ]),
    );
  });

  it('refuses a value map nobody wrote, an instant without a format and a misspelt field', () => {
    expect(faults({ ...base, events: [{ ...event, data: { hallId: { column: 'h', map: 'halls' } } }] })).toEqual([
      'events.0.data.hallId.map',
    ]);
    expect(faults({ ...base, events: [{ ...event, time: { column: 't', as: 'instant' } }] })).toEqual([
      'events.0.time.format',
    ]);
    expect(faults({ ...base, evnts: [] })).toEqual(['']);
  });
});
