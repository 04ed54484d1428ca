import { Controller, Get, Module, Sse } from '@nestjs/common';
import { CreatedUser, page, SessionRecord, UserRecord } from '@cockpit/contracts';
import { Redis } from 'ioredis';
import { interval, map, type Observable } from 'rxjs';
import { DataSource } from 'typeorm';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../../tests/support/engines';
import type { Actor } from '../audit';
import { AccessModule, Tokens, Users } from '../index';

@Controller('v1/trial')
class TrialController {
  @Get('list') list() {
    return { ok: true };
  }
  @Sse('halls/:hall/stream') stream(): Observable<{ data: object }> {
    return interval(100).pipe(map((n) => ({ data: { n } })));
  }
}
@Module({ imports: [AccessModule], controllers: [TrialController] })
class TrialModule {}

const SYSTEM: Actor = { kind: 'system', id: 'test', name: 'test' };
const PASSWORD = 'correct horse battery';
const OTHER = 'seven green lanterns';

let stores: Stores;
let running: RunningApp;
let admin: string;

beforeAll(async () => {
  stores = await freshStores();
  running = await bootApp(stores, TrialModule);
  admin = (await running.app.get(Tokens).add({ name: 'root', role: 'administrator', halls: 'all' }, SYSTEM)).secret;
});
afterAll(async () => {
  await running.close();
  await stores.dispose();
});

