import { randomUUID } from 'node:crypto';
import { AccessModule, Sources } from '@cockpit/access';
import { GuideView, Guided, LedAway, Prompt, Visit, page } from '@cockpit/contracts';
import { GuideModule } from '@cockpit/manual';
import { OrganisationService } from '@cockpit/organisation';
import { Module } from '@nestjs/common';
import { GUIDED_ORGANISATION, ticket } from './guided-hall';
import { WholeModule } from './modules';
import { ACTOR, DAY, decided, openHall, opened, sent, until, type Hall } from './support';

@Module({ imports: [AccessModule, WholeModule, GuideModule] })
class WithGuide {}

describe('leading people away', () => {
  let house: Hall;
  let guide: string;

  beforeAll(async () => {
    house = await openHall(WithGuide);
    await house.front.app.get(OrganisationService).replace(GUIDED_ORGANISATION, ACTOR, '2020-01-01');
    guide = await house.tokenOf('guide', ['H08']);
    await decided(house, 10, 'H08', [
      ...opened(0),
      ticket('A1', 2, 'card'),
      ticket('A2', 3, 'move'),
      ticket('A3', 4, 'proof'),
      ticket('A4', 5, 'card'),
      ticket('A5', 6, 'card'),
    ]);
  });
  afterAll(() => house.close());

  const view = async (): Promise<GuideView> =>
    GuideView.parse(await (await house.get('/v1/halls/H08/guide', { authorization: `Bearer ${guide}` })).json());
  const lead = (ticketId: string, to: string, id: string = randomUUID(), as = guide) =>
    house.send('/v1/halls/H08/guided', { id, ticketId, to }, as);
  const waiting = async (): Promise<number> =>
    (await house.live()).queues.find(({ code }) => code === 'household')?.waiting ?? -1;

  it('shows whom, the free terminal and the way to another hall', async () => {
    const seen = await until(view, ({ people }) => people.length === 4);
    expect(seen.people.map(({ number, channels }) => [number, channels])).toEqual(
      expect.arrayContaining([
        ['A1', ['self-service']],
        ['A3', ['mobile']],
      ]),
    );
    expect(seen.people.some(({ number }) => number === 'A2')).toBe(false);
    expect(seen.terminals).toMatchObject([{ id: 'k1', state: 'up', items: ['card'] }]);
    expect(seen.silent).toBe(false);
    // as the wall counts them: the page calls no hall closed in which one is open
    expect(seen.openWindows).toBe((await house.live()).kpis.openWindows);
    expect(seen.openWindows).toBeGreaterThan(0);
  });

  it('takes one out of the line, once, however often it is told', async () => {
    const before = await waiting();
    const id = randomUUID();
    const answers = await Promise.all([lead('A1', 'self-service', id), lead('A1', 'self-service', id)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(Guided.parse(await (await lead('A1', 'self-service', id)).json())).toMatchObject({
      number: 'A1',
      undone: false,
      queue: 'household',
    });
    await until(waiting, (n) => n === before - 1);
    expect((await lead('A1', 'self-service')).status).toBe(409);
    const visit = () =>
      house.get(`/v1/visits?hall=H08&day=${DAY}`).then(async (answer) =>
        page(Visit)
          .parse(await answer.json())
          .items.find(({ ticketId }) => ticketId === 'A1'),
      );
    expect((await until(visit, (found) => found?.result === 'guided'))?.calledAt).toBeNull();
  });

  it('puts back who was led away by mistake, and only for half a minute', async () => {
    const before = await waiting();
    const id = randomUUID();
    expect((await lead('A3', 'mobile', id)).status).toBe(200);
    await until(waiting, (n) => n === before - 1);
    const undone = Guided.parse(await (await house.send(`/v1/halls/H08/guided/${id}/undo`, {}, guide)).json());
    expect(undone).toMatchObject({ undone: true, undoSec: 0 });
    await until(waiting, (n) => n === before);
    // the guide's list and claims are read from the saved snapshot, which follows the one on the wall
    await until(view, ({ people }) => people.some(({ ticketId }) => ticketId === 'A3'));
    expect((await house.send(`/v1/halls/H08/guided/${id}/undo`, {}, guide)).status).toBe(200);
    expect((await lead('A3', 'mobile', id)).status).toBe(409);
    // and again, under a new id
    expect(
      await until(
        () => lead('A3', 'mobile').then(({ status }) => status),
        (status) => status === 200,
      ),
    ).toBe(200);
    await until(waiting, (n) => n === before - 1);
  });

  it('tells the ticketing system who has gone, under the key it delivers with, and nobody else outside the hall', async () => {
    const asked = (query: string, as: string) =>
      house.get(`/v1/halls/H08/guided${query}`, { authorization: `Bearer ${as}` });
    const { items } = page(LedAway.strict()).parse(await (await asked('', house.key)).json());
    expect(items.map(({ ticketId, to, undone }) => [ticketId, to, undone])).toEqual([
      ['A1', 'self-service', false],
      ['A3', 'mobile', true],
      ['A3', 'mobile', false],
    ]);
    expect(await (await asked(`?day=${DAY}`, house.key)).json()).toEqual({ items, next: null });
    expect(await (await asked('?day=2026-03-03', house.key)).json()).toEqual({ items: [], next: null });
    const { key } = await house.front.app
      .get(Sources)
      .create({ name: 'tickets-h09', halls: ['H09'], sandbox: false }, ACTOR);
    expect((await asked('', key.secret)).status).toBe(403);
    expect((await house.get('/v1/halls/H08/guide', { authorization: `Bearer ${house.key}` })).status).toBe(403);
  });

  it('does not become a feed that could fall silent', async () => {
    expect((await house.live()).feeds.map(({ source }) => source)).toEqual(['tickets']);
  });

  it('refuses who does not wait, who is unknown, and whoever has no business in the hall', async () => {
    expect((await lead('A9', 'mobile')).status).toBe(404);
    await house.post([sent('hall.ticket.called', 11, { ticketId: 'A4', windowId: 'a1' })]);
    await until(
      () => house.live(),
      (live) => live.windows.some(({ ticketId }) => ticketId === 'A4'),
    );
    await until(
      () => lead('A4', 'self-service', randomUUID()).then(({ status }) => status),
      (status) => status === 409,
    );
    expect((await lead('A5', 'self-service', randomUUID(), await house.tokenOf('guide', ['H09']))).status).toBe(403);
  });

  it('an order to do so is done when its time is over only if somebody confirmed it; of the other no help is claimed', async () => {
    const ask = async (item: string, channel: string): Promise<string> => {
      const own = { kind: 'guide', item, channel, queues: ['household'], minutes: 15 };
      return Prompt.parse(await (await house.send('/v1/halls/H08/prompts', own)).json()).id;
    };
    await decided(house, 12, 'H08', [ticket('B1', 12, 'card'), ticket('B2', 12, 'proof')]);
    const [silent, confirmed] = [await ask('card', 'self-service'), await ask('proof', 'mobile')];
    const path = `/v1/orders/${encodeURIComponent(confirmed)}/guide/receive`;
    expect((await house.send(path, {}, guide)).status).toBe(200);
    const prompt = async (id: string) => (await house.prompts('H08')).find((one) => one.id === id);
    for (const minute of [20, 24, 25]) await decided(house, minute, 'H08');
    await until(
      async () => (await prompt(confirmed))?.help,
      (help) => help !== undefined,
    );
    expect(await prompt(silent)).toMatchObject({ state: 'accepted' });
    expect(await prompt(silent)).not.toHaveProperty('help');

    await decided(house, 28, 'H08');
    const done = await until(
      () => prompt(confirmed),
      (one) => one?.state === 'done',
    );
    expect(done?.orders?.map(({ state, answeredBy }) => [state, answeredBy !== null])).toEqual([['done', true]]);
    expect(await prompt(silent)).toMatchObject({
      state: 'expired',
      reasonWords: { code: 'prompt-reason.not-confirmed' },
      orders: [{ to: 'guide', state: 'over', answeredBy: null }],
    });
  });
});
