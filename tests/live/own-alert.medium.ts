import { Module } from '@nestjs/common';
import { Tokens, Users } from '@cockpit/access';
import { randomUUID } from 'node:crypto';
import {
  HallPlan,
  MyPlanAsk,
  PlanEffectAnswer,
  PlanGuides,
  PlanOrders,
  Prompt,
  message,
  page,
  type Message,
  type PromptOrder,
  type Warning,
} from '@cockpit/contracts';
import { DecisionClock } from '@cockpit/live';
import { NotifyApiModule, NotifyModule, enqueue } from '@cockpit/notify';
import { HallClock, OrganisationService } from '@cockpit/organisation';
import { PlanStore } from '@cockpit/redirect';
import { DataSource } from 'typeorm';
import { WarningNotices } from '../../libs/warnings/src/notices';
import { EscalationRow } from '../../libs/warnings/src/escalation/escalation.entity';
import { reminderLetters } from '../../libs/warnings/src/reminders/reminder-letters';
import { WarningRow } from '../../libs/warnings/src/warning.entity';
import { mailServer, type MailServer } from '../../bench/emulators/mail-server';
import { smsGateway, type SmsGateway } from '../../bench/emulators/sms-gateway';
import { SMS } from '../notify/ways';
import { WholeModule } from './modules';
import { ACTOR, DAY, ORGANISATION, decided, isoAt, issued, openHall, opened, sent, until, type Hall } from './support';

@Module({ imports: [WholeModule, NotifyApiModule, NotifyModule] })
class TellingModule {}

