import { randomBytes, randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { AuditEntry, ChannelRecord, Notification, Warning, message, page } from '@cockpit/contracts';
import { NotifyApiModule, NotifyModule, enqueue } from '@cockpit/notify';
import { DataSource } from 'typeorm';
import { wecomRobot } from '../../apps/simulator/src/emulators/robots';
import { webhookReceiver, type WebhookReceiver } from '../../bench/emulators/webhook-receiver';
import { WholeModule } from '../live/modules';
import { isoAt, openHall, until, type Hall } from '../live/support';
import { notice } from './support';

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const PUBLIC_URL = 'https://cockpit.example';

@Module({ imports: [WholeModule, NotifyApiModule, NotifyModule] })
class TellingModule {}

let house: Hall;
let receiver: WebhookReceiver;
let postgres: DataSource;

beforeAll(async () => {
  house = await openHall(TellingModule, { publicUrl: PUBLIC_URL });
  postgres = house.front.app.get(DataSource);
  receiver = await webhookReceiver({ secret: SECRET });
  const channel = { name: '值班群', kind: 'webhook', allowPrivateHost: true, settings: { url: receiver.url } };
  expect((await house.send('/v1/channels', { ...channel, secrets: { keys: [SECRET] } })).status).toBe(201);
});
afterAll(async () => {
  await house.close();
  await receiver.close();
});

/** A warning that holds, told to the channel; answers its id and the link that came with it. */
async function told(): Promise<{ id: string; link: string }> {
  const id = randomUUID();
  await postgres.query(
    `INSERT INTO warning (id, hall, rule, rule_version, scope_kind, scope_code, severity, condition, handling, message, words, value, threshold, unit, since, fired_at)
     VALUES ($1, 'H08', 'queue-longest-wait', 1, 'queue', $1, 'red', 'firing', 'new', '户政', $3, 31, 15, 'min', $2, $2)`,
    [id, isoAt(10), JSON.stringify(message('warning.queue-longest-wait', { queue: id, value: 31, limit: 15 }))],
  );
  const about = notice({ hall: 'H08', queue: id });
  await postgres.transaction((manager) => enqueue(manager, { subject: `warning/${id}`, notice: about }));
  const got = await until(
    () => Promise.resolve([...receiver.shown.values()].find(({ body }) => JSON.stringify(body.data).includes(id))),
    (found) => found !== undefined,
  );
  await until(
    () => sent(id),
    ({ state }) => state === 'delivered',
  );
  const link = String(got?.body.data['answer']);
  expect(link).toMatch(/^https:\/\/cockpit\.example\/a\/[\w.-]+$/);
  return { id, link: link.replace(PUBLIC_URL, house.front.url) };
}
const one = async (id: string): Promise<Warning> => Warning.parse(await (await house.get(`/v1/warnings/${id}`)).json());
async function sent(id: string): Promise<Notification> {
  const { items } = page(Notification).parse(await (await house.get(`/v1/notifications?warning=${id}`)).json());
  const first = items.find(({ phase }) => phase === 'open');
  if (first === undefined) throw new Error('nothing was sent');
  return first;
}
const audited = async (id: string): Promise<AuditEntry[]> =>
  page(AuditEntry).parse(await (await house.get(`/v1/audit?target=warning/${id}`)).json()).items;
const press = (link: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(link, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } });
const pressed = async (link: string): Promise<string> => (await press(link)).text();

