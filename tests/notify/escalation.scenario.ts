import { randomBytes } from 'node:crypto';
import { Module } from '@nestjs/common';
import { Tokens } from '@cockpit/access';
import { LiveHall, Notification, Warning, page } from '@cockpit/contracts';
import { NotifyApiModule, NotifyModule } from '@cockpit/notify';
import { webhookReceiver, type WebhookReceiver } from '../../bench/emulators/webhook-receiver';
import { ComingWork } from '@cockpit/warehouse';
import { loopFacts } from '@cockpit/warnings';
import { DataSource } from 'typeorm';
import { WholeModule } from '../live/modules';
import { ACTOR, at, decided, isoAt, issued, openHall, opened, sent, until, type Hall } from '../live/support';

const RULE = 'queue-longest-wait';
const SECRET = `whsec_${randomBytes(32).toString('base64')}`;

@Module({ imports: [WholeModule, NotifyApiModule, NotifyModule] })
class TellingModule {}

let house: Hall;
let receiver: WebhookReceiver;
beforeAll(async () => {
  house = await openHall(TellingModule);
  receiver = await webhookReceiver({ secret: SECRET });
  const channel = { name: '值班群', kind: 'webhook', allowPrivateHost: true, settings: { url: receiver.url } };
  expect((await house.send('/v1/channels', { ...channel, secrets: { keys: [SECRET] } })).status).toBe(201);
});
afterAll(async () => {
  await house.close();
  await receiver.close();
});

const one = async (id: string): Promise<Warning> => Warning.parse(await (await house.get(`/v1/warnings/${id}`)).json());
const told = async (id: string): Promise<string[]> =>
  page(Notification)
    .parse(await (await house.get(`/v1/notifications?warning=${id}`)).json())
    .items.map(({ phase }) => phase);

it('a warning nobody answers climbs, is told once at each level, and is with whoever acknowledges it', async () => {
  const shift = (person: string, level: string) => ({ person, level, halls: ['H08'], from: isoAt(0), to: isoAt(600) });
  const roster = { from: isoAt(-60), to: isoAt(600), shifts: [shift('李', 'supervisor'), shift('王', 'director')] };
  const put = await fetch(`${house.front.url}/v1/duty`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${house.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(roster),
  });
  expect(put.status).toBe(200);
  const rush = Array.from({ length: 40 }, (_, i) => issued(`E-${String(i)}`, 4));
  await decided(house, 5, 'H08', [...opened(0), ...rush]);
  for (const minute of [22, 23, 24]) await decided(house, minute);
  const [warning] = await until(
    () => house.warnings(`hall=H08&rule=${RULE}&state=firing`),
    (all) => all.length > 0,
  );
  const id = warning?.id ?? '';
  expect((await one(id)).escalation).toMatchObject({ state: 'told', level: 'supervisor', step: 1, people: ['李'] });
  expect(await told(id)).toEqual(['open']);
  // the list and the wall say who has it; a screen in public says the role
  expect((await house.warnings(`hall=H08&rule=${RULE}`))[0]?.escalation?.people).toEqual(['李']);
  const onWall = async (token = house.token) =>
    LiveHall.parse(
      await (await house.get('/v1/halls/H08/live', { authorization: `Bearer ${token}` })).json(),
    ).warnings.find((one) => one.id === id)?.escalation;
  const shown = await until(
    () => onWall(),
    (held) => held !== undefined,
  );
  expect(shown).toMatchObject({ people: ['李'], level: 'supervisor' });
  const screen = await house.front.app.get(Tokens).add({ name: 'wall', role: 'screen', halls: ['H08'] }, ACTOR);
  expect(await onWall(screen.secret)).toMatchObject({ people: [], level: 'supervisor' });

  // a receipt is a notice, although nobody has opened a page
  const [noticed] = await until(
    () => loopFacts(house.front.app.get(DataSource), [new Date(at(0)), new Date(at(600))]),
    ([fact]) => (fact?.noticedAt ?? null) !== null,
  );
  expect(noticed?.noticedAt?.getTime()).toBeGreaterThanOrEqual(noticed?.firedAt.getTime() ?? Infinity);

  await decided(house, 32);
  const climbed = await until(
    () => one(id),
    ({ escalation }) => escalation?.level === 'director',
  );
  expect(climbed.escalation).toMatchObject({ state: 'told', step: 2, people: ['王'] });
  expect(climbed.escalation?.why.code).toBe('escalation.unanswered');
  await decided(house, 33);
  expect(await told(id)).toEqual(['open', 'open']);

  expect((await house.send(`/v1/warnings/${id}/ack`)).status).toBe(200);
  expect((await one(id)).escalation).toMatchObject({ state: 'acknowledged', level: 'director', people: ['desk'] });
  expect((await house.send(`/v1/warnings/${id}/resolve`, { reason: '加开窗口' })).status).toBe(200);
  expect((await one(id)).escalation).toMatchObject({ state: 'over', people: [], nextAt: null });
  expect((await told(id)).sort()).toEqual(['end', 'held', 'open', 'open']);
});

