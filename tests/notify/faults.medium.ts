import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { enqueue, enqueueEnd } from '@cockpit/notify';
import { WorkWatch, type WorkStanding } from '@cockpit/platform';
import type { EntityManager } from 'typeorm';
import { json, listen, type HttpEmulator } from '../emulators/http';
import { webhookReceiver, type WebhookReceiver } from '../emulators/webhook-receiver';
import { notice, openMessages, until, type Messages } from './support';

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;

let messages: Messages;
let receiver: WebhookReceiver;
let channel: string;

const inState = (subject: string, state: string, of = channel) =>
  until(async () => (await messages.sent(subject)).find((one) => one.channel === of && one.state === state));

let look: (() => Promise<WorkStanding>) | undefined;

beforeAll(async () => {
  jest.spyOn(WorkWatch.prototype, 'watch').mockImplementation((_, how) => {
    look = how;
  });
  messages = await openMessages();
  receiver = await webhookReceiver({ secret: SECRET });
  channel = await messages.channel({ kind: 'webhook', settings: { url: receiver.url }, secrets: { keys: [SECRET] } });
});
afterAll(async () => {
  await messages.close();
  await receiver.close();
});

describe('what the other side answers', () => {
  const answers: object[] = [
    { errcode: 0, errmsg: 'ok\u0000' },
    { errcode: 1, errmsg: 'no\u0000' },
  ];
  let strange: HttpEmulator;
  let robot: string;
  beforeAll(async () => {
    strange = await listen(({ response }) => {
      json(response, 200, answers.shift() ?? {});
    });
    robot = await messages.channel({ kind: 'dingtalk-robot', halls: ['H12'], secrets: { url: strange.url } });
  });
  afterAll(() => strange.close());

  it('is kept without what Postgres cannot keep, as a receipt and as a reason', async () => {
    const good = await messages.tell({ hall: 'H12' });
    expect((await inState(good, 'delivered', robot)).receipt).toBe('ok');
    const bad = await messages.tell({ hall: 'H12' });
    expect((await inState(bad, 'dead', robot)).error).toBe('1 no');
  });
});

describe('who causes messages and who sends them', () => {
  /** Holds what is done open until the other work is done. */
  const meanwhile = (work: (manager: EntityManager) => Promise<unknown>, other: () => Promise<unknown>) =>
    messages.postgres.transaction(async (manager) => {
      await work(manager);
      await other();
    });
  const busy = (seconds: number) =>
    messages.postgres.query(
      "UPDATE notify_channel SET busy_by = $2, busy_until = clock_timestamp() + $3 * interval '1 second' WHERE id = $1",
      [channel, randomUUID(), seconds],
    );

  it('do not wait for each other: a long transaction holds no other message up', async () => {
    await meanwhile(
      (manager) => enqueue(manager, { subject: `warning/${randomUUID()}`, notice: notice() }),
      async () => inState(await messages.tell(), 'delivered'),
    );
  });

  it('do not wait for each other over a message that is being taken back', async () => {
    await busy(1);
    const subject = await messages.tell();
    await meanwhile(
      (manager) => enqueueEnd(manager, { subject, notice: notice({ phase: 'end' }) }),
      async () => inState(await messages.tell(), 'delivered'),
    );
    expect((await messages.sent(subject)).map(({ phase, state }) => [phase, state])).toEqual([['open', 'withdrawn']]);
  });

  it('do not wait for each other over a message that is being sent: it counts as told', async () => {
    await busy(2);
    const subject = await messages.tell();
    await meanwhile(
      (manager) => manager.query('SELECT 1 FROM notify_outbox WHERE subject = $1 FOR UPDATE', [subject]),
      () =>
        messages.postgres.transaction((manager) => enqueueEnd(manager, { subject, notice: notice({ phase: 'end' }) })),
    );
    await until(async () => (await messages.sent(subject)).filter(({ state }) => state === 'delivered').length === 2);
  });
});

describe('the health of delivery', () => {
  const standing = () => look?.();
  const old = (subject: string) =>
    messages.postgres.query(
      "UPDATE notify_outbox SET next_at = next_at - interval '2 minutes', created_at = created_at - interval '2 minutes' WHERE subject = $1",
      [subject],
    );

  it('is bad when something waits and nothing is sent, however busily the outbox is read', async () => {
    await messages.postgres.query(
      "UPDATE notify_channel SET busy_by = $2, busy_until = clock_timestamp() + interval '1 hour' WHERE id = $1",
      [channel, randomUUID()],
    );
    const subject = await messages.tell();
    await old(subject);
    const before = await standing();
    expect(before?.waiting).toBe(true);
    for (let i = 0; i < 3; i++) {
      await sleep(400);
      expect(await standing()).toMatchObject({ mark: before?.mark, waiting: true });
    }
    await messages.postgres.query('UPDATE notify_channel SET enabled = false WHERE id = $1', [channel]);
    expect(await standing()).toMatchObject({ waiting: false });
    await messages.postgres.query(
      'UPDATE notify_channel SET enabled = true, busy_until = NULL, busy_by = NULL WHERE id = $1',
      [channel],
    );
    await inState(subject, 'delivered');
    await until(async () => (await standing())?.mark !== before?.mark);
  });
});

describe('personal numbers', () => {
  it('go nowhere, neither in the sentence nor in what it is made of', async () => {
    const subject = await messages.tell({ queue: '张三 13800138000' });
    await inState(subject, 'delivered');
    const got = JSON.stringify(receiver.requests.at(-1)?.body);
    expect(got).toContain('张三');
    expect(got).not.toContain('13800138000');
  });
});

describe('a message that cannot be read', () => {
  it('is given up, and holds no other up', async () => {
    const subject = `warning/${randomUUID()}`;
    await messages.postgres.transaction(async (manager) => {
      await enqueue(manager, { subject, notice: notice() });
      await manager.query("UPDATE notify_outbox SET notice = '{}' WHERE subject = $1", [subject]);
    });
    await until(async () => {
      const rows = await messages.postgres.query<{ state: string }[]>(
        'SELECT state FROM notify_outbox WHERE subject = $1',
        [subject],
      );
      return rows.every(({ state }) => state === 'dead');
    });
    await messages.postgres.query('DELETE FROM notify_outbox WHERE subject = $1', [subject]);
    await inState(await messages.tell(), 'delivered');
  });
});
