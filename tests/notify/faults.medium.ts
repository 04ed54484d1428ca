import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { enqueue, enqueueEnd } from '@cockpit/notify';
import { Presence, WorkWatch, type WorkState } from '@cockpit/platform';
import { Client } from 'pg';
import type { EntityManager } from 'typeorm';

import { Pruning } from '../../libs/notify/src/outbox/pruning';
import { json, listen, type HttpEmulator } from '../../apps/simulator/src/emulators/http';
import { webhookReceiver, type WebhookReceiver } from '../../bench/emulators/webhook-receiver';
import { notice, openMessages, until, type Messages } from './support';

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;

let messages: Messages;
let receiver: WebhookReceiver;
let channel: string;

const inState = (subject: string, state: string, of = channel) =>
  until(async () => (await messages.sent(subject)).find((one) => one.channel === of && one.state === state));

let look: (() => Promise<WorkState>) | undefined;

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

describe('a channel whose holder is killed', () => {
  it('is free soon after the holder’s session has ended, and not before', async () => {
    const holder = new Client(messages.stores.settings.postgresUrl);
    await holder.connect();
    await messages.postgres.query(
      `UPDATE notify_channel SET busy_by = $2, busy_until = clock_timestamp() + interval '1 hour', busy_pid = a.pid, busy_since = a.backend_start
       FROM pg_stat_activity a WHERE a.pid = $3 AND id = $1`,
      [channel, randomUUID(), (await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid],
    );
    const other = await messages.channel({ kind: 'in-app', halls: ['H32'] });
    const subject = await messages.tell({ hall: 'H32' });
    await inState(subject, 'delivered', other);
    expect((await messages.sent(subject)).find((one) => one.channel === channel)?.state).toBe('queued');
    await holder.end();
    await inState(subject, 'delivered');
    await messages.ask('DELETE', `/v1/channels/${other}`);
  });

  it('hears the answer that is on its way when its session ends, and sends nothing twice', async () => {
    const presence = messages.running.app.get(Presence);
    await until(() => presence.session !== null);
    let asked = 0;
    const slow = await listen(({ response }) => {
      asked += 1;
      presence.lost.addEventListener('abort', () => {
        json(response, 200, { errcode: 0, errmsg: 'ok' });
      });
      void messages.postgres.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cockpit-presence' AND datname = current_database()`,
      );
    });
    const robot = await messages.channel({ kind: 'dingtalk-robot', halls: ['H32'], secrets: { url: slow.url } });
    const subject = await messages.tell({ hall: 'H32' });
    expect(await inState(subject, 'delivered', robot)).toMatchObject({ attempts: 1, error: null });
    expect(asked).toBe(1);
    await messages.ask('DELETE', `/v1/channels/${robot}`);
    await slow.close();
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
    await inState(await messages.tell(), 'delivered');
  });

  it('takes no other from the list, and stands there as one that cannot be read', async () => {
    const subject = await messages.tell();
    await inState(subject, 'delivered');
    await messages.postgres.query("UPDATE notify_outbox SET notice = '{}' WHERE subject = $1", [subject]);
    const answer = await messages.ask('GET', '/v1/notifications?limit=500');
    expect(answer.status).toBe(200);
    expect((await messages.sent(subject))[0]).toMatchObject({ phase: 'open', words: { code: 'notice.unreadable' } });
  });
});

describe('a message that is too old to be of use', () => {
  it('is given up when its channel is switched on again, while a new one is sent', async () => {
    const off = (enabled: boolean) =>
      messages.postgres.query('UPDATE notify_channel SET enabled = $2 WHERE id = $1', [channel, enabled]);
    const [old, held] = [await messages.tell(), await messages.tell()];
    await Promise.all([inState(old, 'delivered'), inState(held, 'delivered')]);
    await off(false);
    for (const [subject, hours] of [
      [old, 7],
      [held, 5],
    ] as const)
      await messages.postgres.query(
        `UPDATE notify_outbox SET state = 'queued', asked_at = clock_timestamp() - $2 * interval '1 hour', next_at = clock_timestamp() WHERE subject = $1`,
        [subject, hours],
      );
    const before = receiver.requests.length;
    await off(true);
    expect((await inState(old, 'dead')).fault).toEqual({ code: 'unsent.stale', params: { hours: 6 } });
    await inState(held, 'delivered');
    expect(receiver.requests.length).toBe(before + 1);
    const [dead] = await messages.sent(old);
    expect((await messages.ask('POST', `/v1/notifications/${dead?.id ?? ''}/resend`)).status).toBe(200);
    await inState(old, 'delivered');
  });

  it('is given up when it is refused for being too much for ever', async () => {
    receiver.misbehave.tell(
      ...Array.from({ length: 2 }, () => ({ kind: 'status' as const, status: 429, headers: { 'retry-after': '0' } })),
    );
    const subject = await messages.tell();
    await inState(subject, 'failed');
    await messages.postgres.query(
      "UPDATE notify_outbox SET asked_at = clock_timestamp() - interval '7 hours', next_at = clock_timestamp() WHERE subject = $1",
      [subject],
    );
    expect((await inState(subject, 'dead')).error).toContain('HTTP 429');
    receiver.misbehave.forget();
  });
});

describe('what is kept of messages', () => {
  it('goes half a year after they are over; what still waits, and robots in use, stay', async () => {
    const [old, young] = [await messages.tell(), await messages.tell()];
    await Promise.all([inState(old, 'delivered'), inState(young, 'delivered')]);
    const age = (subject: string, days: number) =>
      messages.postgres.query(
        "UPDATE notify_outbox SET created_at = clock_timestamp() - $2 * interval '1 day' WHERE subject = $1",
        [subject, days],
      );
    await age(old, 181);
    await age(young, 179);
    await messages.postgres.query(`
      INSERT INTO notify_robot (robot, rests_until, arrivals) VALUES ('gone', NULL, '{1000}'), ('just-gone', clock_timestamp(), '{}')`);
    const left = async () => {
      const rows = await messages.postgres.query<{ robot: string }[]>(
        "SELECT robot FROM notify_robot WHERE robot LIKE '%gone' OR robot IN (SELECT robot FROM notify_channel WHERE removed_at IS NULL)",
      );
      return rows.map(({ robot }) => (robot.endsWith('gone') ? robot : 'in use'));
    };
    expect((await left()).sort()).toEqual(['gone', 'in use', 'just-gone']);
    await messages.running.app.get(Pruning).prune();
    expect((await messages.sent(old)).length + (await messages.sent(young)).length).toBe(1);
    expect((await left()).sort()).toEqual(['in use', 'just-gone']);
  });
});
