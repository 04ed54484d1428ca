import { Controller, Get, Module, Post } from '@nestjs/common';
import { ROLES, type Role } from '@cockpit/contracts';
import type { Actor } from './audit';
import { KeyUses } from './key-uses';
import { Sessions } from './sessions';
import { AccessModule, Allow, OnTheWall, Public, SourceKeys, Sources, Tokens, Users } from './index';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../tests/support/engines';
import { DataSource } from 'typeorm';

@Controller('v1/trial')
class TrialController {
  @Get('halls/:hall') @OnTheWall() hall() {
    return { ok: true };
  }
  @Get('list') list() {
    return { ok: true };
  }
  @Post('halls/:hall/act') act() {
    return { ok: true };
  }
  @Post('halls/:hall/guide') @Allow('guide', 'supervisor') guide() {
    return { ok: true };
  }
  @Get('open') @Public() open() {
    return { ok: true };
  }
}

@Module({ imports: [AccessModule], controllers: [TrialController] })
class TrialModule {}

const SYSTEM: Actor = { kind: 'system', id: 'test', name: 'test' };

let stores: Stores;
let running: RunningApp;
let secrets: Record<Role, string>;

beforeAll(async () => {
  stores = await freshStores();
  running = await bootApp(stores, TrialModule);
  const tokens = running.app.get(Tokens);
  const of = async (role: Role): Promise<string> => {
    if (role === 'source')
      return (await running.app.get(Sources).create({ name: 'of-source', halls: ['H1'], sandbox: false }, SYSTEM)).key
        .secret;
    const halls = role === 'administrator' || role === 'manager' ? 'all' : ['H1'];
    return (await tokens.add({ name: `of-${role}`, role, halls }, SYSTEM)).secret;
  };
  secrets = Object.fromEntries(await Promise.all(ROLES.map(async (role) => [role, await of(role)] as const))) as Record<
    Role,
    string
  >;
});

afterAll(async () => {
  await running.close();
  await stores.dispose();
});

