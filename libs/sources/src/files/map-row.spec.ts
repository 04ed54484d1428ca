import { missingColumns, rowMapper } from './map-row';
import { Mapping } from './mapping';

const boards = (extra: Record<string, unknown> = {}, data: Record<string, unknown> = {}) =>
  Mapping.parse({
    format: 'mapping/1',
    name: 'boards',
    timeZone: 'Europe/Warsaw',
    events: [
      {
        type: 'hall.queue.observed',
        time: { template: '{date} {time}', as: 'instant', format: 'yyyy-MM-dd HH:mm' },
        data: {
          hallId: { column: 'office', required: true },
          queue: { column: 'letter' },
          waiting: { column: 'waiting', as: 'integer' },
          ...data,
        },
      },
    ],
    ...extra,
  });
const row = { office: 'A', letter: 'B', waiting: '3', date: '2020-01-07', time: '07:59' };

describe('a row becomes events', () => {
  it('reads local times in the zone of the mapping and carries their offset', () => {
    const { events, problems } = rowMapper(boards())(row);
    expect(problems).toEqual([]);
    expect(events).toEqual([
      expect.objectContaining({
        specversion: '1.0',
        type: 'hall.queue.observed',
        source: 'import:boards',
        time: '2020-01-07T07:59:00+01:00',
        data: { hallId: 'A', queue: 'B', waiting: 3 },
      }),
    ]);
    expect(rowMapper(boards())({ ...row, date: '2020-07-07' }).events[0]?.time).toBe('2020-07-07T07:59:00+02:00');
  });

  it('gives the same id to the same content and another to any other', () => {
    const map = rowMapper(boards());
    const [first, again, other] = [row, { ...row }, { ...row, waiting: '4' }].map((r) => map(r).events[0]?.id);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('refuses a wall time the clock jumped over instead of moving it', () => {
    const { events, problems } = rowMapper(boards())({ ...row, date: '2020-03-29', time: '02:30' });
    expect(events).toEqual([]);
    expect(problems[0]).toMatchObject({
      kind: 'mapping',
      path: 'time',
      message: expect.stringContaining('put forward') as string,
    });
  });

  it('says what is wrong where, all faults of a row together', () => {
    const { events, problems } = rowMapper(boards())({ ...row, office: '', waiting: '3,5', time: '7 o’clock' });
    expect(events).toEqual([]);
    expect(problems.map(({ path }) => path)).toEqual(['time', 'data.hallId', 'data.waiting']);
  });

  it('sends what the contract would refuse, and says so', () => {
    const { events, problems } = rowMapper(boards())({ ...row, waiting: '-1' });
    expect(events).toHaveLength(1);
    expect(problems).toEqual([expect.objectContaining({ kind: 'invalid', path: 'data.waiting' })]);
  });

  it('leaves out what the mapping calls empty', () => {
    const mapping = boards({ empty: ['NULL', '-'] }, { lastCalled: { column: 'number' } });
    expect(rowMapper(mapping)({ ...row, number: '-' }).events[0]?.data).not.toHaveProperty('lastCalled');
    expect(rowMapper(mapping)({ ...row, number: 'B001' }).events[0]?.data).toHaveProperty('lastCalled', 'B001');
  });

  it('maps values, refuses unknown ones, and takes the way out a mapping gives', () => {
    const valueMaps = { halls: { A: 'H01' } };
    const strict = boards({ valueMaps }, { hallId: { column: 'office', map: 'halls' } });
    expect(rowMapper(strict)(row).events[0]?.data['hallId']).toBe('H01');
    expect(rowMapper(strict)({ ...row, office: 'Z' }).problems[0]?.message).toContain(
      '“Z” is not in the value map halls',
    );
    const lenient = boards({ valueMaps }, { hallId: { column: 'office', map: 'halls', otherwise: 'H99' } });
    expect(rowMapper(lenient)({ ...row, office: 'Z' }).events[0]?.data['hallId']).toBe('H99');
  });

  it('skips with its reason, and counts rows no event applies to', () => {
    const mapping = boards({ skip: [{ when: [{ column: 'waiting', equals: '0' }], why: 'nobody there' }] });
    expect(rowMapper(mapping)({ ...row, waiting: '0' }).problems).toEqual([
      { kind: 'skipped', path: '', message: 'nobody there' },
    ]);
  });

  it('makes several events of one row, each when it applies', () => {
    const cases = Mapping.parse({
      format: 'mapping/1',
      name: 'cases',
      timeZone: 'America/New_York',
      events: [
        {
          type: 'hall.case.accepted',
          id: '{id}/accepted',
          time: { column: 'open', as: 'instant', format: 'yyyy-MM-dd HH:mm:ss' },
          data: {
            caseId: { column: 'id' },
            kind: { value: 'order' },
            channel: { value: 'phone' },
            unit: { column: 'unit' },
            dueAt: { column: 'due', as: 'instant', format: 'yyyy-MM-dd HH:mm:ss' },
          },
        },
        {
          type: 'hall.case.closed',
          id: '{id}/closed',
          when: [{ column: 'closed', present: true }],
          time: { column: 'closed', as: 'instant', format: 'yyyy-MM-dd HH:mm:ss' },
          data: { caseId: { column: 'id' }, result: { value: 'done' } },
        },
      ],
    });
    const open = { id: '7', open: '2022-01-21 13:47:00', due: '2022-02-04 13:47:30', closed: '', unit: 'BTDT' };
    expect(rowMapper(cases)(open).events.map(({ id }) => id)).toEqual(['7/accepted']);
    const shut = rowMapper(cases)({ ...open, closed: '2022-02-01 09:00:00' });
    expect(shut.events.map(({ id, time }) => [id, time])).toEqual([
      ['7/accepted', '2022-01-21T13:47:00-05:00'],
      ['7/closed', '2022-02-01T09:00:00-05:00'],
    ]);
    expect(shut.events[0]?.data['dueAt']).toBe('2022-02-04T13:47:30-05:00');
  });

  it('names the columns a file lacks', () => {
    expect(missingColumns(boards(), { office: 'A', letter: 'B', waiting: '0' })).toEqual(['date', 'time']);
  });
});
