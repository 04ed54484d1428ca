import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { ChannelRecord, ChannelTest, Problem } from '@cockpit/contracts';
import { enqueue, enqueueEnd } from '@cockpit/notify';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { dingtalkRobot } from '../../apps/simulator/src/emulators/robots';
import { webhookReceiver, type WebhookReceiver } from '../../bench/emulators/webhook-receiver';
import { notice, openMessages, until, type Messages } from './support';

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const OLD_SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const PAIR = generateKeyPairSync('ed25519');
const PRIVATE = `whsk_${PAIR.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(16).toString('base64')}`;
const PUBLIC = `whpk_${PAIR.publicKey.export({ format: 'der', type: 'spki' }).subarray(12).toString('base64')}`;

let messages: Messages;
let receiver: WebhookReceiver;
let channel: string;

const webhook = (url: string) => ({
  kind: 'webhook',
  settings: { url },
  secrets: { keys: [SECRET, OLD_SECRET, PRIVATE] },
});
const delivered = (subject: string) =>
  until(
    async () => (await messages.sent(subject)).every(({ state }) => state === 'delivered') && messages.sent(subject),
  );

beforeAll(async () => {
  messages = await openMessages();
  receiver = await webhookReceiver({ secret: SECRET, publicKey: PUBLIC });
  channel = await messages.channel(webhook(receiver.url));
});
afterAll(async () => {
  await messages.close();
  await receiver.close();
});

