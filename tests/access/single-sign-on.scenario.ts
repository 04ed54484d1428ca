import { Controller, Get, Module, Sse } from '@nestjs/common';
import { Caller, SignInWays, SignOnLeave, UserRecord } from '@cockpit/contracts';
import { AccessModule, Tokens, Users } from '@cockpit/access';
import { interval, map, type Observable } from 'rxjs';
import { bootApp, freshStores, type RunningApp, type Stores } from '../support/engines';
import { signOn, startProvider, Visitor, type RunningProvider } from './provider';

@Controller('v1/trial')
class TrialController {
  @Get('list') list() {
    return { ok: true };
  }
  @Sse('stream') stream(): Observable<{ data: object }> {
    return interval(100).pipe(map((n) => ({ data: { n } })));
  }
}
@Module({ imports: [AccessModule], controllers: [TrialController] })
class TrialModule {}

const SYSTEM = { kind: 'system', id: 'test', name: 'test' } as const;
const PASSWORD = 'correct horse battery';
const RULES = {
  groups: [
    { group: 'admins', role: 'administrator' },
    { group: 'bureau', role: 'manager' },
    { group: 'lead-h1', role: 'supervisor', halls: ['H1'] },
    { group: 'lead-h2', role: 'supervisor', halls: ['H2'] },
  ],
};
const PEOPLE = {
  alice: { name: '爱丽', preferred_username: 'alice', groups: ['admins'] },
  bob: { name: '包博', preferred_username: 'bob', groups: ['lead-h1', 'choir'] },
  carol: { name: '卡罗', preferred_username: 'local', groups: ['bureau'] },
  nobody: { name: '无组', preferred_username: 'nobody', groups: ['choir'] },
  both: { name: '两组', preferred_username: 'both', groups: ['admins', 'lead-h1'] },
  silent: { name: '无语' },
};

let stores: Stores;
let provider: RunningProvider;
let running: RunningApp;
let cockpit: string;
let admin: string;

beforeAll(async () => {
  [stores, provider] = await Promise.all([
    freshStores({ LOG_LEVEL: 'silent' }),
    startProvider(RULES, PEOPLE, { breakGlass: 'emergency' }),
  ]);
  running = await bootApp(stores, TrialModule, provider.settings);
  cockpit = provider.settings.publicUrl ?? '';
  const users = running.app.get(Users);
  for (const name of ['local', 'emergency'])
    await users.add({ name, role: 'administrator', halls: 'all', password: PASSWORD }, SYSTEM);
  admin = (await running.app.get(Tokens).add({ name: 'root', role: 'administrator', halls: 'all' }, SYSTEM)).secret;
}, 120_000);
afterAll(async () => {
  await running.close();
  await Promise.all([provider.dispose(), stores.dispose()]);
});
afterEach(() => {
  provider.says(PEOPLE);
});

