import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { Tokens } from '@cockpit/access';
import { AuditEntry, ChannelRecord, LiveHall, Warning, message, page } from '@cockpit/contracts';
import { NotifyApiModule, NotifyModule, enqueue } from '@cockpit/notify';
import { DecisionClock } from '@cockpit/live';
import { DataSource } from 'typeorm';
import { WarningNotices } from '../../libs/warnings/src/notices';
import { WarningRow } from '../../libs/warnings/src/warning.entity';
import { lifeOf } from '../../libs/warnings/src/warning-rows';
import { dingtalkAppPlatform } from '../../bench/emulators/dingtalk-app';
import { feishuAppPlatform, type AppEmulator, type ShownCard } from '../../bench/emulators/feishu-app';
import { wecomBotPlatform, type BotEmulator } from '../../bench/emulators/wecom-bot';
import { WholeModule } from '../live/modules';
import { ACTOR, decided, isoAt, issued, openHall, opened, until as within, type Hall } from '../live/support';
import { notice, until } from './support';
import { DINGTALK, FEISHU, WECOM } from './ways';

@Module({ imports: [WholeModule, NotifyApiModule, NotifyModule] })
class TellingModule {}

let house: Hall;
let postgres: DataSource;

beforeAll(async () => {
  house = await openHall(TellingModule);
  postgres = house.front.app.get(DataSource);
});
afterAll(() => house.close());

const one = async (id: string): Promise<Warning> => Warning.parse(await (await house.get(`/v1/warnings/${id}`)).json());
const audited = async (id: string): Promise<AuditEntry[]> =>
  page(AuditEntry).parse(await (await house.get(`/v1/audit?target=warning/${id}`)).json()).items;

/** A warning that holds, told to the app; answers its id and its card. */
async function toldTo(platform: AppEmulator): Promise<{ id: string; card: ShownCard }> {
  const id = randomUUID();
  const words = message('warning.queue-longest-wait', { queue: id, value: 31, limit: 15 });
  await postgres.query(
    `INSERT INTO warning (id, hall, rule, rule_version, scope_kind, scope_code, severity, condition, handling, message, words, value, threshold, unit, since, fired_at)
     VALUES ($1, 'H08', 'queue-longest-wait', 1, 'queue', $1, 'red', 'firing', 'new', '户政', $3, 31, 15, 'min', $2, $2)`,
    [id, isoAt(10), JSON.stringify(words)],
  );
  const about = notice({ hall: 'H08', queue: id });
  await postgres.transaction((manager) => enqueue(manager, { subject: `warning/${id}`, notice: about }));
  const card = await until(() => [...platform.cards.values()].find(({ content }) => content.includes(id)));
  return { id, card };
}

