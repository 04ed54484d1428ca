import { Tokens } from '@cockpit/access';
import { HallChanged, HallSetup, MyOrder, OrganisationDoc, Problem, Prompt, page } from '@cockpit/contracts';
import { ACTOR, DAY, decided, issued, openHall, opened, sent, until, type Hall } from './support';

const LINK = { kind: 'link', windowId: 'b1', queues: ['traffic', 'household'] };

let house: Hall;
beforeAll(async () => {
  house = await openHall();
});
afterAll(() => house.close());

const setupOf = async (hall: string): Promise<HallSetup> =>
  until(
    async () => HallSetup.parse(await (await house.get(`/v1/halls/${hall}/setup`)).json()),
    ({ today }) => today === DAY,
  );
const change = (hall: string, body: object, query = ''): Promise<Response> =>
  fetch(`${house.front.url}/v1/halls/${hall}/setup${query}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${house.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ reason: '撤队列', ...body }),
  });
const organisation = async (day: string): Promise<OrganisationDoc> =>
  OrganisationDoc.parse(await (await house.get(`/v1/organisation?at=${day}`)).json());

describe('a queue that is removed while people wait in it', () => {
  const HALL = 'H10';
  const queueOf = async (code = 'traffic') => (await house.live(HALL)).queues.find((one) => one.code === code);
  const ticket = (n: number) => `${HALL}-t${String(n)}`;

  it('is told with how many wait there, and refused until that is meant', async () => {
    await decided(house, 5, HALL, [
      ...opened(0, HALL),
      ...[1, 2, 3].map((n) => issued(ticket(n), n, 'traffic', HALL)),
      issued(`${HALL}-h1`, 4, 'household', HALL),
    ]);
    const { revision, hall } = await setupOf(HALL);
    if (hall === null) throw new Error('no hall');
    const without = {
      ...hall,
      queues: hall.queues.filter(({ code }) => code !== 'traffic'),
      windows: hall.windows.map((window) => ({
        ...window,
        queues: window.queues.map((code) => (code === 'traffic' ? 'household' : code)),
      })),
    };
    const asked = HallChanged.parse(await (await change(HALL, { revision, hall: without }, '?check=true')).json());
    expect(asked.inUse).toEqual([{ kind: 'queue', code: 'traffic', people: 3 }]);
    const refused = await change(HALL, { revision, hall: without });
    expect([refused.status, Problem.parse(await refused.json()).code]).toEqual([409, 'hall-in-use']);
    expect((await change(HALL, { revision, hall: without }, '?anyway=true')).status).toBe(200);
  });

  it('stays on the wall by its name, with all who wait, until the last was called', async () => {
    await decided(house, 7, HALL);
    // no forecast is made for what the hall has no more
    const gone = await until(queueOf, (queue) => queue?.forecast.length === 0);
    expect(gone).toMatchObject({ name: '交管', waiting: 3, first: ticket(1), longestWaitSec: 360 });
    expect((await house.live(HALL)).kpis).toMatchObject({ waiting: 4, issued: 4 });
    // its tickets are called, served and counted as before
    await decided(house, 12, HALL, [
      sent('hall.ticket.called', 8, { ticketId: ticket(1), windowId: 'b1' }, HALL),
      sent('hall.ticket.started', 8.5, { ticketId: ticket(1), windowId: 'b1' }, HALL),
      sent('hall.ticket.finished', 11, { ticketId: ticket(1), windowId: 'b1', result: 'done' }, HALL),
    ]);
    expect((await until(queueOf, (queue) => queue?.waiting === 2))?.name).toBe('交管');
    expect((await house.live(HALL)).kpis).toMatchObject({ waiting: 3, issued: 4, served: 1 });
  });
});

describe('an officer who is taken out of the hall and has a past', () => {
  const HALL = 'H09';
  const WHO = `${HALL}-b1`;

  it('leaves names, rosters and days before as they were; nothing addressed to them is left hanging', async () => {
    const token = await house.front.app
      .get(Tokens)
      .add({ name: 'of-b1', role: 'officer', halls: [HALL], officerId: WHO }, ACTOR);
    await decided(house, 5, HALL, [
      ...opened(0, HALL),
      ...[1, 2, 3, 4, 5, 6].map((n) => issued(`${HALL}-${String(n)}`, 4, 'household', HALL)),
    ]);
    const { id } = Prompt.parse(await (await house.send(`/v1/halls/${HALL}/prompts`, LINK)).json());
    const mine = async (): Promise<MyOrder[]> =>
      page(MyOrder).parse(await (await house.get('/v1/me/orders', { authorization: `Bearer ${token.secret}` })).json())
        .items;
    expect((await mine()).map(({ promptId }) => promptId)).toEqual([id]);

    const { revision, hall, officers } = await setupOf(HALL);
    const removed = await change(HALL, { revision, hall, officers: officers.filter((one) => one.id !== WHO) });
    expect(removed.status).toBe(200);
    const parts = HallChanged.parse(await removed.json()).changes;
    expect(parts.map(({ kind, change: how }) => [kind, how])).toEqual([
      ['officer', 'removed'],
      ['roster', 'removed'],
    ]);

    // yesterday stays as it was
    const [before, after] = [await organisation('2026-03-03'), await organisation(DAY)];
    expect(before.officers.find((one) => one.id === WHO)?.name).toBe('警员 b1');
    expect(before.rosters.some(({ officer }) => officer === WHO)).toBe(true);
    expect([after.officers, after.rosters].flat().some((one) => JSON.stringify(one).includes(`"${WHO}"`))).toBe(false);

    // who said nothing is reminded, then the supervisor has the order: it does not wait for somebody who is gone
    const order = async () =>
      (await house.prompts(HALL)).find((one) => one.id === id)?.orders?.find((one) => one.to === 'window');
    await decided(house, 9, HALL);
    await until(order, (one) => one?.raised === 1);
    await decided(house, 13, HALL);
    const raised = await until(order, (one) => one?.raised === 2);
    expect(raised?.steps.map(({ step }) => step)).toEqual(['told', 'no-channel', 'reminded', 'raised']);
  });
});