const ask = (method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Response> =>
  fetch(`${running.url}/v1/${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const byAdmin = (method: string, path: string, body?: unknown) =>
  ask(method, path, { authorization: `Bearer ${admin}` }, body);
const codeOf = async (answer: Response): Promise<unknown> => ((await answer.json()) as { code: unknown }).code;
const cookieOf = (answer: Response): string => (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
async function signIn(username: string, password: string): Promise<{ cookie: string }> {
  const answer = await ask('POST', 'session', { 'user-agent': 'a browser' }, { username, password });
  expect(answer.status).toBe(200);
  return { cookie: cookieOf(answer) };
}
let made = 0;
async function somebody(role: 'manager' | 'supervisor' | 'administrator' = 'supervisor'): Promise<string> {
  const name = `person-${String((made += 1))}`;
  await running.app
    .get(Users)
    .add({ name, role, halls: role === 'supervisor' ? ['H1', 'H2'] : 'all', password: PASSWORD }, SYSTEM);
  return name;
}
/** How long a stream goes on from now, ms. */
async function streamed(who: { cookie: string }, hall = 'H1'): Promise<() => Promise<number>> {
  const answer = await ask('GET', `trial/halls/${hall}/stream`, who);
  expect(answer.status).toBe(200);
  const reader = answer.body?.getReader();
  await reader?.read();
  const broken = (async () => {
    try {
      while ((await reader?.read())?.done === false);
    } catch {
      // broken off
    }
    return Date.now();
  })();
  // what is younger than a second was let through just now
  await new Promise((done) => setTimeout(done, 1100));
  return async () => {
    const since = Date.now();
    return (await Promise.race([broken, new Promise<number>((done) => setTimeout(done, 8000, Infinity))])) - since;
  };
}

describe('a made-up password', () => {
  it('opens nothing but the change of it, and is gone then', async () => {
    const created = CreatedUser.parse(
      await (
        await byAdmin('POST', 'users', { name: 'new', role: 'manager', why: 'joined', mustChangePassword: true })
      ).json(),
    );
    expect(created.mustChangePassword).toBe(true);
    const who = await signIn('new', created.password ?? '');
    const refused = await ask('GET', 'trial/list', who);
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'password-change-needed']);
    expect(await (await ask('GET', 'session', who)).json()).toMatchObject({ mustChangePassword: true });
    const same = { oldPassword: created.password, password: created.password };
    expect(await codeOf(await ask('POST', 'account/password', who, same))).toBe('same-password');
    const changed = await ask('POST', 'account/password', who, { oldPassword: created.password, password: PASSWORD });
    expect(changed.status).toBe(204);
    expect((await ask('GET', 'trial/list', { cookie: cookieOf(changed) })).status).toBe(200);
    expect((await ask('GET', 'trial/list', who)).status).toBe(401);
    const again = await ask('POST', 'session', {}, { username: 'new', password: created.password });
    expect(again.status).toBe(401);
  });

  it('comes with a reset, which ends every session and stream', async () => {
    const name = await somebody();
    const who = await signIn(name, PASSWORD);
    const until = await streamed(who);
    const reset = CreatedUser.parse(
      await (await byAdmin('POST', `users/${name}/password`, { why: 'forgotten' })).json(),
    );
    expect(reset.password).toEqual(expect.any(String));
    expect(await until()).toBeLessThan(5000);
    expect((await ask('GET', 'trial/list', who)).status).toBe(401);
  });
});

describe('a password', () => {
  it.each(['password123', 'qwertyuiop12', '1234567890', 'administrator1', 'aaaaaaaaaaaaaaa'])(
    'is not %s, which is tried first',
    async (password) => {
      const answer = await byAdmin('POST', 'users', { name: 'weak', role: 'manager', password });
      expect([answer.status, await codeOf(answer)]).toEqual([422, 'weak-password']);
    },
  );

  it('is not the name of its owner, and not short', async () => {
    const named = await byAdmin('POST', 'users', { name: 'zhangweiming', role: 'manager', password: 'zhangweiming1' });
    expect(await codeOf(named)).toBe('weak-password');
    expect((await byAdmin('POST', 'users', { name: 'short', role: 'manager', password: 'x8K2mv' })).status).toBe(422);
  });

  it('is changed only by who knows it, and not by guessing', async () => {
    const who = await signIn(await somebody(), PASSWORD);
    const guess = (i: number) =>
      ask('POST', 'account/password', who, { oldPassword: `guess ${String(i)}`, password: OTHER });
    const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(guess));
    expect(answers.map(({ status }) => status).sort()).toEqual([422, 422, 422, 422, 422, 429, 429]);
    expect((await ask('POST', 'account/password', who, { oldPassword: PASSWORD, password: OTHER })).status).toBe(429);
    expect((await ask('GET', 'trial/list', who)).status).toBe(200);
  });

  it('is nothing that a token has', async () => {
    const answer = await byAdmin('POST', 'account/password', { oldPassword: PASSWORD, password: OTHER });
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'no-own-account']);
  });
});

describe('rights', () => {
  const change = (version: number, rest: object = {}) => ({
    role: 'supervisor',
    halls: ['H2'],
    version,
    why: 'moved',
    ...rest,
  });

  it('changed take hold of streams within five seconds, and of the next question at once', async () => {
    const name = await somebody();
    const who = await signIn(name, PASSWORD);
    const until = await streamed(who);
    expect((await byAdmin('PUT', `users/${name}`, change(1))).status).toBe(200);
    expect(await until()).toBeLessThan(5000);
    expect((await ask('GET', 'trial/halls/H1/stream', who)).status).toBe(403);
    const stream = await streamed(who, 'H2');
    await byAdmin('POST', `users/${name}/disable`, { why: 'left' });
    expect(await stream()).toBeLessThan(5000);
  });

  it('are changed by one of two who do it at once', async () => {
    const name = await somebody();
    const answers = await Promise.all([1, 2, 3].map(() => byAdmin('PUT', `users/${name}`, change(1))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(UserRecord.parse(await answers.find(({ ok }) => ok)?.json())).toMatchObject({ version: 2, halls: ['H2'] });
  });

  it('are written down with who and why', async () => {
    const name = await somebody();
    await byAdmin('PUT', `users/${name}`, change(1));
    const { items } = (await (await byAdmin('GET', `audit?target=user/${name}`)).json()) as { items: unknown[] };
    expect(items[0]).toMatchObject({
      action: 'user.change',
      actor: { name: 'root' },
      before: { halls: ['H1', 'H2'], mustChangePassword: false },
      after: { halls: ['H2'], why: 'moved' },
    });
  });

  it('of the last administrator stay, also when two take them from each other at once', async () => {
    await running.app.get(DataSource).query("UPDATE app_user SET disabled_at = now() WHERE role = 'administrator'");
    const both = [await somebody('administrator'), await somebody('administrator')];
    const answers = await Promise.all(both.map((name) => byAdmin('POST', `users/${name}/disable`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const left = both[answers.findIndex(({ status }) => status === 409)] ?? '';
    const taken = await byAdmin('PUT', `users/${left}`, change(1, { halls: ['H1'] }));
    expect([taken.status, await codeOf(taken)]).toEqual([409, 'last-administrator']);
  });

  it('are of nobody with a name of two hundred characters', async () => {
    const name = 'x'.repeat(200);
    const answers = [
      await byAdmin('POST', 'users', { name, role: 'manager' }),
      await ask('POST', 'session', {}, { username: name, password: PASSWORD }),
      await byAdmin('POST', `users/${name}/disable`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 414]);
  });
});

describe('sessions', () => {
  const list = async (answer: Response) => page(SessionRecord).parse(await answer.json()).items;

  it('are listed to their person and to administrators, and ended one by one', async () => {
    const name = await somebody();
    const [here, there] = [await signIn(name, PASSWORD), await signIn(name, PASSWORD)];
    const own = await list(await ask('GET', 'account/sessions', here));
    expect(own.map(({ current, userAgent }) => [current, userAgent]).sort()).toEqual([
      [false, 'a browser'],
      [true, 'a browser'],
    ]);
    const seen = await byAdmin('GET', `users/${name}/sessions`);
    const text = await seen.clone().text();
    expect(text).not.toContain(here.cookie.split('=')[1]?.split('.')[0] ?? '?');
    const other = (await list(seen)).find(({ id }) => id !== own.find(({ current }) => current)?.id);
    const until = await streamed(there);
    expect((await byAdmin('DELETE', `users/${name}/sessions/${other?.id ?? ''}`)).status).toBe(204);
    expect(await until()).toBeLessThan(5000);
    expect((await byAdmin('DELETE', `users/${name}/sessions/${other?.id ?? ''}`)).status).toBe(404);
    expect([(await ask('GET', 'trial/list', here)).status, (await ask('GET', 'trial/list', there)).status]).toEqual([
      200, 401,
    ]);
  });

  it('of others end when their person wishes, and nobody else’s', async () => {
    const [name, another] = [await somebody(), await somebody()];
    const here = await signIn(name, PASSWORD);
    const there = await signIn(name, PASSWORD);
    const elsewhere = await signIn(another, PASSWORD);
    const [theirs] = await list(await ask('GET', 'account/sessions', elsewhere));
    expect((await ask('DELETE', `account/sessions/${theirs?.id ?? ''}`, here)).status).toBe(404);
    expect((await ask('DELETE', 'account/sessions', here)).status).toBe(204);
    const after = await Promise.all([here, there, elsewhere].map((who) => ask('GET', 'trial/list', who)));
    expect(after.map(({ status }) => status)).toEqual([200, 401, 200]);
  });

  it('end when their person does nothing, however often their page asks', async () => {
    const idle = await bootApp(stores, TrialModule, { sessionIdleMin: 1 });
    const redis = new Redis(stores.redisUrl);
    try {
      const name = await somebody();
      const answer = await fetch(`${idle.url}/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: name, password: PASSWORD }),
      });
      const cookie = cookieOf(answer);
      const [key = ''] = await redis.keys(`signed-in:${(cookie.split('=')[1] ?? '').split('.')[0] ?? ''}`);
      await redis.expire(key, 20);
      await fetch(`${idle.url}/v1/trial/list`, { headers: { cookie } });
      expect(await redis.ttl(key)).toBeLessThanOrEqual(20);
      await fetch(`${idle.url}/v1/session/active`, { method: 'POST', headers: { cookie } });
      expect(await redis.ttl(key)).toBeGreaterThan(50);
      await redis.del(key);
      expect((await fetch(`${idle.url}/v1/trial/list`, { headers: { cookie } })).status).toBe(401);
    } finally {
      redis.disconnect();
      await idle.close();
    }
  });
});