describe.each([
  {
    kind: 'feishu-app',
    through: '飞书',
    user: 'ou_wang',
    start: () => feishuAppPlatform(FEISHU),
    settings: { appId: FEISHU.appId, to: 'oc_group' },
    secrets: { appSecret: FEISHU.appSecret },
  },
  {
    kind: 'dingtalk-app',
    through: '钉钉',
    user: 'wang',
    start: () => dingtalkAppPlatform(DINGTALK),
    settings: { clientId: DINGTALK.clientId, to: 'cidGroup', template: DINGTALK.template },
    secrets: { clientSecret: DINGTALK.clientSecret },
  },
])('cards of $kind', ({ kind, through, user, start, settings, secrets }) => {
  let platform: AppEmulator;
  let channel: string;
  beforeAll(async () => {
    platform = await start();
    const answer = await house.send('/v1/channels', {
      name: '值班群',
      kind,
      allowPrivateHost: true,
      halls: ['H08'],
      secrets,
      settings: { ...settings, host: platform.url },
    });
    channel = ChannelRecord.parse(await answer.json()).id;
    await until(() => platform.connections() === 1);
  });
  afterAll(async () => {
    const headers = { authorization: `Bearer ${house.token}` };
    await fetch(`${house.front.url}/v1/channels/${channel}`, { method: 'DELETE', headers });
    await until(() => platform.connections() === 0);
    await platform.close();
  });

  const told = () => toldTo(platform);

  it('are answered by their button within 3 s, show who has it, and later that it is over', async () => {
    const { id, card } = await told();
    const before = { ...card };
    expect(await platform.press(card, user)).not.toBeNull();
    // a slow machine answers the button in time and changes the card after it
    await until(() => card.content.includes(`由王警官（${through}）处理`));
    expect(await one(id)).toMatchObject({ handling: 'acknowledged', acknowledgedBy: `王警官（${through}）` });
    expect(await audited(id)).toEqual([expect.objectContaining({ action: 'warning.ack', after: { user } })]);

    // somebody whose telephone still shows the button
    expect(await platform.press(before, 'somebody-else')).not.toBeNull();
    expect(await one(id)).toMatchObject({ acknowledgedBy: `王警官（${through}）` });
    expect(await audited(id)).toHaveLength(1);

    expect((await house.send(`/v1/warnings/${id}/resolve`, { reason: '加开窗口' })).status).toBe(200);
    await until(() => card.content.includes('预警解除'));
    expect([...platform.cards.values()].filter(({ content }) => content.includes(id))).toHaveLength(1);
  });

  it('are answered by the group where the app may not ask who somebody is', async () => {
    const { id, card } = await told();
    await platform.press(card, 'somebody-else');
    expect(await one(id)).toMatchObject({ acknowledgedBy: `${through}「值班群」` });
  });

  it('have their button again when nothing has come of the answer', async () => {
    const { id, card } = await told();
    await platform.press(card, user);
    await until(() => card.content.includes('由王警官'));
    // as the product does: the rules look at the same warnings each minute of the hall
    await house.front.app.get(DecisionClock).change('H08', async (manager) => {
      const before = lifeOf(await manager.findOneByOrFail(WarningRow, { id }));
      await manager.update(WarningRow, { id }, { handling: 'new', acknowledgedBy: null, acknowledgedAt: null });
      const row = await manager.findOneByOrFail(WarningRow, { id });
      expect(await house.front.app.get(WarningNotices).follow(manager, row, before, Date.now())).toBe(true);
    });
    await until(() => !card.content.includes('由王警官'));
    expect(await platform.press(card, 'somebody-else')).not.toBeNull();
    expect(await one(id)).toMatchObject({ handling: 'acknowledged', acknowledgedBy: `${through}「值班群」` });
    expect([...platform.cards.values()].filter(({ content }) => content.includes(id))).toHaveLength(1);
  });

  it('change when it is acknowledged elsewhere', async () => {
    const { id, card } = await told();
    expect((await house.send(`/v1/warnings/${id}/ack`)).status).toBe(200);
    await until(() => card.content.includes('由 desk 处理'));
  });

  it('are answered again after the connection has broken', async () => {
    platform.drop();
    await until(() => platform.connections() === 1);
    const { id, card } = await told();
    await until(async () => (await platform.press(card, user)) !== null);
    expect(await one(id)).toMatchObject({ handling: 'acknowledged' });
  });
});

describe('cards of wecom-bot', () => {
  let platform: BotEmulator;
  let channel: string;
  beforeAll(async () => {
    platform = await wecomBotPlatform(WECOM);
    const answer = await house.send('/v1/channels', {
      name: '值班群',
      kind: 'wecom-bot',
      allowPrivateHost: true,
      halls: ['H08'],
      settings: { host: platform.url, botId: WECOM.botId, to: 'wrGroup' },
      secrets: { secret: WECOM.secret },
    });
    channel = ChannelRecord.parse(await answer.json()).id;
    await until(() => platform.connections() === 1);
  });
  afterAll(async () => {
    const headers = { authorization: `Bearer ${house.token}` };
    await fetch(`${house.front.url}/v1/channels/${channel}`, { method: 'DELETE', headers });
    await until(() => platform.connections() === 0);
    await platform.close();
  });

  it('go over the connection, are answered by their button, and a line says that it is over', async () => {
    const { id, card } = await toldTo(platform);
    expect(await platform.press(card, 'wang')).not.toBeNull();
    expect(card.content).toContain('由企业微信「值班群」处理');
    expect(await one(id)).toMatchObject({ handling: 'acknowledged', acknowledgedBy: '企业微信「值班群」' });
    expect(await audited(id)).toEqual([expect.objectContaining({ action: 'warning.ack', after: { user: 'wang' } })]);
    expect((await house.send(`/v1/warnings/${id}/resolve`, { reason: '加开窗口' })).status).toBe(200);
    await until(() => platform.lines.some((line) => line.includes(id) && line.includes('预警解除')));
  });

  it('wait while the connection is broken, and are sent when it stands again', async () => {
    platform.drop();
    const { id, card } = await toldTo(platform);
    expect(await platform.press(card, 'wang')).not.toBeNull();
    expect(await one(id)).toMatchObject({ handling: 'acknowledged' });
  });
});

