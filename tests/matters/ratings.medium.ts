import { ActAnswer, MatterDetail, MetricAnswer } from '@cockpit/contracts';
import { MatterRebuild } from '@cockpit/matters';
import { MetricsApiModule } from '@cockpit/metrics';
import { Module } from '@nestjs/common';
import { Desk, WithWorker, caseEvent, until, type Sent } from './support';

@Module({ imports: [WithWorker, MetricsApiModule] })
class WithMetrics {}

let desk: Desk;
let hotline: string;
let people: Record<'chief' | 'bureau' | 'officer', string>;
beforeAll(async () => {
  desk = await Desk.open(WithMetrics);
  hotline = await desk.source('hotline');
  people = {
    chief: await desk.person('chief', 'supervisor', ['H32']),
    bureau: await desk.person('bureau', 'manager', 'all'),
    officer: await desk.person('officer-1', 'officer', ['H32'], { officerId: 'o1' }),
  };
});
afterAll(async () => {
  await desk.close();
});

const DAY = new Date(Date.now() - 7_200_000);
const minute = (n: number): string => new Date(DAY.getTime() + n * 60_000).toISOString();
/** what is written at the door, and what is kept of it */
const WRITTEN = '等了一小时，请回电13805712345';
const SHOWN = '等了一小时，请回电[电话号]';
const rating = (id: string, ticketId: string, stars: number, at = 20): Sent => ({
  id,
  type: 'hall.ticket.rated',
  time: minute(at),
  data: { hallId: 'H32', ticketId, stars, tags: ['态度差', '等太久'], comment: WRITTEN },
});
const ticket = (ticketId: string): Sent[] => {
  const of = (step: string, at: number, data: object): Sent => ({
    id: `${ticketId}-${step}`,
    type: `hall.ticket.${step}`,
    time: minute(at),
    data: { hallId: 'H32', ticketId, ...data },
  });
  const here = { windowId: 'w1', officerId: 'o1' };
  return [
    of('issued', 0, { number: ticketId, queue: 'household', item: 'HZ-2', channel: 'walk-in' }),
    of('called', 5, here),
    of('started', 6, here),
    of('finished', 15, { ...here, result: 'done' }),
  ];
};
const bad = () => desk.matters('?kind=bad-rating');
const ofTicket = async (ticketId: string) => (await bad()).find((one) => one.rating?.ticketId === ticketId);
let serial = 0;
const post = (id: string, body: object, token: string) =>
  desk.call(`/v1/matters/${id}/acts`, {
    method: 'POST',
    body: { key: `rating-key-${String(++serial)}`, ...body },
    token,
  });
async function act(id: string, asked: object, token = people.bureau): Promise<ActAnswer> {
  const { revision } = await desk.detail(id);
  const { status, body } = await post(id, { revision, ...asked }, token);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return ActAnswer.parse(body);
}
const satisfied = async (by?: string): Promise<MetricAnswer> => {
  const [from, to] = [minute(-24 * 60).slice(0, 10), minute(24 * 60).slice(0, 10)];
  const split = by === undefined ? '' : `&by=${by}`;
  return MetricAnswer.parse((await desk.call(`/v1/metrics/satisfied?hall=H32&from=${from}&to=${to}${split}`)).body);
};
const told = ({ rating: said, step, officerId, closedAt, result, excluded, path }: MatterDetail) => ({
  said,
  step,
  officerId,
  closedAt,
  result,
  excluded,
  path,
});

