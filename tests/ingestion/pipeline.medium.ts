import { answerOf, cloudEvent, issued, openPipeline, until, type Pipeline } from './support';

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await openPipeline();
});
afterAll(async () => {
  await pipeline.close();
});

const at = (minute: number): number => Date.parse('2026-03-04T09:00:00+08:00') + minute * 60_000;
const stored = (n: number) =>
  until(
    () => pipeline.status(),
    (status) => status.landed >= n && status.backlog === 0,
  );

describe('the pipeline from the door to the tables', () => {
  it('takes a visit in and gives it back', async () => {
    const ticket = { hallId: 'H32', ticketId: 't1' };
    const window = { ...ticket, windowId: 'w1', officerId: 'o1' };
    const events = [
      cloudEvent({
        id: 'e1',
        type: 'hall.ticket.issued',
        time: at(0),
        data: { ...ticket, number: 'A001', queue: 'household', channel: 'walk-in' },
      }),
      cloudEvent({ id: 'e2', type: 'hall.ticket.called', time: at(10), data: window }),
      cloudEvent({ id: 'e3', type: 'hall.ticket.started', time: at(11), data: window }),
      cloudEvent({ id: 'e4', type: 'hall.ticket.finished', time: at(20), data: { ...window, result: 'done' } }),
    ];
    const response = await pipeline.post(events);
    expect(response.status).toBe(202);
    expect(await answerOf(response)).toEqual({ accepted: 4, rejected: [] });
    const status = await stored(4);
    expect(status).toMatchObject({
      received: 4,
      accepted: 4,
      rejected: 0,
      landed: 4,
      lastEventAt: '2026-03-04T01:20:00.000Z',
    });
    const visits = (await (await pipeline.get('/v1/visits?hall=H32&day=2026-03-04')).json()) as {
      items: unknown[];
      next: unknown;
    };
    expect(visits).toEqual({
      items: [
        {
          ticketId: 't1',
          number: 'A001',
          queue: 'household',
          item: null,
          issuedAt: '2026-03-04T01:00:00.000Z',
          calledAt: '2026-03-04T01:10:00.000Z',
          startedAt: '2026-03-04T01:11:00.000Z',
          finishedAt: '2026-03-04T01:20:00.000Z',
          windowId: 'w1',
          waitSec: 600,
          serviceSec: 540,
          result: 'done',
          quotedP50Sec: null,
          quotedP90Sec: null,
        },
      ],
      next: null,
    });
    const found = async (part: string) =>
      ((await (await pipeline.get(`/v1/visits?hall=H32&day=2026-03-04&${part}`)).json()) as { items: unknown[] }).items
        .length;
    for (const part of ['queue=household', 'window=w1', 'officer=o1', 'window=w1&officer=o1'])
      expect([part, await found(part)]).toEqual([part, 1]);
    for (const part of ['queue=exit-entry', 'window=w2', 'officer=o2', 'item=id-card', 'window=w1&officer=o2'])
      expect([part, await found(part)]).toEqual([part, 0]);
  });

  it('counts repeats as accepted and changes nothing', async () => {
    const before = await pipeline.status();
    const response = await pipeline.post([issued('r1'), issued('r1'), issued('r1')]);
    expect(await answerOf(response)).toEqual({ accepted: 3, rejected: [] });
    expect((await stored(before.landed + 1)).landed).toBe(before.landed + 1);
  });
});
