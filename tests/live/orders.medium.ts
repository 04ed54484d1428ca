import { Tokens } from '@cockpit/access';
import { MyOrder, Prompt, PromptEffect, page, type PromptOrder } from '@cockpit/contracts';
import { DataSource } from 'typeorm';
import { ACTOR, at, decided, issued, openHall, opened, sent, until, type Hall } from './support';

let house: Hall;
let officer: string;
let other: string;
let guide: string;
beforeAll(async () => {
  house = await openHall();
  const tokens = house.front.app.get(Tokens);
  const token = async (window: string) =>
    (
      await tokens.add(
        { name: `of-${window}`, role: 'officer', halls: ['H08', 'H09', 'H10'], officerId: `H08-${window}` },
        ACTOR,
      )
    ).secret;
  [officer, other, guide] = [await token('b1'), await token('b2'), await house.tokenOf('guide', ['H08', 'H09'])];
});
afterAll(() => house.close());

const LINK = { kind: 'link', windowId: 'b1', queues: ['traffic', 'household'] };
async function arranged(hall: string): Promise<string> {
  await decided(house, 5, hall, [
    ...opened(0, hall),
    ...Array.from({ length: 6 }, (_, i) => issued(`${hall}-${String(i)}`, 4, 'household', hall)),
  ]);
  const made = await house.send(`/v1/halls/${hall}/prompts`, LINK);
  if (made.status !== 201) throw new Error(`${String(made.status)} ${await made.text()}`);
  return Prompt.parse(await made.json()).id;
}
const order = async (hall: string, id: string, to = 'window'): Promise<PromptOrder | undefined> =>
  (await house.prompts(hall)).find((prompt) => prompt.id === id)?.orders?.find((one) => one.to === to);
const steps = (one: PromptOrder | undefined) => one?.steps.map(({ step }) => step);
const mine = async (token: string): Promise<MyOrder[]> =>
  page(MyOrder).parse(await (await house.get('/v1/me/orders', { authorization: `Bearer ${token}` })).json()).items;
const say = async (id: string, verb: string, token: string, body: object = {}, to = 'window') =>
  (await house.send(`/v1/orders/${encodeURIComponent(id)}/${to}/${verb}`, body, token)).status;

it('an accepted prompt asks the officer at its window, who confirms it; the hall does it, and that ends it', async () => {
  const id = await arranged('H08');
  const [asked, ...rest] = await mine(officer);
  expect(rest).toEqual([]);
  expect(asked).toMatchObject({ promptId: id, to: 'window', state: 'told', raised: 0, hall: 'H08', windowId: 'b1' });
  expect(asked?.words).toEqual({ code: 'order.link', params: { window: 'b1', queues: ['户政'] } });
  expect((await mine(guide)).map(({ to, words }) => [to, words.code])).toEqual([['guide', 'order.mention']]);
  expect(await mine(other)).toEqual([]);
  expect([
    await say(id, 'receive', other),
    await say(id, 'receive', guide),
    await say('none', 'receive', officer),
  ]).toEqual([403, 403, 404]);

  expect([await say(id, 'seen', officer), await say(id, 'seen', officer)]).toEqual([200, 200]);
  expect([await say(id, 'receive', officer), await say(id, 'receive', officer)]).toEqual([200, 200]);
  expect((await house.live('H08')).prompts.find((prompt) => prompt.id === id)?.orders).toHaveLength(2);
  // confirmed: nobody is reminded
  for (const minute of [9, 13]) await decided(house, minute, 'H08');
  expect(steps(await order('H08', id))).toEqual(['told', 'no-channel', 'seen', 'received']);
  await decided(house, 14, 'H08', [sent('hall.window.assigned', 13.5, { ...LINK, promptId: id })]);
  const done = await until(
    () => order('H08', id),
    (one) => one?.state === 'done',
  );
  expect([steps(done), done?.answeredBy, done?.raised]).toEqual([
    ['told', 'no-channel', 'seen', 'received', 'done'],
    'of-b1',
    0,
  ]);
  expect([await say(id, 'receive', officer), await say(id, 'cannot', officer, { reason: 'x' })]).toEqual([409, 409]);

  // ten minutes on it is said whether it helped, with the band: by whom the window has served of the other queue
  const served = { ticketId: 'H08-0', windowId: 'b1' };
  await decided(house, 20, 'H08', [
    sent('hall.ticket.called', 15.5, served),
    sent('hall.ticket.started', 16, served),
    sent('hall.ticket.finished', 19, { ...served, result: 'done' }),
  ]);
  for (const minute of [25, 26]) await decided(house, minute, 'H08');
  const looked = await until(
    async () => (await house.prompts('H08')).find((prompt) => prompt.id === id)?.help,
    (help) => help !== undefined,
  );
  expect(looked?.deed).toMatchObject({ code: 'served', served: 1 });
  expect(looked?.words.code).toMatch(/^help\.(worked|unclear|none|harmed)$/);
  expect(
    (looked?.lowMin ?? NaN) <= (looked?.savedMin ?? NaN) && (looked?.savedMin ?? NaN) <= (looked?.highMin ?? NaN),
  ).toBe(true);

  // an hour on it is judged for good, with the waits it stands on; what was expected has a name of its own
  for (const minute of [44, 84, 85]) await decided(house, minute, 'H08');
  const judged = await until(
    async () => (await house.prompts('H08')).find((prompt) => prompt.id === id)?.effect,
    (effect) => effect !== undefined,
  );
  expect(judged).toMatchObject({ method: 'observed', deed: { code: 'served', served: 1 } });
  expect(judged?.expectedMin).toEqual(expect.any(Number));
  const opened = PromptEffect.parse(await (await house.get(`/v1/prompts/${id}/effect`)).json());
  expect(opened.effect).toEqual(judged);
  expect(opened.tickets[0]).toMatchObject({ ticketId: 'H08-0', queue: 'household', byDeed: true, observedSec: 690 });
  const elsewhere = await house.tokenOf('supervisor', ['H09']);
  const unseen = await house.get(`/v1/prompts/${id}/effect`, { authorization: `Bearer ${elsewhere}` });
  expect(unseen.status).toBe(404);
});