const ask = (path: string, init: RequestInit = {}) => fetch(`${running.url}/v1/${path}`, init);
const as = (secret: string, method = 'GET', body?: unknown): RequestInit => ({
  method,
  headers: { authorization: `Bearer ${secret}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});
const code = async (response: Response): Promise<unknown> => ((await response.json()) as { code: unknown }).code;

describe('the guard', () => {
  // read in scope, read out of scope by path and by query, plain write, write allowed to guide and supervisor, administration
  const MATRIX: Record<Role, readonly [number, number, number, number, number, number]> = {
    administrator: [200, 200, 200, 201, 403, 200],
    security: [403, 403, 403, 403, 403, 200],
    auditor: [403, 403, 403, 403, 403, 403],
    manager: [200, 200, 200, 201, 403, 403],
    supervisor: [200, 403, 403, 201, 201, 403],
    guide: [200, 403, 403, 403, 201, 403],
    officer: [200, 403, 403, 403, 403, 403],
    unit: [200, 403, 403, 403, 403, 403],
    screen: [200, 403, 403, 403, 403, 403],
    source: [403, 403, 403, 403, 403, 403],
  };

  it.each(ROLES)('lets %s do what the role may, in its halls', async (role) => {
    const statuses = [
      await ask('trial/halls/H1', as(secrets[role])),
      await ask('trial/halls/H2', as(secrets[role])),
      await ask('trial/list?hall=H1&hall=H2', as(secrets[role])),
      await ask('trial/halls/H1/act', as(secrets[role], 'POST')),
      await ask('trial/halls/H1/guide', as(secrets[role], 'POST')),
      await ask('users', as(secrets[role])),
    ].map((response) => response.status);
    expect(statuses).toEqual(MATRIX[role]);
  });

  it('asks for a caller on every route that is not public', async () => {
    for (const init of [
      {},
      as('nonsense'),
      as(`hct_000000000000_${'x'.repeat(43)}`),
      { headers: { authorization: 'Basic YTpi' } },
    ]) {
      const response = await ask('trial/list', init);
      expect([response.status, await code(response)]).toEqual([401, 'unauthorised']);
    }
    expect((await ask('trial/open')).status).toBe(200);
    expect((await fetch(`${running.url}/health/live`)).status).toBe(200);
  });
});

describe('source keys', () => {
  it('work with their limits until they are revoked, and not a moment longer', async () => {
    const created = await ask(
      'sources',
      as(secrets.administrator, 'POST', { name: 'kiosk', halls: ['H1'], types: ['hall.ticket.'], sandbox: true }),
    );
    expect(created.status).toBe(201);
    const { key } = (await created.json()) as { key: { id: string; secret: string } };
    expect(key.secret.startsWith(`${key.id}_`)).toBe(true);
    const keys = running.app.get(SourceKeys);
    expect(await keys.verify(key.secret)).toEqual({
      sourceName: 'kiosk',
      keyId: key.id,
      halls: ['H1'],
      types: ['hall.ticket.'],
      sandbox: true,
    });
    expect(await keys.verify(`${key.secret}x`)).toBeNull();
    expect((await ask(`sources/kiosk/keys/${key.id}/revoke`, as(secrets.administrator, 'POST'))).status).toBe(200);
    expect(await keys.verify(key.secret)).toBeNull();
  });

  it('stop working in another process within a second', async () => {
    const other = await bootApp(stores, TrialModule);
    try {
      const { key } = await running.app.get(Sources).create({ name: 'far', halls: 'all', sandbox: false }, SYSTEM);
      const far = other.app.get(SourceKeys);
      expect(await far.verify(key.secret)).not.toBeNull();
      await running.app.get(Sources).revoke('far', key.id, SYSTEM);
      const end = Date.now() + 1000;
      while ((await far.verify(key.secret)) !== null && Date.now() < end)
        await new Promise((done) => setTimeout(done, 5));
      expect(await far.verify(key.secret)).toBeNull();
    } finally {
      await other.close();
    }
  });

  it('overlap when rotated: the old one until its time is over, the new one from now on', async () => {
    const sources = running.app.get(Sources);
    const keys = running.app.get(SourceKeys);
    const { key: first } = await sources.create({ name: 'turning', halls: 'all', sandbox: false }, SYSTEM);
    const second = await sources.rotate('turning', first.id, 60, SYSTEM);
    expect([await keys.verify(first.secret), await keys.verify(second.secret)]).toEqual([
      expect.anything(),
      expect.anything(),
    ]);
    const third = await sources.rotate('turning', second.id, 0, SYSTEM);
    expect([await keys.verify(second.secret), await keys.verify(third.secret)]).toEqual([null, expect.anything()]);
    await expect(sources.rotate('turning', second.id, 0, SYSTEM)).rejects.toMatchObject({ code: 'key-not-usable' });
  });

  it('tell when they were last used, so that one nobody uses can be revoked without fear', async () => {
    const sources = running.app.get(Sources);
    const { key } = await sources.create({ name: 'counted', halls: 'all', sandbox: false }, SYSTEM);
    const idle = await sources.addKey('counted', null, SYSTEM);
    const before = Date.now();
    const uses = running.app.get(KeyUses);
    for (let use = 0; use < 3; use++) {
      await running.app.get(SourceKeys).verify(key.secret);
      await uses.write();
    }
    await running.app.get(SourceKeys).verify(`${idle.secret}x`);
    await uses.write();
    const used = new Map((await sources.get('counted'))?.keys.map(({ id, lastUsedAt }) => [id, lastUsedAt]));
    expect(Date.parse(used.get(key.id) ?? '')).toBeGreaterThanOrEqual(before);
    expect(used.get(idle.id)).toBeNull();
    // a process that is behind does not turn it back
    uses.note('source_key', key.id, before - 60_000);
    await uses.write();
    expect((await sources.get('counted'))?.keys.find(({ id }) => id === key.id)?.lastUsedAt).toBe(used.get(key.id));
  });

  it('are lent for a while, for one piece of work', async () => {
    const sources = running.app.get(Sources);
    const lent = await sources.lend('of-source', 10, SYSTEM);
    // ten minutes from the asking, a moment before the key is made
    const lasts = Date.parse(lent.expiresAt ?? '') - Date.parse(lent.createdAt);
    expect(lasts).toBeLessThanOrEqual(600_000);
    expect(lasts).toBeGreaterThan(540_000);
    expect(await running.app.get(SourceKeys).verify(lent.secret)).toMatchObject({ sourceName: 'of-source' });
    await expect(sources.lend('nobody', 10, SYSTEM)).rejects.toMatchObject({ code: 'unknown-source' });
  });

  it('are stored as hashes: no secret is in the database', async () => {
    const { key } = await running.app.get(Sources).create({ name: 'hidden', halls: 'all', sandbox: false }, SYSTEM);
    const rows: unknown = await running.app.get(DataSource).query('SELECT s.*, a.* FROM source_key s, audit_entry a');
    expect(JSON.stringify(rows)).not.toContain(key.secret.slice(key.id.length + 1));
  });

  it('refuse a second source of the same name and say so', async () => {
    const response = await ask('sources', as(secrets.administrator, 'POST', { name: 'of-source', halls: 'all' }));
    expect([response.status, await code(response)]).toEqual([409, 'source-exists']);
  });
});

describe('accounts', () => {
  it("are bound to halls unless they are the bureau's", async () => {
    const response = await ask('users', as(secrets.administrator, 'POST', { name: 'nowhere', role: 'supervisor' }));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: [{ path: 'halls' }] });
  });

  it('of a revoked token open nothing', async () => {
    const { id, secret } = await running.app.get(Tokens).add({ name: 'brief', role: 'manager', halls: 'all' }, SYSTEM);
    expect((await ask('trial/list', as(secret))).status).toBe(200);
    await ask(`tokens/${id}/revoke`, as(secrets.administrator, 'POST'));
    expect((await ask('trial/list', as(secret))).status).toBe(401);
  });

  it('of an expired token open nothing', async () => {
    const { secret } = await running.app
      .get(Tokens)
      .add({ name: 'gone', role: 'manager', halls: 'all', expiresAt: '2020-01-01T00:00:00Z' }, SYSTEM);
    expect((await ask('trial/list', as(secret))).status).toBe(401);
  });
});

describe('an administrator of one hall', () => {
  const beyond = [403, 'hall-out-of-scope'];
  let own: string;
  const got = async (path: string, method = 'GET', body?: unknown): Promise<unknown[]> => {
    const response = await ask(path, as(own, method, body));
    return [response.status, ...(response.ok ? [] : [await code(response)])];
  };
  const password = 'correct horse battery';

  beforeAll(async () => {
    const tokens = running.app.get(Tokens);
    own = (await tokens.add({ name: 'of-h1-alone', role: 'administrator', halls: ['H1'] }, SYSTEM)).secret;
    const users = running.app.get(Users);
    await users.add({ name: 'boss', role: 'administrator', halls: 'all', password }, SYSTEM);
    await users.add({ name: 'ours', role: 'supervisor', halls: ['H1'], password }, SYSTEM);
    await users.add({ name: 'theirs', role: 'supervisor', halls: ['H1', 'H2'], password }, SYSTEM);
    await users.add({ name: 'office', role: 'unit', halls: [], units: ['U1'], password }, SYSTEM);
    await running.app.get(Sources).create({ name: 'of-all', halls: 'all', sandbox: false }, SYSTEM);
  });

  it('gives nobody more halls than it sees itself', async () => {
    for (const role of ['administrator', 'manager'])
      expect(await got('users', 'POST', { name: `all-${role}`, role, halls: 'all' })).toEqual(beyond);
    expect(await got('users', 'POST', { name: 'h2', role: 'guide', halls: ['H1', 'H2'] })).toEqual(beyond);
    expect(await got('users', 'POST', { name: 'h1', role: 'guide', halls: ['H1'] })).toEqual([201]);
    expect(await got('tokens', 'POST', { name: 'all', role: 'administrator', halls: 'all' })).toEqual(beyond);
    expect(await got('tokens', 'POST', { name: 'h1', role: 'screen', halls: ['H1'] })).toEqual([201]);
    expect(await got('sources', 'POST', { name: 'all', halls: 'all' })).toEqual(beyond);
    const more = { displayName: 'ours', role: 'manager', halls: 'all', version: 1, why: 'a try' };
    expect(await got('users/ours', 'PUT', more)).toEqual(beyond);
  });

  it.each(['boss', 'theirs', 'office'])(
    'neither sees nor changes the account of %s, who is beyond it',
    async (name) => {
      const { items } = (await (await ask('users', as(own))).json()) as { items: { name: string }[] };
      expect(items.map((one) => one.name)).toContain('ours');
      expect(items.map((one) => one.name)).not.toContain(name);
      const change = { displayName: name, role: 'supervisor', halls: ['H1'], version: 1, why: 'a try' };
      expect(await got(`users/${name}`, 'PUT', change)).toEqual(beyond);
      expect(await got(`users/${name}/password`, 'POST', { password: 'another horse battery' })).toEqual(beyond);
      for (const step of ['disable', 'enable', 'second-factor/reset'])
        expect(await got(`users/${name}/${step}`, 'POST', { why: 'a try' })).toEqual(beyond);
      expect(await got(`users/${name}/sessions`)).toEqual(beyond);
      expect(await got(`users/${name}/sessions/any`, 'DELETE')).toEqual(beyond);
    },
  );

  it('neither sees nor ends a token, nor changes the keys of a source, that is beyond it', async () => {
    const { items } = (await (await ask('tokens', as(own))).json()) as { items: { name: string }[] };
    expect(items.map(({ name }) => name)).toContain('of-h1-alone');
    expect(items.map(({ name }) => name)).not.toContain('of-administrator');
    const [all] = (await running.app.get(Tokens).list()).filter(({ name }) => name === 'of-administrator');
    expect(await got(`tokens/${all?.id ?? ''}/revoke`, 'POST')).toEqual(beyond);
    const [key] = (await running.app.get(Sources).get('of-all'))?.keys ?? [];
    expect(await got('sources/of-all/keys', 'POST', {})).toEqual(beyond);
    for (const step of ['revoke', 'rotate'])
      expect(await got(`sources/of-all/keys/${key?.id ?? ''}/${step}`, 'POST', {})).toEqual(beyond);
    expect(await got('sources/nothing/keys', 'POST', {})).toEqual([404, 'unknown-source']);
  });

  it('does not tell the three administrators apart', async () => {
    expect(await got('administrators', 'PUT', { apart: true, why: 'a try' })).toEqual(beyond);
  });
});

describe('a session', () => {
  const signIn = (username: string, password: string, headers: Record<string, string> = {}) =>
    ask('session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ username, password }),
    });
  const cookieOf = (response: Response): string => (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';

  it('begins with name and password, is kept from scripts and other sites, ends for good', async () => {
    await running.app
      .get(Users)
      .add({ name: 'Zhang', role: 'supervisor', halls: ['H1'], password: 'correct horse battery' }, SYSTEM);
    const response = await signIn('zhang', 'correct horse battery');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ kind: 'user', name: 'Zhang', role: 'supervisor', halls: ['H1'] });
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly/i);
    expect(response.headers.get('set-cookie')).toMatch(/SameSite=Strict/i);
    const cookie = cookieOf(response);
    expect((await ask('session', { headers: { cookie } })).status).toBe(200);
    expect((await ask('trial/halls/H1', { headers: { cookie } })).status).toBe(200);
    expect((await ask('trial/halls/H2', { headers: { cookie } })).status).toBe(403);
    expect((await ask('session', { headers: { cookie: `${cookie.slice(0, -2)}xx` } })).status).toBe(401);
    expect((await ask('session', { method: 'DELETE', headers: { cookie } })).status).toBe(204);
    expect((await ask('session', { headers: { cookie } })).status).toBe(401);
  });

  it('writes nothing for a page of somebody else', async () => {
    await running.app
      .get(Users)
      .add({ name: 'li', role: 'supervisor', halls: ['H1'], password: 'correct horse battery' }, SYSTEM);
    const cookie = cookieOf(await signIn('li', 'correct horse battery'));
    const act = (headers: Record<string, string>) =>
      ask('trial/halls/H1/act', { method: 'POST', headers: { cookie, ...headers } });
    expect((await act({ origin: running.url })).status).toBe(201);
    const foreign = await act({ origin: 'https://elsewhere.example' });
    expect([foreign.status, await code(foreign)]).toEqual([403, 'cross-site']);
    expect((await act({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await signIn('li', 'correct horse battery', { origin: 'https://elsewhere.example' })).status).toBe(403);
  });

  it('ends at once for a user who was disabled', async () => {
    await running.app
      .get(Users)
      .add({ name: 'wang', role: 'manager', halls: 'all', password: 'correct horse battery' }, SYSTEM);
    const cookie = cookieOf(await signIn('wang', 'correct horse battery'));
    expect((await ask('trial/list', { headers: { cookie } })).status).toBe(200);
    await ask('users/wang/disable', as(secrets.administrator, 'POST'));
    expect((await ask('trial/list', { headers: { cookie } })).status).toBe(401);
    expect((await signIn('wang', 'correct horse battery')).status).toBe(401);
  });

  it('ends with its password, and a disabled user comes back with the one they had', async () => {
    const users = running.app.get(Users);
    await users.add({ name: 'sun', role: 'manager', halls: 'all', password: 'correct horse battery' }, SYSTEM);
    const cookie = cookieOf(await signIn('sun', 'correct horse battery'));
    expect((await ask('trial/list', { headers: { cookie } })).status).toBe(200);
    expect(await users.setPassword('SUN', 'another horse battery', SYSTEM)).not.toHaveProperty('password');
    expect((await ask('trial/list', { headers: { cookie } })).status).toBe(401);
    expect((await signIn('sun', 'correct horse battery')).status).toBe(401);
    const later = cookieOf(await signIn('sun', 'another horse battery'));
    await users.disable('sun', SYSTEM);
    expect((await ask('trial/list', { headers: { cookie: later } })).status).toBe(401);
    await users.enable('sun', SYSTEM);
    expect((await ask('trial/list', { headers: { cookie: later } })).status).toBe(200);
    const { password = '' } = await users.setPassword('sun', undefined, SYSTEM);
    expect((await signIn('sun', password)).status).toBe(200);
    await expect(users.setPassword('nobody', undefined, SYSTEM)).rejects.toMatchObject({ code: 'unknown-user' });
  });

  it('is not to be had by guessing: after five failures even the right password has to wait', async () => {
    const users = running.app.get(Users);
    await users.add({ name: 'chen', role: 'manager', halls: 'all', password: 'correct horse battery' }, SYSTEM);
    await users.add({ name: 'zhao', role: 'manager', halls: 'all', password: 'correct horse battery' }, SYSTEM);
    const guesses = await Promise.all(Array.from({ length: 8 }, (_, i) => signIn('chen', `guess ${String(i)}`)));
    expect(guesses.map((response) => response.status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    const late = await signIn('chen', 'correct horse battery');
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(60);
    expect((await signIn('zhao', 'correct horse battery')).status).toBe(200);
  });
});

describe('a screen', () => {
  const json = (body: unknown): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const offer = async () =>
    (await (await ask('screens', { method: 'POST' })).json()) as { code: string; pairing: string };
  const claim = (pairing: string) => ask('screens/claim', json({ pairing }));

  it('is paired by the six digits it shows, sees its hall only, and goes dark when it is revoked', async () => {
    const { code: digits, pairing } = await offer();
    expect(await (await claim(pairing)).json()).toEqual({ state: 'waiting', hall: null });
    const typed = `${digits.slice(0, 3)} ${digits.slice(3)}`;
    expect(
      (await ask('screens/pair', as(secrets.supervisor, 'POST', { code: typed, hall: 'H2', name: 'wall' }))).status,
    ).toBe(403);
    expect(
      (await ask('screens/pair', as(secrets.guide, 'POST', { code: typed, hall: 'H1', name: 'wall' }))).status,
    ).toBe(403);
    expect(
      (await ask('screens/pair', as(secrets.supervisor, 'POST', { code: typed, hall: 'H1', name: 'wall' }))).status,
    ).toBe(204);
    const paired = await claim(pairing);
    expect(await paired.json()).toEqual({ state: 'paired', hall: 'H1' });
    const cookie = (paired.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
    const see = async (path: string, method = 'GET') => (await ask(path, { method, headers: { cookie } })).status;
    expect([await see('trial/halls/H1'), await see('trial/halls/H2'), await see('trial/halls/H1/act', 'POST')]).toEqual(
      [200, 403, 403],
    );

    const { items } = (await (await ask('screens', as(secrets.supervisor))).json()) as {
      items: { id: string; name: string }[];
    };
    const screen = items.find((one) => one.name.startsWith('wall@'));
    expect((await ask(`screens/${screen?.id ?? ''}/revoke`, as(secrets.supervisor, 'POST'))).status).toBe(200);
    expect(await see('trial/halls/H1')).toBe(401);
  });

  it('is given one token for one code, to the wall that showed it', async () => {
    const { code: digits, pairing } = await offer();
    const pair = () => ask('screens/pair', as(secrets.supervisor, 'POST', { code: digits, hall: 'H1', name: 'once' }));
    expect([(await pair()).status, (await pair()).status]).toEqual([204, 404]);
    const states = await Promise.all(
      Array.from({ length: 4 }, async () => (await claim(pairing)).headers.get('set-cookie') !== null),
    );
    expect(states.filter(Boolean)).toHaveLength(1);
    expect((await claim('x'.repeat(43))).status).toBe(404);
  });

  it('is told what it shows, by somebody of its hall, and only as it was when it was looked at', async () => {
    const tokens = running.app.get(Tokens);
    const { id, secret } = await tokens.add({ name: 'north@1', role: 'screen', halls: ['H1'] }, SYSTEM);
    const far = await tokens.add({ name: 'far@1', role: 'screen', halls: ['H2'] }, SYSTEM);
    const own = async () => await (await ask('screens/own', as(secret))).json();
    const put = async (change: object, of = id, by = secrets.supervisor) => {
      const response = await ask(`screens/${of}`, as(by, 'PUT', change));
      return [response.status, response.ok ? ((await response.json()) as object) : await code(response)];
    };
    expect(await own()).toEqual({ map: 'tiles', rotateSec: null });
    const change = { name: 'north', view: { map: 'plan', rotateSec: 30 }, version: 1, why: 'a queue in front of it' };
    expect(await put(change)).toMatchObject([200, { id, name: change.name, view: change.view, version: 2 }]);
    expect(await own()).toEqual(change.view);
    expect(await put(change)).toEqual([409, 'screen-changed']);
    expect(await put({ ...change, version: 2, name: 'far@1' })).toEqual([409, 'token-exists']);
    for (const rotateSec of [0, 4, 3601, 7.5])
      expect(await put({ ...change, version: 2, view: { map: 'plan', rotateSec } })).toEqual([422, 'invalid-body']);
    // neither what is no screen, nor the screen of another hall, nor for whom only reads
    const [token] = (await tokens.list()).filter(({ name }) => name === 'of-guide');
    expect(await put(change, token?.id)).toEqual([404, 'unknown-screen']);
    expect(await put(change, far.id)).toEqual([404, 'unknown-screen']);
    expect(await put(change, id, secrets.guide)).toEqual([403, 'role-not-allowed']);
    expect((await ask('screens/own', as(secrets.supervisor))).status).toBe(403);
    await tokens.revoke(id, SYSTEM);
    expect(await put({ ...change, version: 2 })).toEqual([404, 'unknown-screen']);
  });

  it('tells when it was last heard of; what is no screen is not followed', async () => {
    const tokens = running.app.get(Tokens);
    const { id, secret } = await tokens.add({ name: 'heard@1', role: 'screen', halls: ['H1'] }, SYSTEM);
    const seen = async () => {
      await running.app.get(KeyUses).write();
      const { items } = (await (await ask('screens', as(secrets.supervisor))).json()) as {
        items: { id: string; lastSeenAt: string | null; silentAfterSec: number }[];
      };
      const found = items.find((one) => one.id === id);
      expect(found?.silentAfterSec).toBe(180);
      return found?.lastSeenAt;
    };
    expect(await seen()).toBeNull();
    const before = Date.now();
    expect((await ask('screens/own', as(secret))).status).toBe(200);
    expect(Date.parse((await seen()) ?? '')).toBeGreaterThanOrEqual(before);
    const used = await running.app
      .get(DataSource)
      .query<unknown[]>("SELECT FROM api_token WHERE role <> 'screen' AND last_used_at IS NOT NULL");
    expect(used).toEqual([]);
  });

  it('is the only thing a cookie may be besides a session', async () => {
    const cookie = `cockpit_screen=${secrets.administrator}`;
    expect((await ask('users', { headers: { cookie } })).status).toBe(401);
  });
});

describe('the audit', () => {
  it('cannot be changed, deleted or emptied, by the owner of the database either', async () => {
    const postgres = running.app.get(DataSource);
    for (const sql of [
      "UPDATE audit_entry SET actor_name = 'nobody'",
      'DELETE FROM audit_entry',
      'TRUNCATE audit_entry',
    ]) {
      await expect(postgres.query(sql)).rejects.toThrow(/append only/);
      await expect(postgres.query(`SET session_replication_role = replica; ${sql}`)).rejects.toThrow(/append only/);
    }
  });

  it('tells who did what to what, before and after, under the correlation id of the answer', async () => {
    const created = await ask('sources', as(secrets.administrator, 'POST', { name: 'told', halls: ['H1'] }));
    const { key } = (await created.json()) as { key: { id: string } };
    await ask(`sources/told/keys/${key.id}/revoke`, as(secrets.administrator, 'POST'));
    const answer = await ask('audit?target=source/told', as(secrets.administrator));
    const { items } = (await answer.json()) as { items: unknown[] };
    expect(items).toMatchObject([
      {
        action: 'source-key.revoke',
        before: { revokedAt: null },
        after: { revokedAt: expect.any(String) as unknown },
        actor: { kind: 'token', name: 'of-administrator' },
      },
      { action: 'source.create', after: { halls: ['H1'] }, correlationId: created.headers.get('x-correlation-id') },
    ]);
  });

  it('tells of every other write too, and keeps secrets out', async () => {
    await ask(
      'trial/halls/H1/act',
      as(secrets.supervisor, 'POST', {
        note: 'please',
        password: 'not to be seen',
        nested: [{ apiToken: secrets.guide, text: secrets.guide }],
      }),
    );
    const { items } = (await (await ask('audit?target=/v1/trial/halls/H1/act', as(secrets.administrator))).json()) as {
      items: { after: unknown; action: string }[];
    };
    expect(items[0]).toMatchObject({
      action: 'POST /v1/trial/halls/:hall/act',
      after: { request: { note: 'please', password: '***', nested: [{ apiToken: '***', text: '***' }] } },
    });
  });
});

describe('sessions that came from a provider', () => {
  it('end where somebody signs out there, also those whose ID token named none, and no other', async () => {
    const { app } = running;
    const [sessions, users] = [app.get(Sessions), app.get(Users)];
    const password = 'a long password of this test';
    const { id } = await users.add(
      { name: 'sid', displayName: '主管', role: 'supervisor', halls: ['H1'], password },
      SYSTEM,
    );
    const account = await users.byId(id);
    if (account === null) throw new Error('no account');
    const issuer = 'https://provider.example';
    const open = (provider?: { issuer: string; sid?: string; idToken: string }) =>
      sessions.open(account, { address: '127.0.0.1', userAgent: null }, provider);
    const named = await open({ issuer, sid: 's1', idToken: 't' });
    const other = await open({ issuer, sid: 's2', idToken: 't' });
    const unnamed = await open({ issuer, idToken: 't' });
    const byPassword = await open();
    const isIn = () =>
      Promise.all([named, other, unnamed, byPassword].map(async (cookie) => (await sessions.read(cookie)) !== null));
    expect(await isIn()).toEqual([true, true, true, true]);
    expect(await sessions.endAtProvider(issuer, 's1')).toBe(1);
    expect(await sessions.endUnnamed(id)).toBe(1);
    expect(await isIn()).toEqual([false, true, false, true]);
  });
});