describe('a red warning of the hall', () => {
  const RULE = 'queue-longest-wait';
  const NAMES: Readonly<Record<string, string>> = { household: '户政', traffic: '交管' };
  let feishu: AppEmulator;
  let wecom: BotEmulator;
  let screen: string;
  beforeAll(async () => {
    [feishu, wecom] = await Promise.all([feishuAppPlatform(FEISHU), wecomBotPlatform(WECOM)]);
    const channels = [
      {
        name: '飞书值班',
        kind: 'feishu-app',
        secrets: { appSecret: FEISHU.appSecret },
        settings: { host: feishu.url, appId: FEISHU.appId, to: 'oc_group' },
      },
      {
        name: '企微值班',
        kind: 'wecom-bot',
        secrets: { secret: WECOM.secret },
        settings: { host: wecom.url, botId: WECOM.botId, to: 'wrGroup' },
      },
    ];
    for (const channel of channels) {
      const wanted = { ...channel, allowPrivateHost: true, halls: ['H09'], levels: ['red'] };
      expect((await house.send('/v1/channels', wanted)).status).toBe(201);
    }
    const red = { place: { kind: 'hall', hall: 'H09' }, settings: { severity: 'red' }, reason: '等候超限即为红色' };
    const put = await fetch(`${house.front.url}/v1/rules/${RULE}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${house.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(red),
    });
    expect(put.status).toBe(200);
    screen = (await house.front.app.get(Tokens).add({ name: 'wall', role: 'screen', halls: ['H09'] }, ACTOR)).secret;
    await until(() => feishu.connections() === 1 && wecom.connections() === 1);
    // few of them: were it the whole hall, its own warning would say it for the queues
    const people = Object.keys(NAMES).flatMap((queue) =>
      Array.from({ length: 3 }, (_, i) => issued(`${queue}-${String(i)}`, 4, queue, 'H09')),
    );
    await decided(house, 5, 'H09', [...opened(0, 'H09'), ...people]);
    for (const minute of [22, 23, 24]) await decided(house, minute, 'H09');
  });
  afterAll(() => Promise.all([feishu.close(), wecom.close()]));

  /** What a screen in public shows of it. */
  async function onWall(id: string): Promise<unknown> {
    const answer = await house.get('/v1/halls/H09/live', { authorization: `Bearer ${screen}` });
    return LiveHall.parse(await answer.json()).warnings.find((one) => one.id === id)?.handling;
  }
  const contents = (): string[] => [...feishu.cards.values()].map(({ content }) => content);

  it.each([
    { queue: 'household', by: '由王警官（飞书）处理', user: 'ou_wang', app: (): AppEmulator => feishu },
    { queue: 'traffic', by: '由企业微信「企微值班」处理', user: 'wang', app: (): AppEmulator => wecom },
  ])(
    'of $queue rings both apps, is taken in one, and the card and the wall say so',
    async ({ queue, by, user, app }) => {
      const name = NAMES[queue] ?? '';
      const [warning] = await within(
        async () =>
          (await house.warnings(`hall=H09&rule=${RULE}&state=firing`)).filter(({ scope }) => scope.code === queue),
        (found) => found.length === 1,
      );
      expect(warning).toMatchObject({ severity: 'red', handling: 'new' });
      const id = warning?.id ?? '';
      await until(() =>
        [feishu, wecom].every(({ cards }) => [...cards.values()].some(({ content }) => content.includes(name))),
      );
      const card = await until(() => [...app().cards.values()].find(({ content }) => content.includes(name)));
      expect(await app().press(card, user)).not.toBeNull();
      expect(card.content).toContain(by);
      expect(await one(id)).toMatchObject({ handling: 'acknowledged' });
      await within(
        () => onWall(id),
        (handling) => handling === 'acknowledged',
      );
      // whoever looks at the other app need not go: its card says who went
      await within(
        () => Promise.resolve(contents()),
        (all) => all.some((content) => content.includes(name) && content.includes(by)),
      );
    },
  );
});