describe('a bad rating', () => {
  it('that comes twice and before its ticket is one, and knows window, officer and item once the ticket has come', async () => {
    await desk.send([rating('r1', 't1', 1), rating('r2', 'nobody', 2), rating('r3', 't3', 5)]);
    await desk.send([rating('r1', 't1', 1)]);
    await desk.settled();
    expect(await ofTicket('t1')).toMatchObject({ officerId: null, item: null, rating: { stars: 1, windowId: null } });
    await desk.send([...ticket('t1'), ...ticket('t3')]);
    await until(
      () => ofTicket('t1'),
      (one) => one?.officerId === 'o1',
    );
    await desk.settled();
    expect(await bad()).toHaveLength(2);
    expect(await ofTicket('t1')).toMatchObject({
      hall: 'H32',
      unit: 'H32',
      officerId: 'o1',
      item: 'HZ-2',
      rating: { stars: 1, tags: ['态度差', '等太久'], comment: SHOWN, ticketId: 't1', windowId: 'w1', excluded: false },
    });
    // of a ticket nobody knows it is the hall's, with a clock like any other
    expect(await ofTicket('nobody')).toMatchObject({ unit: 'H32', officerId: null, rating: { windowId: null } });
    expect((await ofTicket('nobody'))?.dueAt).not.toBeNull();
    expect((await desk.matters('', people.officer)).map((one) => one.rating?.ticketId)).toEqual(['t1']);
    // each is told once, however often it is computed
    await desk.running.app.get(MatterRebuild).markAll();
    await desk.settled();
    const toTell: unknown = await desk.postgres.query(
      "SELECT ticket_id AS ticket, to_tell->>'act' AS act, fresh FROM bad_rating ORDER BY ticket_id",
    );
    expect(toTell).toEqual([
      { ticket: 'nobody', act: 'rated', fresh: false },
      { ticket: 't1', act: 'rated', fresh: false },
    ]);
  });

  it('has its tags counted', async () => {
    expect((await desk.call('/v1/matters/rating-tags?hall=H32')).body).toEqual({
      items: [
        { tag: '态度差', count: 2 },
        { tag: '等太久', count: 2 },
      ],
    });
    expect((await desk.call('/v1/matters/rating-tags?hall=H12')).body).toEqual({ items: [] });
  });

  it('is contacted, answered and verified, by one of two who close it in the same second', async () => {
    const { id } = (await ofTicket('t1')) ?? { id: '' };
    await act(id, { act: 'contact', text: '已电话联系' }, people.officer);
    const [contact] = (await desk.clock(id)).phases;
    expect(contact).toMatchObject({ phase: 'contact', overdue: false });
    expect(contact?.doneAt).not.toBeNull();
    await act(id, { act: 'reply', text: '已致歉并说明' }, people.officer);
    const { revision } = await desk.detail(id);
    const both = await Promise.all(
      [people.chief, people.officer].map((token) =>
        post(id, { revision, act: 'close', result: '已整改', text: '培训' }, token),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await act(id, { act: 'verify' });
    expect((await desk.detail(id)).step).toBe('verified');
  });

  it('is closed by its answer from whatever source, also one that comes before it', async () => {
    const { caseId } = (await ofTicket('nobody')) ?? { caseId: '' };
    const answer = caseEvent('hall.case.closed', caseId, minute(60), { result: '已回访' });
    await desk.send([answer], hotline);
    await until(
      () => ofTicket('nobody'),
      (one) => one?.closedAt !== null,
    );
    await desk.settled();
    expect(await bad()).toHaveLength(2);
    // an answer to a rating that nobody knows yet opens nothing
    const unknown = `rating-${'ab'.repeat(16)}`;
    await desk.send([caseEvent('hall.case.closed', unknown, minute(60), { result: 'x' })], hotline);
    await desk.settled();
    expect((await desk.matters('?source=hotline')).map((one) => one.caseId)).toEqual([]);
  });

  it('counts nowhere once it was excluded after review, and counts again when that is taken back', async () => {
    await desk.send([...ticket('t4'), rating('r4', 't4', 1), ...ticket('t5'), rating('r5', 't5', 4)]);
    await desk.settled();
    const { id } = (await ofTicket('t4')) ?? { id: '' };
    const all = await until(satisfied, ({ denominator }) => denominator === 4);
    expect(all).toMatchObject({ value: 0.5, numerator: 2, denominator: 4 });
    expect(all.low).toBeCloseTo(0.15, 2);
    expect(all.high).toBeCloseTo(0.85, 2);
    expect((await post(id, { revision: '0'.repeat(16), act: 'exclude', text: 'x' }, people.bureau)).status).toBe(422);
    const { revision } = await desk.detail(id);
    const review = { revision, act: 'exclude', reason: 'mistaken', text: '点错' };
    expect((await post(id, review, people.chief)).status).toBe(403);
    expect(await act(id, review)).toMatchObject({ step: 'excluded' });
    expect(await desk.detail(id)).toMatchObject({ excluded: { reason: 'mistaken' }, may: ['reopen', 'comment'] });
    const without = { numerator: 2, denominator: 3 };
    expect(await until(satisfied, ({ denominator }) => denominator === 3)).toMatchObject(without);
    for (const by of ['window', 'officer', 'item'])
      expect((await satisfied(by)).parts).toMatchObject([
        { by: { window: 'w1', officer: 'o1', item: 'HZ-2' }[by], ...without },
      ]);
    // the same rating again, and everything computed anew, change nothing
    await desk.send([rating('r4', 't4', 1)]);
    const before = told(await desk.detail(id));
    await desk.postgres.query('DELETE FROM matter_act');
    await desk.running.app.get(MatterRebuild).markAll();
    await desk.settled();
    expect(told(await desk.detail(id))).toEqual(before);
    for (const register of ['shared', null]) {
      await desk.call('/v1/sources/cases/register', { method: 'PUT', body: { register } });
      await desk.settled();
      const there = await until(
        () => ofTicket('t4'),
        (one) => one !== undefined,
      );
      expect(told(await desk.detail(there?.id ?? ''))).toEqual(before);
    }
    expect(await satisfied()).toMatchObject(without);
    await act(id, { act: 'reopen', text: '复核' });
    expect(await until(satisfied, ({ denominator }) => denominator === 4)).toMatchObject({ numerator: 2 });
  });
});
