import fc from 'fast-check';
import { bytesOf } from '@cockpit/contracts';
import { openChannel } from '../../libs/notify/src/channels/kinds';
import { listen, json } from '../../apps/simulator/src/emulators/http';
import { mailServer } from '../../bench/emulators/mail-server';
import { dingtalkRobot, feishuRobot, wecomRobot } from '../../apps/simulator/src/emulators/robots';
import { wecomAppPlatform } from '../../bench/emulators/wecom-app';
import { WAYS, WECOM_APP, item, outgoing, type Way } from './ways';

const timeout = (ms = 5_000): AbortSignal => AbortSignal.timeout(ms);
const HTTP = Object.keys(WAYS).filter((kind) => !['memory', 'smtp', 'wecom-bot'].includes(kind));

describe.each(Object.keys(WAYS))('%s', (kind) => {
  let way: Way;
  beforeEach(async () => {
    way = await (WAYS[kind] as () => Promise<Way>)();
  });
  afterEach(() => way.close());

  it('delivers, and says so with a receipt', async () => {
    const outcome = await way.channel.send(outgoing(item({ queue: '户政' })), 'key-1', timeout());
    expect(outcome).toMatchObject({ delivered: true });
    expect(way.shown()).toHaveLength(1);
    expect(way.shown()[0]).toContain('户政最长等候 31 分钟');
  });

  it('carries what it is answered by: a link, or a button of its own', async () => {
    const token = '1.abcdefghijklmnopqrstuv';
    const answer = `https://cockpit.example/a/${token}`;
    await way.channel.send(outgoing(item({}, { answer, token })), 'key-1', timeout());
    expect(way.whole()).toContain(
      (kind.endsWith('-app') && kind !== 'wecom-app') || kind === 'wecom-bot' ? token : answer,
    );
  });

  it('answers a refusal for what goes wrong, and goes on afterwards', async () => {
    way.misbehave({ kind: 'status', status: 503 });
    const refusal = await way.channel.send(outgoing(item()), 'key-1', timeout());
    expect(refusal).toMatchObject({ delivered: false, reason: 'unreachable', retryable: true });
    expect(await way.channel.send(outgoing(item()), 'key-1', timeout())).toMatchObject({ delivered: true });
    expect(way.shown()).toHaveLength(1);
  });

  it('gives up when it is told to, not knowing whether it arrived', async () => {
    const outcome = await way.channel.send(outgoing(item()), 'key-1', AbortSignal.abort());
    expect(outcome).toMatchObject({ delivered: false, retryable: true });
  });

  it('is refused for good with a wrong secret', async () => {
    const wrong = way.withWrongSecret();
    if (wrong === null) return;
    const outcome = await wrong.send(outgoing(item()), 'key-1', timeout());
    expect(outcome).toMatchObject({ delivered: false, reason: 'rejected', retryable: false });
    expect(way.shown()).toEqual([]);
    wrong.close?.();
  });

  it('takes any text: markup in names, emoji, half characters, far too much', async () => {
    for (const [i, queue] of [
      '**[户政](http://evil)**\n# <at user_id="all">',
      '👨‍👩‍👧‍👦'.repeat(3000),
      '\ud800\u0000"\\',
      '户'.repeat(20_000),
    ].entries())
      expect(await way.channel.send(outgoing(item({ queue })), `key-${String(i)}`, timeout())).toMatchObject({
        delivered: true,
      });
  });

  it('finds nobody at a dead host, and knows that nothing has arrived', async () => {
    if (kind === 'memory') return;
    await way.close();
    const outcome = await way.channel.send(outgoing(item()), 'key-1', timeout());
    expect(outcome).toMatchObject({ delivered: false, reason: 'unreachable', retryable: true, unsure: false });
  });
});