it('claims nothing of a window that was linked and served nobody of the other queue', async () => {
  const id = await arranged('H11');
  const own = { ticketId: 'own', windowId: 'b1' };
  await decided(house, 7, 'H11', [
    sent('hall.window.assigned', 6, { ...LINK, promptId: id }, 'H11'),
    issued('own', 6.1, 'traffic', 'H11'),
    sent('hall.ticket.called', 6.2, own, 'H11'),
    sent('hall.ticket.started', 6.3, own, 'H11'),
  ]);
  for (const minute of [12, 18, 19]) await decided(house, minute, 'H11');
  const looked = await until(
    async () => (await house.prompts('H11')).find((prompt) => prompt.id === id)?.help,
    (help) => help !== undefined,
  );
  expect(looked).toMatchObject({ savedMin: 0, lowMin: 0, highMin: 0, words: { code: 'help.no-ticket' } });
});

it('a window that still serves the ticket it had is left alone until it has ended that', async () => {
  const long = { ticketId: 'long', windowId: 'b2' };
  await decided(house, 20, 'H11', [
    issued('long', 19, 'traffic', 'H11'),
    sent('hall.ticket.called', 19.2, long, 'H11'),
    sent('hall.ticket.started', 19.4, long, 'H11'),
  ]);
  const made = await house.send('/v1/halls/H11/prompts', { ...LINK, windowId: 'b2' });
  const { id } = Prompt.parse(await made.json());
  const shown = async () => (await house.live('H11')).prompts.find((prompt) => prompt.id === id);
  expect((await shown())?.freeAt).toBeNull();
  await decided(house, 26, 'H11');
  const postponed = "SELECT 1 FROM prompt_order WHERE prompt_id = $1 AND addressee = 'window' AND next_at >= $2";
  await until(
    () => house.front.app.get(DataSource).query<unknown[]>(postponed, [id, new Date(at(29))]),
    (rows) => rows.length === 1,
  );
  expect(steps(await order('H11', id))).toEqual(['told', 'no-channel']);
  await decided(house, 30, 'H11', [sent('hall.ticket.finished', 27, { ...long, result: 'done' }, 'H11')]);
  expect((await shown())?.freeAt).toBe(new Date(at(27)).toISOString());
  const reminded = await until(
    () => order('H11', id),
    (one) => one?.raised === 1,
  );
  expect(steps(reminded)).toEqual(['told', 'no-channel', 'reminded']);
});

it('who says nothing is reminded after three minutes, and then the supervisor has it; done without a tap is done', async () => {
  const id = await arranged('H09');
  await decided(house, 9, 'H09');
  const reminded = await until(
    () => order('H09', id),
    (one) => one?.raised === 1,
  );
  expect(steps(reminded)).toEqual(['told', 'no-channel', 'reminded']);
  await decided(house, 13, 'H09');
  const raised = await until(
    () => order('H09', id),
    (one) => one?.raised === 2,
  );
  expect(steps(raised)).toEqual(['told', 'no-channel', 'reminded', 'raised']);
  await decided(house, 16, 'H09', [sent('hall.window.assigned', 15.5, { ...LINK, promptId: id }, 'H09')]);
  const done = await until(
    () => order('H09', id),
    (one) => one?.state === 'done',
  );
  expect([steps(done), done?.answeredBy]).toEqual([['told', 'no-channel', 'reminded', 'raised', 'done'], null]);
  // guides are told of what a window does, and never reminded of it
  expect(steps(await order('H09', id, 'guide'))).toEqual(['told', 'done']);
});

it('what cannot be done is the supervisor’s at once, with the reason and nobody’s number; what is taken back is over', async () => {
  const id = await arranged('H10');
  expect(await say(id, 'cannot', house.token, { reason: '' })).toBe(422);
  expect(await say(id, 'cannot', house.token, { reason: '在办 13812345678 的业务' })).toBe(200);
  const refused = await order('H10', id);
  expect(refused).toMatchObject({ state: 'cannot', raised: 2, answeredBy: 'desk' });
  expect(refused?.reason).not.toContain('13812345678');
  expect((await house.send(`/v1/prompts/${id}/undo`)).status).toBe(200);
  expect(await order('H10', id)).toMatchObject({ state: 'over' });
  expect(steps(await order('H10', id))).toEqual(['told', 'no-channel', 'cannot', 'over']);
  // no step is without its order, and none stands twice
  const twice: unknown = await house.front.app
    .get(DataSource)
    .query('SELECT prompt_id, addressee, step FROM prompt_order_step GROUP BY 1, 2, 3 HAVING count(*) > 1');
  expect(twice).toEqual([]);
});
