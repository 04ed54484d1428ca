import { Sources } from '@cockpit/access';
import { Prompt, page } from '@cockpit/contracts';
import { ACTOR, decided, issued, openHall, sent, until, type Hall } from './support';

let house: Hall;
let key: string;
beforeAll(async () => {
  house = await openHall();
  key = (await house.front.app.get(Sources).create({ name: 'old-tickets', halls: ['H10'], sandbox: false }, ACTOR)).key
    .secret;
});
afterAll(async () => {
  await house.close();
});

const called = (ticketId: string, minute: number, windowId: string) =>
  sent('hall.ticket.called', minute, { ticketId, windowId }, 'H10');
const finished = (ticketId: string, minute: number, windowId: string) =>
  sent('hall.ticket.finished', minute, { ticketId, windowId, result: 'done' }, 'H10');
const read = (path: string): Promise<Response> => house.get(path, { authorization: `Bearer ${key}` });
const state = async (id: string): Promise<string | undefined> =>
  (await house.prompts('H10')).find((one) => one.id === id)?.state;
/** Asked again until the checkpoint it is checked against has seen the window. */
const own = (body: object, hall = 'H10'): Promise<Prompt> =>
  until(
    async () => Prompt.parse(await (await house.send(`/v1/halls/${hall}/prompts`, body)).json()),
    () => true,
  );

/** A ticketing system that sends ticket events and nothing else, and knows no prompts. */
describe('a hall that only tells of tickets', () => {
  it('shows by a call that an accepted prompt was carried out, which links the window', async () => {
    await decided(house, 2, 'H10', [
      issued('t1', 1, 'traffic', 'H10'),
      called('t1', 1.1, 'b1'),
      finished('t1', 1.9, 'b1'),
      issued('t2', 1, 'traffic', 'H10'),
      ...Array.from({ length: 12 }, (_, i) => issued(`h${String(i)}`, 1 + i * 0.01, 'household', 'H10')),
    ]);
    const prompt = await own({ kind: 'link', windowId: 'b1', queues: ['traffic', 'household'] });
    expect(prompt.state).toBe('accepted');
    await decided(house, 4, 'H10', [called('t2', 3, 'b1'), finished('t2', 3.5, 'b1'), called('h1', 3.6, 'a1')]);
    expect(await state(prompt.id)).toBe('accepted');
    await decided(house, 5, 'H10', [called('h0', 4.5, 'b1')]);
    await until(
      () => state(prompt.id),
      (seen) => seen === 'carried-out',
    );
    const queuesOf = async (id: string): Promise<string[]> =>
      [...((await house.live('H10')).windows.find(({ windowId }) => windowId === id)?.queues ?? [])].sort();
    // the snapshot of the hall follows the prompt, at most a couple of seconds later
    await until(
      () => queuesOf('b1'),
      (queues) => queues.length === 2,
    );
    expect(await queuesOf('b1')).toEqual(['household', 'traffic']);
    expect(await queuesOf('b2')).toEqual(['traffic']);
  });

  it('reads the accepted prompts of its halls with the key it delivers under, and nothing else', async () => {
    await decided(house, 6, 'H10', [called('h2', 5.5, 'b2')]);
    await decided(house, 1, 'H09', [
      sent('hall.window.opened', 0, { windowId: 'b1', queues: ['traffic'] }, 'H09'),
      issued('x', 1, 'household', 'H09'),
    ]);
    const foreign = await own({ kind: 'link', windowId: 'b1', queues: ['traffic', 'household'] }, 'H09');
    const mine = await own({ kind: 'link', windowId: 'b2', queues: ['traffic', 'household'] });
    const answer = await read('/v1/prompts?state=accepted');
    expect(answer.status).toBe(200);
    const { items } = page(Prompt).parse(await answer.json());
    expect(items.map(({ id }) => id)).toEqual([mine.id]);
    expect(items[0]).toMatchObject({ windowId: 'b2', queues: ['traffic', 'household'], state: 'accepted' });
    expect(items[0]?.answeredBy).toBeUndefined();
    expect(items.some(({ id }) => id === foreign.id)).toBe(false);

    expect((await read('/v1/prompts?state=accepted&hall=H10')).status).toBe(200);
    for (const path of [
      '/v1/prompts',
      '/v1/prompts?state=shown',
      '/v1/prompts?state=live',
      '/v1/prompts?state=done',
      '/v1/prompts?hall=H10',
      '/v1/prompts?state=accepted&hall=H09',
      '/v1/halls/H10/live',
      '/v1/warnings',
      '/v1/visits?hall=H10&day=2026-03-04',
      '/v1/halls',
    ])
      expect([path, (await read(path)).status]).toEqual([path, 403]);
    for (const act of ['accept', 'decline', 'undo'])
      expect((await house.send(`/v1/prompts/${mine.id}/${act}`, { reason: '不' }, key)).status).toBe(403);
  });
});