describe('the link in a message', () => {
  it('shows what it is about and changes nothing, however often it is looked at', async () => {
    const { id, link } = await told();
    for (const method of ['GET', 'HEAD', 'GET']) {
      const answer = await fetch(link, { method });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      const text = await answer.text();
      if (method === 'GET')
        expect(text).toMatch(new RegExp(`<html lang="zh-CN">[\\s\\S]*${id} 最长等候[\\s\\S]*<form method="post">`));
    }
    expect(await one(id)).toMatchObject({ handling: 'new' });
    expect(await audited(id)).toEqual([]);
  });

  it('acknowledges as the group it was sent to, once, and writes down who', async () => {
    const { id, link } = await told();
    const answers = await Promise.all(Array.from({ length: 5 }, () => pressed(link)));
    expect(answers.filter((text) => text.includes('已记录：由 Webhook「值班群」处理'))).toHaveLength(1);
    expect(answers.filter((text) => text.includes('这个链接已经用过'))).toHaveLength(4);
    expect(await one(id)).toMatchObject({ handling: 'acknowledged', acknowledgedBy: 'Webhook「值班群」' });
    expect(await sent(id)).toMatchObject({ state: 'acknowledged' });
    expect(await audited(id)).toEqual([
      expect.objectContaining({ action: 'warning.ack', actor: expect.objectContaining({ kind: 'channel' }) as object }),
    ]);
    expect(await (await fetch(link)).text()).not.toContain('<form');
  });

  it('lets the other channels know: programs each time, groups once and only of what is red', async () => {
    const [wecom, other] = await Promise.all([wecomRobot(), wecomRobot({ key: 'other' })]);
    const robot = (name: string, url: string) =>
      house.send('/v1/channels', {
        name,
        kind: 'wecom-robot',
        allowPrivateHost: true,
        halls: ['H08'],
        settings: {},
        secrets: { url },
      });
    const added = [await robot('一组', wecom.webhook), await robot('二组', other.webhook)];
    const ids = await Promise.all(added.map(async (answer) => ChannelRecord.parse(await answer.json()).id));
    const { id } = await told();
    await until(
      () => Promise.resolve([wecom, other].every(({ shown }) => shown.some(({ text }) => text.includes(id)))),
      Boolean,
    );
    const link = wecom.shown.flatMap(({ links }) => links).find((one) => one.includes('/a/')) ?? '';
    expect(await pressed(link.replace(PUBLIC_URL, house.front.url))).toContain('由企业微信群「一组」处理');
    const held = () =>
      [...receiver.shown.values()].filter(
        ({ body }) => body.type === 'warning.acknowledged' && JSON.stringify(body.data).includes(id),
      );
    await until(
      () => Promise.resolve(held().length === 1 && other.shown.some(({ text }) => text.includes('有人处理'))),
      Boolean,
    );
    expect(other.shown.at(-1)?.text).toContain('由企业微信群「一组」处理');
    expect(wecom.shown.filter(({ text }) => text.includes('有人处理'))).toEqual([]);
    for (const one of ids)
      await fetch(`${house.front.url}/v1/channels/${one}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${house.token}` },
      });
    await Promise.all([wecom.close(), other.close()]);
  });

  it('does nothing any more when somebody sees to it already, when it is over, and when it has expired', async () => {
    const [held, over, late] = [await told(), await told(), await told()];
    expect((await house.send(`/v1/warnings/${held.id}/ack`)).status).toBe(200);
    expect((await house.send(`/v1/warnings/${over.id}/resolve`, { reason: '加开窗口' })).status).toBe(200);
    await postgres.query("UPDATE notify_outbox SET sent_at = sent_at - interval '13 hours' WHERE subject = $1", [
      `warning/${late.id}`,
    ]);
    for (const look of [(link: string) => fetch(link).then((answer) => answer.text()), pressed]) {
      expect(await look(held.link)).toContain('已经有人在处理：desk');
      expect(await look(over.link)).toContain('这条预警已经结束');
      expect(await look(late.link)).toContain('这个链接已过期');
    }
    expect(await one(held.id)).toMatchObject({ acknowledgedBy: 'desk' });
    expect(await one(late.id)).toMatchObject({ handling: 'new' });
  });

  it('is nobody’s when it is forged, of another message, or cut off', async () => {
    const [one_, other] = [await told(), await told()];
    const [, signature = ''] = one_.link.split('.').slice(-2);
    const swapped = other.link.replace(/[\w-]{22}$/, signature.slice(-22));
    const changed = one_.link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    for (const link of [
      swapped,
      changed,
      one_.link.slice(0, -1),
      `${house.front.url}/a/x`,
      `${house.front.url}/a/%00`,
    ]) {
      const answer = await press(link);
      expect([link, answer.status < 500 && answer.status >= 400]).toEqual([link, true]);
    }
    expect(await (await press(changed)).text()).toContain('这个链接无效');
    expect(await one(one_.id)).toMatchObject({ handling: 'new' });
    expect(await one(other.id)).toMatchObject({ handling: 'new' });
  });

  it('cannot be pressed by a page of somebody else', async () => {
    const { id, link } = await told();
    expect((await press(link, { origin: 'https://evil.example' })).status).toBe(403);
    expect(await one(id)).toMatchObject({ handling: 'new' });
    expect(await pressed(link)).toContain('已记录');
  });

  it('is answered with a page when somebody tries too often', async () => {
    let last = await fetch(`${house.front.url}/a/x`);
    for (let i = 0; i < 130 && last.status !== 429; i++) last = await fetch(`${house.front.url}/a/x`);
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await last.text()).toContain('操作太频繁');
  });
});
