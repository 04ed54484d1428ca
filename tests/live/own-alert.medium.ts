import { Module } from '@nestjs/common';
import { Users } from '@cockpit/access';
import { Prompt, type PromptOrder, type Warning } from '@cockpit/contracts';
import { NotifyApiModule, NotifyModule } from '@cockpit/notify';
import { mailServer, type MailServer } from '../emulators/mail-server';
import { smsGateway, type SmsGateway } from '../emulators/sms-gateway';
import { SMS } from '../notify/ways';
import { WholeModule } from './modules';
import { ACTOR, decided, isoAt, issued, openHall, opened, until, type Hall } from './support';

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
  [house, mails, texts] = [await openHall(TellingModule), await mailServer(), await smsGateway('sms-key')];
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
      ...{ kind: 'link', windowId, queues: ['household', 'traffic'] },
    });
    return Prompt.parse(await answer.json()).id;
  };
  const before = texts.texts.length;
  const known = await asked('a1');
  const delivered = await until(
    () => order(known),
    (one) => one?.deliveredAt != null,
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
