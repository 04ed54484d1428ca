import { PushKey, PushRecord } from '@cockpit/contracts';
import { Tokens } from '@cockpit/access';
import { ACTOR } from '../ingestion/support';
import { pushService, type PushBrowser, type PushService } from '../../bench/emulators/push-service';
import { openMessages, until, type Messages } from './support';

let house: Messages;
let service: PushService;
let channel: string;
let key: string;
beforeAll(async () => {
  house = await openMessages();
  service = await pushService();
});
afterAll(async () => {
  await house.close();
  await service.close();
});

const CHANNEL = { name: '浏览器', kind: 'browser-push', settings: { contact: 'mailto:it@hall.example' } };
const keyNow = async (): Promise<string | null> => PushKey.parse(await (await house.ask('GET', '/v1/push')).json()).key;
const subscribe = (browser: PushBrowser): Promise<Response> => house.ask('POST', '/v1/push', browser.subscription);
async function states(about: Parameters<Messages['tell']>[0] = {}): Promise<string[]> {
  const subject = await house.tell(about);
  const sent = await until(async () => {
    const all = await house.sent(subject);
    return all.every(({ state }) => !['queued', 'sent', 'failed'].includes(state)) && all;
  });
  return sent.map(({ kind, state, recipient }) => `${kind} ${state} ${recipient}`);
}

describe('messages for a browser', () => {
  it('are offered when a channel for them is there, with keys of its own that nobody is shown', async () => {
    expect(await keyNow()).toBeNull();
    expect((await subscribe(service.browser('x'))).status).toBe(404);
    channel = await house.channel(CHANNEL);
    key = (await keyNow()) ?? '';
    expect(key).toMatch(/^B[\w-]{86}$/);
    const shown = await (await house.ask('GET', `/v1/channels/${channel}`)).json();
    expect(shown).toMatchObject({ secrets: ['privateKey'], settings: { contact: 'mailto:it@hall.example' } });
  });

  it('arrive encrypted for it, are signed by that key, and carry nobody’s number', async () => {
    const browser = service.browser(key);
    expect((await subscribe(browser)).status).toBe(201);
    expect((await subscribe(browser)).status).toBe(201);
    expect(await states({ queue: '户政 13800138000' })).toEqual(['browser-push delivered chief']);
    expect(browser.shown).toHaveLength(1);
    const [shown] = browser.shown;
    expect(shown).toMatchObject({ path: '/desk/H32' });
    expect(shown?.body).toContain('最长等候 31 分钟');
    expect(JSON.stringify(shown)).not.toContain('13800138000');
    expect(browser.headers).toMatchObject({ urgency: 'high', ttl: '3600', 'content-encoding': 'aes128gcm' });
    const rows = JSON.stringify(await house.postgres.query('SELECT sealed::text, endpoint_hash FROM notify_push'));
    expect(rows).not.toContain(browser.subscription.endpoint);
    expect(rows).not.toContain(browser.subscription.keys.auth);
    const audit = await (await house.ask('GET', '/v1/audit')).text();
    expect(audit).toContain('push.add');
    expect(audit).not.toContain(browser.subscription.endpoint);
    expect(audit).not.toContain(browser.subscription.keys.auth);
  });

  it('are tried again when the service is busy, and end when the browser is gone', async () => {
    const browser = service.browser(key);
    await subscribe(browser);
    await house.postgres.query("DELETE FROM notify_push WHERE endpoint_hash <> encode(sha256($1), 'hex')", [
      Buffer.from(browser.subscription.endpoint),
    ]);
    service.refuse.push({ status: 503 });
    expect(await states()).toEqual(['browser-push delivered chief']);
    browser.gone = true;
    expect(await states()).toEqual(['browser-push dead chief']);
    expect(await states()).toEqual([]);
  });

  it('go to whoever still may see the hall', async () => {
    const tokens = house.running.app.get(Tokens);
    const { id, secret } = await tokens.add({ name: '三十二', role: 'supervisor', halls: ['H32'] }, ACTOR);
    const browser = service.browser(key);
    const ask = (method: string, path: string, body?: unknown): Promise<Response> =>
      fetch(`${house.running.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const added = PushRecord.parse(await (await ask('POST', '/v1/push', browser.subscription)).json());
    expect(await states({ hall: 'H33' })).toEqual([]);
    expect(await states({ hall: 'H32' })).toEqual(['browser-push delivered 三十二']);
    // nobody switches somebody else's off
    expect((await house.ask('DELETE', `/v1/push/${added.id}`)).status).toBe(404);
    await tokens.revoke(id, ACTOR);
    expect(await states({ hall: 'H32' })).toEqual([]);
  });

  it('are switched off by whoever switched them on', async () => {
    const { id } = PushRecord.parse(await (await subscribe(service.browser(key))).json());
    expect((await house.ask('DELETE', `/v1/push/${id}`)).status).toBe(204);
    expect((await house.ask('DELETE', `/v1/push/${id}`)).status).toBe(404);
    expect(await states()).toEqual([]);
  });

  it('go to no address of this machine or a network of one’s own, unless an administrator allows it', async () => {
    await house.ask('DELETE', `/v1/channels/${channel}`);
    await house.channel({ ...CHANNEL, allowPrivateHost: false });
    const ours = (await keyNow()) ?? '';
    expect(ours).not.toBe(key);
    const { keys } = service.browser(ours).subscription;
    for (const endpoint of ['http://push.example/x', 'https://127.0.0.1/x', 'https://[::1]/x', 'https://10.1.2.3/x'])
      expect([endpoint, (await house.ask('POST', '/v1/push', { endpoint, keys })).status]).toEqual([endpoint, 422]);
    // a name that leads inside is found out when it is connected to
    await house.ask('POST', '/v1/push', { endpoint: 'https://localhost/x', keys });
    expect(await states()).toEqual(['browser-push dead chief']);
    for (const wrong of [{ p256dh: 'x' }, { auth: 'x' }])
      expect(
        (await house.ask('POST', '/v1/push', { endpoint: 'https://a.example/', keys: { ...keys, ...wrong } })).status,
      ).toBe(422);
  });
});