const json = (body: object) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const byAdmin = (method: string, path: string, body?: object) =>
  fetch(`${cockpit}/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${admin}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const whoIs = async (visitor: Visitor) => Caller.parse(await (await visitor.ask(`${cockpit}/v1/session`)).json());
const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.ask(`${cockpit}/v1/session`)).status === 200;
const entries = async (query: string): Promise<{ action: string; after: Record<string, unknown> }[]> =>
  ((await (await byAdmin('GET', `audit?${query}`)).json()) as { items: never[] }).items;
const refusedBy = (at: URL): unknown[] => [at.pathname, at.searchParams.get('refused')];
async function entered(subject: string, next?: string): Promise<Visitor> {
  const visitor = new Visitor();
  const at = await signOn(visitor, cockpit, subject, next);
  expect(at.searchParams.get('refused')).toBeNull();
  return visitor;
}

describe('signing in at a provider', () => {
  it('is offered by name and address', async () => {
    const ways = SignInWays.parse(await (await fetch(`${cockpit}/v1/session/ways`)).json());
    expect(ways).toEqual({
      password: 'emergency',
      singleSignOn: { name: '警务统一认证', address: `${cockpit}/v1/session/single-sign-on` },
    });
  });

  it('asks with PKCE, state and nonce, and gives role and halls by group', async () => {
    const visitor = new Visitor();
    const begun = await visitor.ask(`${cockpit}/v1/session/single-sign-on?next=/wall/H1`);
    const asked = new URL(begun.headers.get('location') ?? '').searchParams;
    expect([asked.get('code_challenge_method'), asked.get('response_type'), asked.get('redirect_uri')]).toEqual([
      'S256',
      'code',
      `${cockpit}/v1/session/single-sign-on/callback`,
    ]);
    expect(
      [asked.get('state'), asked.get('nonce'), asked.get('code_challenge')].every((one) => one && one.length > 20),
    ).toBe(true);
    expect(begun.headers.getSetCookie().join()).toMatch(/cockpit_sign_on=.*HttpOnly; SameSite=Lax/);
    const at = await signOn(visitor, cockpit, 'bob', '/wall/H1?x=1#y');
    expect(`${at.pathname}${at.search}`).toBe('/wall/H1?x=1');
    expect(await whoIs(visitor)).toMatchObject({
      kind: 'user',
      name: '包博',
      role: 'supervisor',
      halls: ['H1'],
      singleSignOn: true,
    });
    expect(visitor.cookie('cockpit_sign_on')).toBeUndefined();
  });

  it('knows somebody by issuer and subject, and never by a name that somebody else has here', async () => {
    const carol = await entered('carol');
    const me = await whoIs(carol);
    expect(me).toMatchObject({ role: 'manager', name: '卡罗' });
    const { items } = (await (await byAdmin('GET', 'users')).json()) as { items: unknown[] };
    const users = items.map((item) => UserRecord.parse(item));
    expect(users.find(({ name }) => name === 'local')).toMatchObject({
      role: 'administrator',
      signsInWith: 'password',
    });
    expect(users.find(({ id }) => id === me.id)).toMatchObject({ signsInWith: 'single-sign-on' });
    expect(users.find(({ id }) => id === me.id)?.name).toMatch(/^sso-/);
    // another name, the same subject: the same account
    provider.says({ ...PEOPLE, carol: { name: '卡罗二', preferred_username: 'other', groups: ['bureau'] } });
    expect(await whoIs(await entered('carol'))).toMatchObject({ id: me.id, name: '卡罗二' });
  });

  it('takes role and halls anew each time, and writes down what has changed', async () => {
    const first = await whoIs(await entered('bob'));
    provider.says({ ...PEOPLE, bob: { name: '包博', preferred_username: 'bob', groups: ['lead-h1', 'lead-h2'] } });
    const bob = await entered('bob');
    expect(await whoIs(bob)).toMatchObject({ id: first.id, halls: ['H1', 'H2'] });
    const [entry] = await entries('target=user/bob');
    expect(entry).toMatchObject({ action: 'user.change', before: { halls: ['H1'] }, after: { halls: ['H1', 'H2'] } });
    provider.says({ ...PEOPLE, bob: { name: '包博', preferred_username: 'bob', groups: ['choir'] } });
    const at = await signOn(new Visitor(), cockpit, 'bob');
    expect(refusedBy(at)).toEqual(['/sign-in', 'no-role']);
    // what they had before is over as well
    expect(await isIn(bob)).toBe(false);
  });

  it.each([
    ['nobody', 'no-role'],
    ['silent', 'no-role'],
    ['both', 'two-roles'],
  ])('refuses %s with %s, tells the page why, and makes no account', async (subject, refusal) => {
    const visitor = new Visitor();
    const at = await signOn(visitor, cockpit, subject, '/wall/H1');
    expect([...refusedBy(at), at.searchParams.get('next')]).toEqual(['/sign-in', refusal, '/wall/H1']);
    expect(await isIn(visitor)).toBe(false);
    const { items } = (await (await byAdmin('GET', 'users')).json()) as { items: { name: string }[] };
    expect(items.map(({ name }) => name)).not.toContain(subject);
    const [entry] = await entries('what=session.refuse&limit=1');
    expect(entry?.after).toMatchObject({ singleSignOn: refusal, subject });
  });

  it('refuses somebody who is disabled here, until they are let in again', async () => {
    const alice = await entered('alice');
    await byAdmin('POST', 'users/alice/disable', { why: 'test' });
    expect(await isIn(alice)).toBe(false);
    expect(refusedBy(await signOn(new Visitor(), cockpit, 'alice'))).toEqual(['/sign-in', 'disabled']);
    await byAdmin('POST', 'users/alice/enable', { why: 'test' });
    expect(await isIn(await entered('alice'))).toBe(true);
  });

  it('leaves what the provider says to the provider', async () => {
    await entered('alice');
    const codes = await Promise.all(
      [
        byAdmin('POST', 'users/alice/password', { why: 'test' }),
        byAdmin('PUT', 'users/alice', { role: 'manager', version: 1, why: 'test' }),
      ].map(async (answer) => ((await (await answer).json()) as { code: string }).code),
    );
    expect(codes).toEqual(['managed-elsewhere', 'managed-elsewhere']);
    const alice = await entered('alice');
    const own = await alice.ask(`${cockpit}/v1/account/second-factor`, json({ password: PASSWORD }));
    expect(((await own.json()) as { code: string }).code).toBe('no-own-password');
  });
});

describe('an answer of the provider', () => {
  const callback = `/v1/session/single-sign-on/callback`;

  it('is taken only in the browser that asked, once, and with its state', async () => {
    const [asking, other] = [new Visitor(), new Visitor()];
    const begin = `${cockpit}/v1/session/single-sign-on`;
    const isCallback = (to: URL) => to.origin === cockpit && to.pathname === callback;
    const there = await asking.follow(await asking.ask(begin), begin, isCallback);
    const said = await asking.ask(there.at, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'login=alice',
    });
    const { at } = await asking.follow(said, there.at, isCallback);
    const stale = async (visitor: Visitor, address: URL) =>
      refusedBy(new URL((await visitor.ask(address)).headers.get('location') ?? '', cockpit));
    // somebody is led to the answer that another has got
    expect(await stale(other, at)).toEqual(['/sign-in', 'stale']);
    const begun = await other.ask(begin);
    expect(begun.status).toBe(302);
    expect(await stale(other, at)).toEqual(['/sign-in', 'stale']);
    expect((await asking.ask(at)).headers.get('location')).toBe('/');
    expect(await isIn(asking)).toBe(true);
    expect(await stale(asking, at)).toEqual(['/sign-in', 'stale']);
  });

  it('leads nowhere but to our own pages', async () => {
    for (const next of [
      '//elsewhere.example',
      'https://elsewhere.example',
      '/\\elsewhere.example',
      '/\t/elsewhere.example',
    ]) {
      const at = await signOn(new Visitor(), cockpit, 'alice', next);
      expect(at.href).toBe(`${cockpit}/`);
    }
    for (const path of [callback, `${callback}?error=access_denied&state=x`, `${callback}?next=//elsewhere.example`]) {
      const answer = await new Visitor().ask(`${cockpit}${path}`);
      expect([answer.status, answer.headers.get('location')]).toEqual([302, '/sign-in?refused=stale']);
    }
  });

  it('that says no is told as it is', async () => {
    const visitor = new Visitor();
    const begun = await visitor.ask(`${cockpit}/v1/session/single-sign-on?next=/wall/H1`);
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const query = new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer });
    const answer = await visitor.ask(`${cockpit}${callback}?${query.toString()}`);
    expect(answer.headers.get('location')).toBe('/sign-in?refused=cancelled&next=%2Fwall%2FH1');
  });
});