let house: Hall;
let mails: MailServer;
let texts: SmsGateway;
const put = async (path: string, body: object): Promise<void> => {
  const answer = await fetch(`${house.front.url}${path}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${house.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
};

beforeAll(async () => {
  [house, mails, texts] = [
    await openHall(TellingModule, { publicUrl: 'https://cockpit.example' }),
    await mailServer(),
    await smsGateway('sms-key'),
  ];
  const mail = { host: '127.0.0.1', port: mails.port, security: 'none', from: 'cockpit@hall.example', to: [] };
  const common = { allowPrivateHost: true, settings: {}, secrets: {} };
  await house.send('/v1/channels', { ...common, name: '邮件', kind: 'smtp', settings: mail });
  const sms = { settings: { ...SMS, url: `${texts.url}/send` }, secrets: { key: 'sms-key', phones: [] } };
  await house.send('/v1/channels', { ...common, name: '短信', kind: 'sms-http', ...sms });
  // one is known by the name the organisation gives them, one by the account that is theirs, all others by nothing
  await put('/v1/duty/persons', { name: '警员 a1', addresses: { phone: '13800138001' }, told: { phone: 'all' } });
  const account = { name: 'li', displayName: '李警官', password: 'long enough to be one' };
  await house.front.app.get(Users).add({ ...account, role: 'officer', halls: ['H08'], officerId: 'H08-a2' }, ACTOR);
  await put('/v1/duty/persons', { name: '李警官', account: 'li', addresses: { mail: 'li@hall.example' } });
  const shift = { person: '值班长', level: 'supervisor', halls: null, from: isoAt(-60), to: isoAt(600) };
  await put('/v1/duty', { from: isoAt(-120), to: isoAt(600), shifts: [shift] });
});
afterAll(async () => {
  await house.close();
  await Promise.all([mails.close(), texts.close()]);
});

it('a warning of a window is told by their own channel to whoever sits there by the feed; who has none leaves it to the roster, and the trail says so', async () => {
  await decided(house, 4, 'H08', [...opened(0), issued('t1', 3)]);
  for (const minute of [13, 15, 16]) await decided(house, minute);
  const idle = await until(
    async () => (await house.warnings()).filter(({ rule, firedAt }) => rule === 'window-idle' && firedAt !== null),
    (found) => ['a1', 'a2', 'a3'].every((window) => found.some(({ scope }) => scope.code === window)),
  );
  const held = (window: string): unknown[] => {
    const { escalation }: Partial<Warning> = idle.find(({ scope }) => scope.code === window) ?? {};
    return [escalation?.level, escalation?.people, escalation?.why.code];
  };
  expect(held('a1')).toEqual(['officer', ['警员 a1'], 'escalation.first']);
  expect(held('a2')).toEqual(['officer', ['李警官'], 'escalation.first']);
  expect(held('a3')).toEqual(['supervisor', ['值班长'], 'escalation.no-channel']);
  await until(
    () => Promise.resolve([texts.texts.length, mails.mails.length]),
    ([sms = 0, mail = 0]) => sms >= 1 && mail >= 1,
  );
  expect(texts.texts.map(({ phones }) => phones)).toEqual([['13800138001']]);
  expect(texts.texts[0]?.text).toContain('a1');
  expect(mails.mails).toHaveLength(1);
});

it('an accepted prompt reaches the officer at its window at once, and the desk sees that it was delivered', async () => {
  const order = async (id: string): Promise<PromptOrder | undefined> =>
    (await house.prompts('H08')).find((prompt) => prompt.id === id)?.orders?.find(({ to }) => to === 'window');
  const asked = async (windowId: string): Promise<string> => {
    const answer = await house.send('/v1/halls/H08/prompts', {
      kind: 'link',
      windowId,
      queues: ['household', 'traffic'],
    });
    return Prompt.parse(await answer.json()).id;
  };
  const before = texts.texts.length;
  const known = await asked('a1');
  const delivered = await until(
    () => order(known),
    (one) => typeof one?.deliveredAt === 'string',
  );
  expect(delivered?.steps.map(({ step, actor }) => [step, actor])).toEqual([
    ['told', 'desk'],
    ['sent', '警员 a1'],
    ['delivered', '警员 a1'],
  ]);
  expect(delivered).toMatchObject({ state: 'told', seenAt: null, raised: 0 });
  const [message, ...others] = texts.texts.slice(before);
  expect([message?.phones, others]).toEqual([['13800138001'], []]);
  expect(message?.text).toContain('请 a1 号窗口从现在起加办交管');
  const unknown = await order(await asked('b1'));
  expect([unknown?.deliveredAt, unknown?.steps.map(({ step, actor }) => [step, actor])]).toEqual([
    null,
    [
      ['told', 'desk'],
      ['no-channel', '警员 b1'],
    ],
  ]);
  // the live picture of the desk says the same
  const shown = (await house.live()).prompts.find(({ id }) => id === known)?.orders?.find(({ to }) => to === 'window');
  expect(shown?.deliveredAt).toBe(delivered?.deliveredAt);
});

/**
 * Fires as the engine lets it fire, without waiting for what it is about. The rules of the hall may find in their next round that there is
 * nothing of the kind and end the warning, so who has it is read where it was written.
 */
async function fire(
  hall: string,
  rule: string,
  scope: { kind: string; code: string },
  words: Message,
): Promise<{ id: string; held: unknown[] }> {
  const { app } = house.front;
  const now = await app.get(HallClock).now(hall);
  const row = Object.assign(new WarningRow(), {
    id: randomUUID(),
    hall,
    rule,
    ruleVersion: 1,
    scopeKind: scope.kind,
    scopeCode: scope.code,
    severity: 'yellow',
    condition: 'firing',
    handling: 'new',
    message: '',
    words,
    value: 1,
    threshold: 1,
    unit: 'min',
    since: new Date(now),
    firedAt: new Date(now),
    firedBefore: [],
    clearSince: null,
    clearedAt: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
    dismissedAs: null,
    endedAs: null,
    endedLeft: null,
    endedServed: null,
    firedBy: null,
  });
  return app.get(DecisionClock).change(hall, async (manager) => {
    await manager.insert(WarningRow, row);
    await app.get(WarningNotices).follow(manager, row, null, now);
    const { state, level, people, why } = await manager.findOneByOrFail(EscalationRow, { warningId: row.id });
    return { id: row.id, held: [state, level, people, why.code] };
  });
}
const heldOf = async (hall: string, id: string): Promise<unknown[]> => {
  const { escalation }: Partial<Warning> = (await house.warnings(`hall=${hall}`)).find((one) => one.id === id) ?? {};
  return [escalation?.state, escalation?.level, escalation?.people, escalation?.why.code];
};

it('a fault goes to whoever mends it in that hall, who is named; a silent feed goes to IT, not to the shift lead', async () => {
  const before = texts.texts.length;
  const phone = { told: { phone: 'all' } };
  const repair = [{ level: 'repair', hall: 'H08', fault: 'window' }];
  await put('/v1/duty/persons', { name: '孙师傅', addresses: { phone: '13800138002' }, ...phone, roles: repair });
  await put('/v1/duty/persons', {
    name: '李工',
    addresses: { phone: '13800138003' },
    ...phone,
    roles: [{ level: 'it' }],
  });
  await expect(put('/v1/duty/persons', { name: '孙师傅', roles: [{ level: 'repair', hall: 'H77' }] })).rejects.toThrow(
    'unknown-hall',
  );
  await expect(put('/v1/duty/persons', { name: '孙师傅', roles: [repair[0], repair[0]] })).rejects.toThrow(
    'a role stands there twice',
  );

  const broken = { windowId: 'b3', device: 'printer', code: 'paper' };
  await decided(house, 18, 'H08', [sent('hall.window.fault', 17, broken)]);
  for (const minute of [23, 24]) await decided(house, minute);
  const [fault] = await until(
    async () => (await house.warnings()).filter(({ rule, firedAt }) => rule === 'window-fault' && firedAt !== null),
    (found) => found.length === 1,
  );
  expect(await heldOf('H08', fault?.id ?? '')).toEqual(['told', 'repair', ['孙师傅'], 'escalation.first']);
  const [fired, never] = [await house.warnings('hall=H08&fired=true'), await house.warnings('hall=H08&fired=false')];
  expect(fired.some(({ id }) => id === fault?.id)).toBe(true);
  expect([fired.every(({ firedAt }) => firedAt !== null), never.every(({ firedAt }) => firedAt === null)]).toEqual([
    true,
    true,
  ]);
  expect(fault?.message).toContain('请联系维修：孙师傅');

  const silent = message('warning.feed-silent', { source: 'tickets', value: 4 });
  const { held } = await fire('H08', 'feed-silent', { kind: 'feed', code: 'tickets' }, silent);
  expect(held).toEqual(['told', 'it', ['李工'], 'escalation.first']);
  await until(
    () => Promise.resolve(texts.texts.slice(before)),
    (all) => ['13800138002', '13800138003'].every((one) => all.some(({ phones }) => phones.includes(one))),
  );
  const toRepair = texts.texts.find(({ phones }) => phones.includes('13800138002'));
  expect(toRepair?.text).toContain('b3 号窗口故障');
  expect(toRepair?.text).toContain('请联系维修：孙师傅');
  const audit = await (await house.get('/v1/audit?action=person.change')).text();
  expect(audit).toContain('"level":"repair"');
});

it('what an issued plan orders of a window goes to whoever sits there by their own channel, once', async () => {
  const before = texts.texts.length;
  const madeAt = isoAt(19);
  const link = (windowId: string, number: string) => ({ windowId, number, queues: ['household', 'traffic'] });
  await house.front.app.get(PlanStore).keep({
    hall: 'H08',
    day: DAY,
    madeAt,
    adopted: { by: '值班长', at: madeAt },
    links: [link('a1', '1'), link('a2', '2'), link('a3', '3')],
    openings: [{ windowId: 'r1', number: '9', from: isoAt(60), until: isoAt(105) }],
    absences: [],
    guides: [],
    violations: [],
    forced: [],
    presence: [],
    worth: null,
    worthUnknown: null,
  });
  const issue = await house.send('/v1/halls/H08/plan/issue', { madeAt });
  expect([issue.status, await issue.text()]).toEqual([200, expect.any(String)]);
  for (const minute of [26, 27]) await decided(house, minute);
  const told = await until(
    () => Promise.resolve(texts.texts.slice(before).filter(({ text }) => text.includes('加办'))),
    (all) => all.length > 0,
  );
  expect(told.map(({ phones }) => phones)).toEqual([['13800138001']]);
  expect(told[0]?.text).toContain('方案安排：');
  const plan = HallPlan.parse(await (await house.get('/v1/halls/H08/plan')).json());
  expect([plan.asked?.['a1']?.sentAt, plan.asked?.['a3']?.sentAt]).toEqual([isoAt(26), null]);

  // a reserve that nobody sits at is shown to officers who sit at none
  const asked = async (officerId: string): Promise<string[]> => {
    const name = `plan-${officerId}`;
    const { secret } = await house.front.app
      .get(Tokens)
      .add({ name, role: 'officer', halls: ['H08'], officerId }, ACTOR);
    const answer = await house.get('/v1/me/plan', { authorization: `Bearer ${secret}` });
    return page(MyPlanAsk)
      .parse(await answer.json())
      .items.map(({ windowId }) => windowId);
  };
  expect([await asked('H08-a1'), await asked('H08-z9')]).toEqual([['a1'], ['r1']]);

  // one of three serves the other queue, too; somebody is called, so that deeds can be seen at all
  const called = sent('hall.ticket.called', 28, { ticketId: 't1', windowId: 'a1' });
  await decided(house, 32, 'H08', [
    called,
    sent('hall.window.assigned', 30, { windowId: 'a2', queues: ['household', 'traffic'] }),
  ]);
  const late = async () =>
    (await house.warnings()).find(({ rule, firedAt }) => rule === 'plan-not-followed' && firedAt !== null);
  expect(await late()).toBeUndefined();
  for (const minute of [41, 43]) await decided(house, minute);
  const warned = await until(late, (one) => one !== undefined);
  expect(warned?.words).toEqual({
    code: 'warning.plan-not-followed',
    params: { due: 3, missed: 2, windows: ['1', '3'] },
  });
  const { adherence } = PlanEffectAnswer.parse(await (await house.get('/v1/halls/H08/plan/effect')).json());
  expect(adherence?.orders.map(({ windowId, state }) => [windowId, state])).toEqual([
    ['a1', 'not-followed'],
    ['a2', 'done'],
    ['a3', 'not-followed'],
    ['r1', 'unanswered'],
  ]);
  const orders = PlanOrders.parse(await (await house.get('/v1/halls/H08/plan/orders')).json());
  expect([orders.madeAt, orders.items.map(({ windowId }) => windowId)]).toEqual([madeAt, ['a1', 'a2', 'a3', 'r1']]);
  const guides = PlanGuides.parse(await (await house.get('/v1/halls/H08/plan/guides')).json());
  expect(guides.madeAt).toBe(madeAt);
});

it('quiet hours that are changed hold for what waits already, and never while the hall is open', async () => {
  // ten to two at night, long before it opens
  await decided(house, -400, 'H10');
  const [from, to] = [isoAt(-460), isoAt(-340)];
  const shift = { person: '夜班', level: 'supervisor', halls: ['H10'], from, to };
  await put('/v1/duty', { hall: 'H10', from, to, shifts: [shift] });
  const words = message('warning.window-idle', { window: 'a1', value: 12, queue: '户政', waiting: 1 });
  const scope = { kind: 'queue', code: 'household' };
  const { id, held } = await fire('H10', 'queue-longest-wait', scope, words);
  expect(held[0]).toBe('quiet');
  const organisation = house.front.app.get(OrganisationService);
  const hours = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59' };
  const halls = ORGANISATION.halls.map((hall) => (hall.code === 'H10' ? { ...hall, hours: [hours] } : hall));
  await organisation.replace({ ...ORGANISATION, halls }, ACTOR, '2020-01-01');
  const told = await until(
    () => heldOf('H10', id),
    ([state]) => state !== 'quiet',
  );
  expect(told).toEqual(['told', 'supervisor', ['夜班'], 'escalation.first']);
});

it('a reminder of a case has its link in a text message', async () => {
  const before = texts.texts.length;
  const [letter] = reminderLetters([
    {
      id: 'c1',
      caseId: 'A-17',
      title: null,
      rule: 'card-red',
      severity: 'red',
      hall: 'H08',
      level: 'officer',
      addressee: 'H08-a1',
      people: ['警员 a1'],
      times: 0,
      afterDays: 0,
      now: Date.parse(isoAt(20)),
    },
  ]);
  if (letter === undefined) throw new Error('a card is told of');
  await house.front.app.get(DataSource).transaction((manager) => enqueue(manager, letter));
  const [reminder] = await until(
    () => Promise.resolve(texts.texts.slice(before)),
    (all) => all.length > 0,
  );
  expect(reminder?.text).toContain('A-17');
  expect(reminder?.text).toMatch(/ https:\/\/cockpit\.example\/cases$/);
});