it('nobody on duty soon is a warning to the level above, and over when somebody is', async () => {
  const put = (shifts: object[]) =>
    fetch(`${house.front.url}/v1/duty`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${house.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ hall: 'H09', from: isoAt(-60), to: isoAt(600), shifts }),
    });
  const shift = (person: string, level: string, to: number) => ({
    person,
    level,
    halls: ['H09'],
    from: isoAt(-10),
    to: isoAt(to),
  });
  expect((await put([shift('赵', 'supervisor', 60), shift('钱', 'director', 600)])).status).toBe(200);
  await decided(house, 5, 'H09', opened(0, 'H09'));
  const gap = async () => (await house.warnings('hall=H09&rule=duty-gap'))[0];
  const warning = await until(gap, (one) => one?.escalation !== undefined);
  expect(warning).toMatchObject({
    message: '值班长 09:30–17:30 无人值班',
    scope: { kind: 'hall', code: 'supervisor' },
    escalation: { level: 'director', people: ['钱'] },
  });
  expect((await put([shift('赵', 'supervisor', 600), shift('钱', 'director', 600)])).status).toBe(200);
  await until(gap, (one) => one?.condition === 'resolved');
});

it('consultations that name no hall are a warning of the bureau, told to who is on duty for every hall', async () => {
  const now = Date.now();
  // by the wall clock it may be night, when yellow ones wait
  const red = { place: { kind: 'bureau' }, settings: { severity: 'red' }, reason: '夜间也要告知' };
  const put = await fetch(`${house.front.url}/v1/rules/consult-wait`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${house.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(red),
  });
  expect(put.status).toBe(200);
  await decided(house, 1, 'H10');
  const askedAt = new Date(now - 30 * 60_000).toISOString();
  const everywhere = { person: '周', level: 'supervisor', halls: null };
  const shift = {
    ...everywhere,
    from: new Date(now - 3_600_000).toISOString(),
    to: new Date(now + 36_000_000).toISOString(),
  };
  expect((await house.send('/v1/duty/shifts', shift)).status).toBe(201);
  const asked = {
    ...sent('hall.consult.asked', 0, { consultId: 'N1', tier: 'center', channel: '12345' }),
    time: askedAt,
  };
  const { hallId: _hall, ...data } = asked.data as Record<string, unknown>;
  await house.post([{ ...asked, data }]);
  const warning = await until(
    async () => (await house.warnings('rule=consult-wait')).find(({ hall }) => hall === 'bureau'),
    (one) => one?.escalation !== undefined,
  );
  expect(warning).toMatchObject({
    scope: { kind: 'line', code: '12345' },
    condition: 'firing',
    escalation: { level: 'supervisor', people: ['周'] },
  });
  expect((await house.warnings('hall=bureau')).map(({ id }) => id)).toEqual([warning?.id]);
  expect((await house.send(`/v1/warnings/${warning?.id ?? ''}/ack`)).status).toBeLessThan(300);
});

it('consultations nobody answers are a warning of their channel; what is booked and served is counted by half hour', async () => {
  const consult = (step: 'asked' | 'answered', minute: number, consultId: string) =>
    sent(`hall.consult.${step}`, minute, { consultId, tier: 'center', channel: 'phone' }, 'H09');
  const slot = { slotStart: isoAt(1_500), slotEnd: isoAt(1_530) };
  await decided(house, 61, 'H09', [
    ...['Q1', 'Q2', 'Q3'].map((id) => consult('asked', 36, id)),
    consult('answered', 40, 'Q3'),
    ...['B1', 'B2'].map((bookingId) =>
      sent('hall.booking.created', 10, { bookingId, queue: 'household', ...slot }, 'H09'),
    ),
    issued('S1', 20, 'household', 'H09'),
    sent('hall.ticket.called', 30, { ticketId: 'S1', windowId: 'a1' }, 'H09'),
    sent('hall.ticket.started', 31, { ticketId: 'S1', windowId: 'a1' }, 'H09'),
  ]);
  const waits = async () => (await house.warnings('hall=H09&rule=consult-wait'))[0];
  const warning = await until(waits, (one) => one?.condition === 'firing');
  expect(warning?.scope).toEqual({ kind: 'line', code: 'phone' });
  expect(warning?.message).toContain('2 条');
  const work = house.front.app.get(ComingWork);
  const [day, halls] = [isoAt(1_500).slice(0, 10), ['H09']];
  expect(await work.bookedPeaks({ halls, days: [day] })).toEqual([
    { hall: 'H09', day, queue: 'household', from: at(1_500), booked: 2 },
  ]);
  expect(await work.servedPeaks({ halls, days: [day] })).toEqual([
    { hall: 'H09', queue: 'household', served: 1, days: 1 },
  ]);
});