describe('signing out', () => {
  /** How long a stream goes on from now, ms. */
  async function streamed(visitor: Visitor): Promise<() => Promise<number>> {
    const reader = (await visitor.ask(`${cockpit}/v1/trial/stream`)).body?.getReader();
    await reader?.read();
    const broken = (async () => {
      try {
        while ((await reader?.read())?.done === false);
      } catch {
        // broken off
      }
      return Date.now();
    })();
    await new Promise((done) => setTimeout(done, 1100));
    return async () => {
      const since = Date.now();
      return (await Promise.race([broken, new Promise<number>((done) => setTimeout(done, 9000, Infinity))])) - since;
    };
  }
  /** Signs out at the provider, whose page asks once more. */
  async function leftThere(visitor: Visitor, address: string): Promise<URL> {
    const asked = await visitor.ask(address);
    const page = await asked.text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
    const confirmed = await visitor.ask(action, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
    });
    return (await visitor.follow(confirmed, action, (to) => to.origin === cockpit)).at;
  }

  it('here leads to the provider, and back to our sign-in', async () => {
    const visitor = await entered('alice');
    const { address } = SignOnLeave.parse(
      await (await visitor.ask(`${cockpit}/v1/session/single-sign-on/leave`, json({}))).json(),
    );
    expect(await isIn(visitor)).toBe(false);
    const there = new URL(address ?? '');
    expect([there.origin, there.searchParams.get('post_logout_redirect_uri')]).toEqual([
      provider.issuer,
      `${cockpit}/sign-in`,
    ]);
    expect((await leftThere(visitor, there.href)).pathname).toBe('/sign-in');
  });

  it('there ends the session here, its streams within five seconds, and no other', async () => {
    const [one, two] = [await entered('alice'), await entered('alice')];
    const until = await streamed(one);
    const hint = await (async () => {
      const { address } = SignOnLeave.parse(
        await (await two.ask(`${cockpit}/v1/session/single-sign-on/leave`, json({}))).json(),
      );
      return new URL(address ?? '').searchParams.get('id_token_hint') ?? '';
    })();
    const three = await entered('alice');
    // signs out in the browser of the first, with whatever hint
    const end = new URL(`${provider.issuer}/session/end`);
    end.searchParams.set('id_token_hint', hint);
    await leftThere(one, end.href);
    expect(await until()).toBeLessThan(5000);
    expect([await isIn(one), await isIn(three)]).toEqual([false, true]);
    const [entry] = await entries('what=session.end&limit=1');
    expect(entry).toMatchObject({ target: 'user/alice', after: { ended: 1, by: provider.issuer } });
  });

  it.each([
    ['no token', 'x'],
    ['an unsigned one', `${part({ alg: 'none' })}.${part({ iss: 'x' })}.`],
    ['one of somebody else', `${part({ alg: 'RS256', kid: 'x' })}.${part({ iss: 'https://elsewhere.example' })}.AAAA`],
    ['one signed with the secret', `${part({ alg: 'HS256' })}.${part({ iss: 'x' })}.AAAA`],
  ])('there is not believed with %s', async (_, token) => {
    const alice = await entered('alice');
    const answer = await fetch(`${cockpit}/v1/session/single-sign-on/logout`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logout_token: token }).toString(),
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'invalid-logout-token']);
    expect(await isIn(alice)).toBe(true);
  });
});