describe('a message', () => {
  it('is delivered once, signed by every key, and says so', async () => {
    const subject = await messages.tell();
    const [sent] = await delivered(subject);
    expect(sent).toMatchObject({
      state: 'delivered',
      attempts: 1,
      level: 'red',
      hall: 'H32',
      channel,
      receipt: 'HTTP 204',
    });
    expect(sent?.text).toBe('户政最长等候 31 分钟，超过 15 分钟的目标');
    const got = [...receiver.shown.values()].at(-1);
    expect(got?.body).toMatchObject({
      type: 'warning.opened',
      data: { title: '红色预警 · 大厅 H32', when: '03/04 10:30 起', answer: null },
    });
    expect(receiver.refused).toEqual([]);
  });

  it('is none when the transaction that causes it is undone, and one when it is caused twice', async () => {
    const before = receiver.requests.length;
    await expect(
      messages.postgres.transaction(async (manager) => {
        await enqueue(manager, { subject: 'warning/undone', notice: notice() });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await messages.sent('warning/undone')).toEqual([]);
    await messages.tell({ subject: 'warning/twice' });
    await messages.tell({ subject: 'warning/twice' });
    expect(await delivered('warning/twice')).toHaveLength(1);
    expect(receiver.requests.length).toBe(before + 1);
  });

  it('is tried again after what passes, not before Retry-After, and is shown once', async () => {
    receiver.misbehave.tell(
      { kind: 'status', status: 500 },
      { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
      { kind: 'drop' },
    );
    const began = Date.now();
    const subject = await messages.tell();
    const [sent] = await delivered(subject);
    // what was refused for being too much does not count
    expect(sent?.attempts).toBe(3);
    expect(Date.now() - began).toBeGreaterThan(1_000);
    expect(receiver.requests.filter(({ id }) => id === receiver.requests.at(-1)?.id)).toHaveLength(2);
    expect(receiver.shown.size).toBe(new Set(receiver.requests.map(({ id }) => id)).size);
  });

  it('is given up when it is not wanted, stands in the list with the reason, and can be sent again', async () => {
    receiver.misbehave.tell({ kind: 'status', status: 400, body: { error: 'no such group' } });
    const subject = await messages.tell();
    const dead = await until(async () => (await messages.sent(subject)).find(({ state }) => state === 'dead'));
    expect(dead.error).toContain('no such group');
    expect((await messages.ask('POST', `/v1/notifications/${dead.id}/resend`)).status).toBe(200);
    await delivered(subject);
    const again = await messages.ask('POST', `/v1/notifications/${dead.id}/resend`);
    expect([again.status, Problem.parse(await again.json()).code]).toEqual([409, 'notification-under-way']);
  });

  it('about the same comes in order, and the end only where the beginning was told', async () => {
    receiver.misbehave.tell({ kind: 'status', status: 503, headers: { 'retry-after': '1' } });
    const subject = await messages.tell();
    await until(async () => (await messages.sent(subject)).some(({ state }) => state === 'failed'));
    await messages.postgres.transaction((manager) => enqueue(manager, { subject, notice: notice({ phase: 'end' }) }));
    await delivered(subject);
    const types = receiver.requests.slice(-2).map(({ body }) => body.type);
    expect(types).toEqual(['warning.opened', 'warning.ended']);
  });

  it('that was never sent is taken back when it is over', async () => {
    receiver.misbehave.tell({ kind: 'status', status: 503, headers: { 'retry-after': '600' } });
    const subject = await messages.tell();
    await until(async () => (await messages.sent(subject)).some(({ state }) => state === 'failed'));
    await messages.postgres.transaction((manager) =>
      enqueueEnd(manager, { subject, notice: notice({ phase: 'end' }) }),
    );
    expect((await messages.sent(subject)).map(({ phase, state }) => [phase, state])).toEqual([['open', 'withdrawn']]);
  });
});

describe('a message over which somebody died', () => {
  /** as a killed worker leaves it: taken, perhaps sent, and its lease not over yet */
  const abandoned = async (token: string): Promise<string> => {
    const subject = `warning/${randomUUID()}`;
    await messages.postgres.transaction(async (manager) => {
      // whoever sends there now is waited for
      await manager.query('SELECT 1 FROM notify_channel WHERE id = $1 FOR UPDATE', [channel]);
      await manager.query(
        "UPDATE notify_channel SET busy_by = $2, busy_until = clock_timestamp() + interval '1 second' WHERE id = $1",
        [channel, token],
      );
      await enqueue(manager, { subject, notice: notice() });
      await manager.query("UPDATE notify_outbox SET state = 'sent', attempts = 1, taken_by = $2 WHERE subject = $1", [
        subject,
        token,
      ]);
    });
    return subject;
  };

  it('is sent again when its lease is over, under the same id, so that it is shown once', async () => {
    const before = receiver.shown.size;
    const [sent] = await delivered(await abandoned(randomUUID()));
    expect(sent?.attempts).toBe(2);
    expect(receiver.shown.size).toBe(before + 1);
  });

  it('is not sent again when its receipt lies in the other place', async () => {
    const subject = await abandoned(randomUUID());
    const [row] = await messages.postgres.query<{ key: string }[]>('SELECT key FROM notify_outbox WHERE subject = $1', [
      subject,
    ]);
    await messages.running.app.get<Redis>(REDIS).set(`notify:receipt:${row?.key ?? ''}`, 'HTTP 204');
    const before = receiver.requests.length;
    const [sent] = await delivered(subject);
    expect(sent).toMatchObject({ attempts: 1, receipt: 'HTTP 204' });
    await delivered(await messages.tell());
    expect(receiver.requests.length).toBe(before + 1);
  });
});

describe('a channel', () => {
  it('never answers what opens it, and keeps it when it is changed without', async () => {
    const answer = await messages.ask('GET', `/v1/channels/${channel}`);
    const text = await answer.text();
    expect(text).not.toContain(SECRET.slice(6));
    const record = ChannelRecord.parse(JSON.parse(text));
    expect(record).toMatchObject({ secrets: ['keys'], waiting: 0 });
    const { name, kind, settings } = record;
    const change = { name: `${name}二`, kind, settings, allowPrivateHost: true };
    expect((await messages.ask('PUT', `/v1/channels/${channel}`, change)).status).toBe(200);
    await delivered(await messages.tell());
    const audit = await (await messages.ask('GET', '/v1/audit?limit=50')).text();
    expect(audit).toContain('channel.change');
    expect(audit).not.toContain(SECRET.slice(6));
    const [row] = await messages.postgres.query<object[]>('SELECT * FROM notify_channel WHERE id = $1', [channel]);
    expect(JSON.stringify(row)).not.toContain(SECRET.slice(6, 30));
  });

  it('is tried by hand: the answer says what the other side said', async () => {
    const good = await messages.ask('POST', `/v1/channels/${channel}/test`);
    expect(ChannelTest.parse(await good.json())).toMatchObject({ delivered: true, error: null });
    receiver.misbehave.tell({ kind: 'status', status: 403, body: { error: 'go away' } });
    const bad = await messages.ask('POST', `/v1/channels/${channel}/test`);
    expect(ChannelTest.parse(await bad.json())).toMatchObject({ delivered: false });
  });

  it('gets only what it is for', async () => {
    const other = await messages.channel({ ...webhook(receiver.url), halls: ['H12'], levels: ['red'], endings: false });
    const to = async (subject: string) => (await delivered(subject)).map((one) => one.channel === other);
    expect(await to(await messages.tell({ hall: 'H12' }))).toContain(true);
    expect(await to(await messages.tell({ hall: 'H32' }))).not.toContain(true);
    expect(await to(await messages.tell({ hall: 'H12', level: 'yellow' }))).not.toContain(true);
    expect((await messages.ask('DELETE', `/v1/channels/${other}`)).status).toBe(204);
    expect(await to(await messages.tell({ hall: 'H12' }))).not.toContain(true);
    expect((await messages.ask('GET', `/v1/channels/${other}`)).status).toBe(404);
  });

  it.each([
    ['a private address', 'http://127.0.0.1:9/', 'private'],
    ['a name that leads inside', 'http://localhost:9/', 'private'],
    ['an address in another notation', 'http://0x7f000001:9/', 'private'],
    ['IPv6 around IPv4', 'http://[::ffff:127.0.0.1]:9/', 'private'],
  ])('that leads to %s is not sent to without leave', async (_, url, word) => {
    const inside = await messages.channel({ ...webhook(url), allowPrivateHost: false, halls: ['H08'] });
    const answer = ChannelTest.parse(await (await messages.ask('POST', `/v1/channels/${inside}/test`)).json());
    expect(answer.error).toContain(word);
    await messages.ask('DELETE', `/v1/channels/${inside}`);
  });

  it('that cannot be is refused, with every fault named', async () => {
    const answer = await messages.ask('POST', '/v1/channels', {
      name: '',
      kind: 'webhook',
      halls: [],
      settings: { url: 'ftp://x' },
      secrets: { keys: ['short'] },
    });
    const { code, errors } = Problem.parse(await answer.json());
    expect([answer.status, code]).toEqual([422, 'invalid-body']);
    expect(errors?.map(({ path }) => path).sort()).toEqual(['halls', 'name', 'secrets.keys.0', 'settings.url']);
    const nowhere = await messages.ask('POST', '/v1/channels', {
      name: 'x',
      ...webhook('https://a.example/'),
      halls: ['H99'],
    });
    expect(Problem.parse(await nowhere.json()).code).toBe('unknown-hall');
  });
});

describe('what comes together in a group', () => {
  it('is one message: the first at once, what is yellow after it together, and nothing red waits', async () => {
    const robot = await dingtalkRobot({});
    const id = await messages.channel({ kind: 'dingtalk-robot', halls: ['H12'], secrets: { url: robot.webhook } });
    const tell = (queue: string, level: 'red' | 'yellow', hall = 'H12'): Promise<string> =>
      messages.tell({ hall, level, queue });
    const arrived = (queue: string): Promise<string> =>
      until(() => robot.shown.find(({ text }) => text.includes(queue))?.text);
    await tell('甲队', 'yellow');
    await arrived('甲队');
    const rows = (): Promise<{ state: string; waits: boolean }[]> =>
      messages.postgres.query(
        'SELECT state, next_at > clock_timestamp() AS waits FROM notify_outbox WHERE channel_id = $1 ORDER BY id',
        [id],
      );
    await until(async () => (await rows()).every(({ state }) => state === 'delivered') || undefined);
    // the span after it does not end while we look, however slow the machine is
    await messages.postgres.query(
      "UPDATE notify_outbox SET delivered_at = clock_timestamp() + interval '1 hour' WHERE channel_id = $1",
      [id],
    );
    await tell('乙队', 'yellow');
    await tell('丙队', 'yellow');
    await tell('丁队', 'red');
    expect(await arrived('丁队')).not.toContain('乙队');
    const wait = { state: 'queued', waits: true };
    expect((await rows()).slice(1, 3)).toEqual([wait, wait]);
    await messages.postgres.query(
      "UPDATE notify_outbox SET next_at = clock_timestamp() WHERE channel_id = $1 AND state = 'queued'",
      [id],
    );
    const together = await arrived('乙队');
    expect(together).toContain('丙队');
    expect(robot.shown).toHaveLength(3);
    await messages.ask('DELETE', `/v1/channels/${id}`);
    await robot.close();
  });
});