describe.each(HTTP)('%s by HTTP', (kind) => {
  let way: Way;
  beforeAll(async () => {
    way = await (WAYS[kind] as () => Promise<Way>)();
  });
  afterAll(() => way.close());
  const send = (signal = timeout()) => way.channel.send(outgoing(item()), 'key', signal);

  it('knows 429 with and without a time to wait', async () => {
    way.misbehave({ kind: 'status', status: 429, headers: { 'retry-after': '7' }, body: 'slow down' });
    expect(await send()).toMatchObject({ reason: 'limited', retryable: true, afterMs: 7_000 });
    way.misbehave({ kind: 'status', status: 429, body: 'slow down' });
    expect(await send()).toMatchObject({ reason: 'limited', retryable: true });
  });

  it('does not know whether it arrived when the other side takes it and breaks off, or is slow', async () => {
    way.misbehave({ kind: 'drop' });
    expect(await send()).toMatchObject({ reason: 'unreachable', retryable: true, unsure: true });
    way.misbehave({ kind: 'hang' });
    expect(await send(timeout(300))).toMatchObject({ reason: 'unreachable', retryable: true, unsure: true });
  });

  it('follows no redirect', async () => {
    way.misbehave({ kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:1/' } });
    const before = way.shown().length;
    expect(await send()).toMatchObject({ delivered: false });
    expect(way.shown()).toHaveLength(before);
  });
});

describe.each([
  ['dingtalk-robot', dingtalkRobot],
  ['feishu-robot', feishuRobot],
] as const)('the clock of %s', (kind, start) => {
  it.each([2, -2])('may be %i h ahead of ours', async (hours) => {
    const robot = await start({ sign: 'SECabc' });
    robot.aheadMs = hours * 3_600_000;
    const channel = openChannel({
      kind,
      settings: {},
      secrets: { url: robot.webhook, sign: 'SECabc' },
      allowPrivateHost: true,
    });
    const first = await channel.send(outgoing(item()), 'k', timeout());
    expect(first).toMatchObject({ delivered: false, retryable: true, unsure: false });
    expect(first).toMatchObject({ detail: expect.stringContaining('the clock here is 120 min') as string });
    expect(await channel.send(outgoing(item()), 'k', timeout())).toMatchObject({ delivered: true });
    channel.close?.();
    await robot.close();
  });
});

describe('mail for several', () => {
  it('is not delivered when somebody is refused: who is named, and the others have it', async () => {
    const server = await mailServer();
    server.nobody.add('gone@hall.example');
    const channel = openChannel({
      kind: 'smtp',
      settings: {
        host: '127.0.0.1',
        port: server.port,
        security: 'none',
        from: 'cockpit@hall.example',
        to: ['chief@hall.example', 'gone@hall.example'],
      },
      secrets: {},
      allowPrivateHost: true,
    });
    const outcome = await channel.send(outgoing(item()), 'k', timeout());
    expect(outcome).toMatchObject({ delivered: false, reason: 'rejected', retryable: false, unsure: true });
    expect(outcome).toMatchObject({ detail: expect.stringContaining('not taken for gone@hall.example:') as string });
    expect(server.mails).toHaveLength(1);
    channel.close?.();
    await server.close();
  });
});

describe('TLS that cannot be', () => {
  it('is tried again, and nothing has arrived', async () => {
    const plain = await listen(({ response }) => {
      json(response, 200, { errcode: 0 });
    });
    const url = plain.url.replace('http:', 'https:');
    const channel = openChannel({ kind: 'wecom-robot', settings: {}, secrets: { url }, allowPrivateHost: true });
    const outcome = await channel.send(outgoing(item()), 'k', timeout());
    expect(outcome).toMatchObject({ delivered: false, reason: 'unreachable', retryable: true, unsure: false });
    channel.close?.();
    await plain.close();
  });
});

describe('errors in an answer of 200', () => {
  it.each([
    ['dingtalk-robot', { errcode: 130101, errmsg: 'send too fast' }, { reason: 'limited', afterMs: 600_000 }],
    ['dingtalk-robot', { errcode: 310000, errmsg: 'keywords not in content' }, { reason: 'rejected' }],
    ['dingtalk-robot', { errcode: -1, errmsg: 'system busy' }, { reason: 'unreachable' }],
    ['wecom-robot', { errcode: 45009, errmsg: 'api freq out of limit' }, { reason: 'limited' }],
    ['wecom-robot', { errcode: 40058, errmsg: 'exceed max length' }, { reason: 'rejected' }],
    ['feishu-robot', { code: 11232, msg: 'frequency limited' }, { reason: 'limited', afterMs: 2_000 }],
    ['feishu-robot', { code: 19024, msg: 'Key Words Not Found' }, { reason: 'rejected' }],
    ['feishu-robot', { StatusCode: 0, StatusMessage: 'success' }, { delivered: true }],
    ['wecom-robot', {}, { reason: 'unreachable', unsure: true }],
    ['dingtalk-robot', 'a page of a hotel’s network', { reason: 'unreachable' }],
  ] as const)('of %s are errors: %j', async (kind, body, outcome) => {
    const server = await listen(({ response }) => {
      json(response, 200, body);
    });
    const channel = openChannel({ kind, settings: {}, secrets: { url: server.url }, allowPrivateHost: true });
    expect(await channel.send(outgoing(item()), 'k', timeout())).toMatchObject(outcome);
    channel.close?.();
    await server.close();
  });
});

describe('an app of WeCom', () => {
  const { corpId, agentId, secret } = WECOM_APP;
  async function start(more: object = {}) {
    const platform = await wecomAppPlatform(WECOM_APP);
    const settings = { host: platform.url, corpId, agentId, to: 'wang', ...more };
    const channel = openChannel({ kind: 'wecom-app', settings, secrets: { secret }, allowPrivateHost: true });
    const send = (queue = '户政', again = false) => channel.send(outgoing(item({ queue }, { again })), 'k', timeout());
    const close = (): Promise<void> => {
      channel.close?.();
      return platform.close();
    };
    return { platform, send, close };
  }

  it.each([40014, 42001] as const)('keeps its token, and gets another when it is refused with %i', async (code) => {
    const { platform, send, close } = await start();
    await send('一');
    await send('二');
    expect(platform.tokens).toBe(1);
    platform.expire(code);
    expect(await send('三')).toMatchObject({ delivered: true });
    expect(platform.tokens).toBe(2);
    await close();
  });

  it('shows once what is sent again, and tells errors that stand in an answer of 200', async () => {
    const { platform, send, close } = await start();
    platform.misbehave.tell({ kind: 'drop' });
    expect(await send()).toMatchObject({ delivered: false, unsure: true });
    expect(await send('户政', true)).toMatchObject({ delivered: true });
    expect(platform.shown).toHaveLength(1);
    for (const [errcode, outcome] of [
      [45009, { reason: 'limited' }],
      [-1, { reason: 'unreachable' }],
      [60020, { reason: 'rejected' }],
    ] as const) {
      platform.misbehave.tell({ kind: 'status', status: 200, body: { errcode, errmsg: 'told to' } });
      expect(await send()).toMatchObject(outcome);
    }
    await close();
  });

  it('names who was not reached of several, and tells a group of its own', async () => {
    const several = await start({ to: 'wang|nobody' });
    expect(await several.send()).toMatchObject({ delivered: false, unsure: true, detail: 'not taken for nobody' });
    await several.close();
    const alone = await start({ to: 'nobody' });
    expect(await alone.send()).toMatchObject({ delivered: false, reason: 'rejected', unsure: false });
    await alone.close();
    const group = await start({ toKind: 'chat', to: 'chat-1' });
    expect(await group.send()).toMatchObject({ delivered: true });
    expect(group.platform.shown).toMatchObject([{ to: 'chat-1' }]);
    await group.close();
  });
});

describe('many things in one message', () => {
  it.each([
    ['dingtalk-robot', () => dingtalkRobot({})],
    ['wecom-robot', () => wecomRobot()],
    ['feishu-robot', () => feishuRobot({})],
  ] as const)('of %s are as many as it takes, whatever they say', async (kind, start) => {
    const name = fc.oneof(
      fc.string({ maxLength: 60, unit: 'binary' }),
      fc.constantFrom('户'.repeat(200), '"\\\n'.repeat(80), '👨‍👩‍👧‍👦'.repeat(20)),
    );
    const property = fc.asyncProperty(fc.array(name, { minLength: 2, maxLength: 30 }), async (names) => {
      const robot = await start();
      const channel = openChannel({ kind, settings: {}, secrets: { url: robot.webhook }, allowPrivateHost: true });
      const all = outgoing(...names.map((queue) => item({ queue })));
      const fitting = channel.fit(all);
      expect(fitting).toBeGreaterThanOrEqual(1);
      const sent = await channel.send({ ...all, items: all.items.slice(0, fitting) }, 'k', timeout());
      channel.close?.();
      await robot.close();
      expect(sent).toMatchObject({ delivered: true });
      const [shown] = robot.shown;
      expect(bytesOf(shown?.text ?? '')).toBeLessThanOrEqual(kind === 'wecom-robot' ? 4_096 : 20_000);
    });
    await fc.assert(property, { numRuns: 25 });
  });

  it('no name is markup', async () => {
    const robot = await dingtalkRobot({});
    const channel = openChannel({
      kind: 'dingtalk-robot',
      settings: {},
      secrets: { url: robot.webhook },
      allowPrivateHost: true,
    });
    await channel.send(outgoing(item({ queue: '**户政** [点](http://x) `a` <font>' })), 'k', timeout());
    expect(robot.shown[0]?.text).toContain('＊＊户政＊＊ ［点］(http://x) ｀a｀ ＜font＞最长等候');
    channel.close?.();
    await robot.close();
  });
});