describe('passwords beside a provider', () => {
  const signIn = (username: string) => fetch(`${cockpit}/v1/session`, json({ username, password: PASSWORD }));

  it('let in the account for emergencies alone, which is marked in the audit', async () => {
    const answer = await signIn('local');
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([403, 'local-sign-in-off']);
    expect((await signIn('Emergency')).status).toBe(200);
    const [entry] = await entries('what=session.open&limit=1');
    expect(entry?.after).toMatchObject({ breakGlass: true });
  });

  it('keep that account an administrator who can sign in', async () => {
    for (const answer of [
      await byAdmin('POST', 'users/emergency/disable', { why: 'test' }),
      await byAdmin('PUT', 'users/emergency', { role: 'manager', version: 1, why: 'test' }),
    ])
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'break-glass-account']);
  });

  it('open nothing for who signs in at the provider', async () => {
    await entered('bob');
    expect((await signIn('bob')).status).toBe(401);
  });
});

describe('a provider in trouble', () => {
  afterAll(async () => {
    await provider.restart();
  });

  it('that is down is told so, and the account for emergencies still gets in', async () => {
    await provider.stop();
    const fresh = await bootApp(stores, TrialModule, { ...provider.settings, port: 0 });
    try {
      const answer = await fetch(`${fresh.url}/v1/session/single-sign-on?next=/wall/H1`, { redirect: 'manual' });
      expect(answer.headers.get('location')).toBe('/sign-in?refused=unreachable&next=%2Fwall%2FH1');
      const entered = await fetch(`${fresh.url}/v1/session`, json({ username: 'emergency', password: PASSWORD }));
      expect(entered.status).toBe(200);
      await provider.restart();
      await new Promise((done) => setTimeout(done, 3100));
      const again = await fetch(`${fresh.url}/v1/session/single-sign-on`, { redirect: 'manual' });
      expect(again.headers.get('location')).toContain(provider.issuer);
    } finally {
      await fresh.close();
    }
  });

  /** @returns the answer of the provider that a browser is about to bring to the cockpit */
  async function broughtBack(visitor: Visitor): Promise<URL> {
    const begin = `${cockpit}/v1/session/single-sign-on?next=/wall/H1`;
    const isBack = (to: URL) => to.origin === cockpit && to.pathname.endsWith('/callback');
    const there = await visitor.follow(await visitor.ask(begin), begin);
    const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    const said = await visitor.ask(there.at, { ...form, body: new URLSearchParams({ login: 'alice' }).toString() });
    return (await visitor.follow(said, there.at, isBack)).at;
  }

  it('that goes down in the middle of a sign-in turns back with where to go on, and lets in who tries again', async () => {
    const visitor = new Visitor();
    const back = await broughtBack(visitor);
    expect(back.searchParams.get('code')).not.toBeNull();
    await provider.stop();
    const answer = await visitor.ask(back);
    expect(answer.headers.get('location')).toBe('/sign-in?refused=unreachable&next=%2Fwall%2FH1');
    expect([await isIn(visitor), visitor.cookie('cockpit_sign_on')]).toEqual([false, undefined]);
    const [entry] = await entries('what=session.refuse&limit=1');
    expect(entry?.after).toMatchObject({ singleSignOn: 'unreachable' });
    await provider.restart();
    expect((await signOn(visitor, cockpit, 'alice')).searchParams.get('refused')).toBeNull();
    expect(await isIn(visitor)).toBe(true);
  });

  it.each(['broken', 'silent'] as const)(
    'whose keys are %s lets nobody in unchecked, says that it is away, and who knows its keys goes on',
    async (keys) => {
      await provider.restart();
      await entered('alice');
      await provider.restart(0, keys);
      const visitor = new Visitor();
      const back = await broughtBack(visitor);
      // a cockpit that has not seen its keys yet
      const fresh = await bootApp(stores, TrialModule, { ...provider.settings, port: 0 });
      try {
        const headers = { cookie: `cockpit_sign_on=${visitor.cookie('cockpit_sign_on') ?? ''}` };
        const began = performance.now();
        const answer = await fetch(`${fresh.url}${back.pathname}${back.search}`, { redirect: 'manual', headers });
        expect(performance.now() - began).toBeLessThan(20_000);
        expect(answer.headers.get('location')).toBe('/sign-in?refused=unreachable&next=%2Fwall%2FH1');
        expect(answer.headers.getSetCookie().join()).not.toMatch(/cockpit_session=[^;]/);
      } finally {
        await fresh.close();
      }
      expect((await signOn(new Visitor(), cockpit, 'alice')).searchParams.get('refused')).toBeNull();
    },
  );

  it.each([
    [30, null],
    [-30, null],
    [45, null],
    [-45, null],
    [600, 'clock'],
    // an ID token holds for ten minutes: what is as old as that has run out, but for the tolerance
    [-600, null],
    [-700, 'clock'],
    [-1500, 'clock'],
  ])('whose clock is %d s ahead is answered with %s', async (aheadSec, refusal) => {
    await provider.restart(aheadSec);
    const at = await signOn(new Visitor(), cockpit, 'alice');
    expect(at.searchParams.get('refused')).toBe(refusal);
  });
});

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
