import { Controller, Get, Module } from '@nestjs/common';
import {
  Caller,
  page,
  RecoveryCodes,
  SecondFactorSecret,
  SecondFactorState,
  SessionRecord,
  UserRecord,
} from '@cockpit/contracts';
import { CLOCK } from '@cockpit/platform';
import { TOTP } from 'otpauth';
import { DataSource } from 'typeorm';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../../tests/support/engines';
import type { Actor } from '../audit';
import { AccessModule, SecondFactors, Tokens, Users } from '../index';

@Controller('v1/trial')
class TrialController {
  @Get('list') list() {
    return { ok: true };
  }
}
@Module({ imports: [AccessModule], controllers: [TrialController] })
class TrialModule {}

const SYSTEM: Actor = { kind: 'system', id: 'test', name: 'test' };
const PASSWORD = 'correct horse battery';
const STEP_MS = 30_000;

let stores: Stores;
let running: RunningApp;
let admin: string;
/** what the clocks of the applications are ahead of the wall clock: an authenticator shows another code at once */
let aheadMs = 0;

const boot = async (settings = {}): Promise<RunningApp> => {
  const booted = await bootApp(stores, TrialModule, settings);
  booted.app.get<{ now: () => number }>(CLOCK).now = () => Date.now() + aheadMs;
  return booted;
};

beforeAll(async () => {
  stores = await freshStores();
  running = await boot();
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
const refusalOf = async (answer: Response): Promise<unknown[]> => [answer.status, await codeOf(answer)];
const cookiesOf = (answer: Response): string[] =>
  answer.headers.getSetCookie().map((one) => one.split(';', 1)[0] ?? '');
const cookieOf = (answer: Response, name = 'cockpit_session'): string =>
  cookiesOf(answer).find((one) => one.startsWith(`${name}=`) && one !== `${name}=`) ?? '';
const signIn = (username: string) => ask('POST', 'session', {}, { username, password: PASSWORD });

let made = 0;
async function somebody(): Promise<{ name: string; cookie: string }> {
  const name = `person-${String((made += 1))}`;
  await running.app.get(Users).add({ name, role: 'administrator', halls: 'all', password: PASSWORD }, SYSTEM);
  return { name, cookie: cookieOf(await signIn(name)) };
}
/** Another code, as it is half a minute later. */
function nextCode(secret: string): string {
  aheadMs += STEP_MS;
  return codeNow(secret);
}
const codeNow = (secret: string): string => new TOTP({ secret }).generate({ timestamp: Date.now() + aheadMs });

/** Somebody who has set one up. */
async function secured() {
  const { name, cookie } = await somebody();
  const told = SecondFactorSecret.parse(
    await (await ask('POST', 'account/second-factor', { cookie }, { password: PASSWORD })).json(),
  );
  const confirmed = await ask('POST', 'account/second-factor/confirm', { cookie }, { code: nextCode(told.secret) });
  expect(confirmed.status).toBe(200);
  const { recoveryCodes } = RecoveryCodes.parse(await confirmed.json());
  return { name, before: cookie, cookie: cookieOf(confirmed), ...told, recoveryCodes };
}
/** The cookie of somebody who has said the password and has yet to give a code. */
async function halfIn(name: string): Promise<{ cookie: string }> {
  const answer = await signIn(name);
  expect(await refusalOf(answer.clone())).toEqual([401, 'second-factor-needed']);
  expect(cookieOf(answer)).toBe('');
  return { cookie: cookieOf(answer, 'cockpit_second_step') };
}
const step = (who: { cookie: string }, code: string) => ask('POST', 'session/second-factor', who, { code });

describe('setting up a second factor', () => {
  it('takes the password, a code of the authenticator, and ends the sessions there were', async () => {
    const { name, cookie } = await somebody();
    expect(await refusalOf(await ask('POST', 'account/second-factor', { cookie }, { password: 'guess' }))).toEqual([
      422,
      'wrong-password',
    ]);
    const early = await ask('POST', 'account/second-factor/confirm', { cookie }, { code: '123456' });
    expect(await refusalOf(early)).toEqual([409, 'second-factor-begin']);
    const { secret, address } = SecondFactorSecret.parse(
      await (await ask('POST', 'account/second-factor', { cookie }, { password: PASSWORD })).json(),
    );
    expect(address).toContain(secret);
    // the password alone is still enough: nothing has been confirmed
    expect((await signIn(name)).status).toBe(200);
    const wrong = codeNow(secret) === '000000' ? '000001' : '000000';
    expect(await refusalOf(await ask('POST', 'account/second-factor/confirm', { cookie }, { code: wrong }))).toEqual([
      422,
      'wrong-code',
    ]);
    const confirmed = await ask('POST', 'account/second-factor/confirm', { cookie }, { code: codeNow(secret) });
    expect(RecoveryCodes.parse(await confirmed.json()).recoveryCodes).toHaveLength(10);
    const mine = { cookie: cookieOf(confirmed) };
    expect([
      (await ask('GET', 'trial/list', { cookie })).status,
      (await ask('GET', 'trial/list', mine)).status,
    ]).toEqual([401, 200]);
    const state = SecondFactorState.parse(await (await ask('GET', 'account/second-factor', mine)).json());
    expect(state).toMatchObject({ since: expect.any(String) as string, recoveryCodesLeft: 10, required: false });
    expect(await codeOf(await ask('POST', 'account/second-factor', mine, { password: PASSWORD }))).toBe(
      'second-factor-exists',
    );
  });

  it('leaves nothing readable in the database or the audit', async () => {
    const { name, secret, recoveryCodes } = await secured();
    const [row] = await running.app
      .get(DataSource)
      .query<{ secret: Buffer; recovery: string[] }[]>(
        'SELECT f.* FROM second_factor f JOIN app_user u ON u.id = f.user_id WHERE u.name = $1',
        [name],
      );
    expect(row?.secret.toString('latin1')).not.toContain(secret);
    expect(row?.recovery).toHaveLength(10);
    const { items } = (await (await byAdmin('GET', `audit?target=user/${name}`)).json()) as { items: unknown[] };
    expect(items[0]).toMatchObject({
      action: 'account.second-factor-set',
      before: { secondFactorSince: null },
      after: { secondFactorSince: expect.any(String) as string },
    });
    for (const said of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))]) {
      expect(JSON.stringify(items)).not.toContain(said);
      expect(row?.recovery.join(' ')).not.toContain(said);
    }
  });

  it('is nothing for a token', async () => {
    expect(await codeOf(await byAdmin('POST', 'account/second-factor', { password: PASSWORD }))).toBe('no-own-account');
  });
});

describe('signing in with a second factor', () => {
  it('opens nothing before the code, and everything after it', async () => {
    const { name, secret } = await secured();
    const half = await halfIn(name);
    expect((await ask('GET', 'trial/list', half)).status).toBe(401);
    expect((await ask('GET', 'session', half)).status).toBe(401);
    const entered = await step(half, nextCode(secret));
    expect(Caller.parse(await entered.json())).toMatchObject({ kind: 'user', role: 'administrator' });
    expect((await ask('GET', 'trial/list', { cookie: cookieOf(entered) })).status).toBe(200);
    // what stood for the password is used up
    expect(await refusalOf(await step(half, nextCode(secret)))).toEqual([401, 'second-step-over']);
    expect(await refusalOf(await step({ cookie: 'cockpit_second_step=made-up' }, '123456'))).toEqual([
      401,
      'second-step-over',
    ]);
  });

  it('takes a code once, also of two who come with it at once', async () => {
    const { name, secret } = await secured();
    const code = nextCode(secret);
    const answers = await Promise.all(
      [await halfIn(name), await halfIn(name), await halfIn(name)].map((who) => step(who, code)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
    expect(await refusalOf(await step(await halfIn(name), code))).toEqual([422, 'wrong-code']);
    expect((await step(await halfIn(name), nextCode(secret))).status).toBe(200);
  });

  it('takes no code of an earlier step than the last one', async () => {
    const { name, secret } = await secured();
    const earlier = nextCode(secret);
    expect((await step(await halfIn(name), nextCode(secret))).status).toBe(200);
    expect((await step(await halfIn(name), earlier)).status).toBe(422);
  });

  it('takes each recovery code once, however it is typed, and says so in the audit', async () => {
    const { name, recoveryCodes, secret } = await secured();
    const [first = '', second = ''] = recoveryCodes;
    expect((await step(await halfIn(name), first.toLowerCase().replaceAll('-', ' '))).status).toBe(200);
    expect((await step(await halfIn(name), first)).status).toBe(422);
    const both = await Promise.all([await halfIn(name), await halfIn(name)].map((who) => step(who, second)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    const { items } = (await (await byAdmin('GET', `audit?target=user/${name}&what=recovery-used`)).json()) as {
      items: unknown[];
    };
    expect(items).toMatchObject([{ after: { left: 8 } }, { after: { left: 9 } }]);
    const { cookie } = { cookie: cookieOf(await step(await halfIn(name), nextCode(secret))) };
    const proof = { password: PASSWORD, code: nextCode(secret) };
    const renewed = RecoveryCodes.parse(
      await (await ask('POST', 'account/second-factor/recovery-codes', { cookie }, proof)).json(),
    );
    expect((await step(await halfIn(name), recoveryCodes[2] ?? '')).status).toBe(422);
    expect((await step(await halfIn(name), renewed.recoveryCodes[0] ?? '')).status).toBe(200);
  });

  it('cannot be had by trying codes, and tells of who tried', async () => {
    const { name, secret } = await secured();
    const half = await halfIn(name);
    const right = nextCode(secret);
    const wrong = Array.from({ length: 9 }, (_, i) => String(i).repeat(6)).filter((code) => code !== right);
    const tried = await Promise.all(wrong.slice(0, 7).map((code) => step(half, code)));
    expect(tried.map(({ status }) => status).sort()).toEqual([422, 422, 422, 422, 422, 429, 429]);
    const late = await step(await halfIn(name), right);
    expect([late.status, Number(late.headers.get('retry-after')) > 0]).toEqual([429, true]);
    const { items } = (await (await byAdmin('GET', 'audit?what=session.refuse&limit=20')).json()) as {
      items: { actor: { name: string }; after: object }[];
    };
    expect(items.find(({ actor }) => actor.name === name)?.after).toMatchObject({ secondFactor: 'too-many-attempts' });
  });

  it('ends when the password is changed, or the account is disabled, between the two steps', async () => {
    const [one, two] = [await secured(), await secured()];
    const halves = [await halfIn(one.name), await halfIn(two.name)] as const;
    await byAdmin('POST', `users/${one.name}/password`, { password: 'seven green lanterns', why: 'test' });
    await byAdmin('POST', `users/${two.name}/disable`, { why: 'test' });
    expect((await step(halves[0], nextCode(one.secret))).status).toBe(401);
    expect((await step(halves[1], nextCode(two.secret))).status).toBe(401);
  });

  it('changes nothing for tokens', async () => {
    await secured();
    expect((await byAdmin('GET', 'trial/list')).status).toBe(200);
  });
});

describe('taking a second factor away', () => {
  it('takes password and code of whoever has it', async () => {
    const { name, secret, cookie, recoveryCodes } = await secured();
    const remove = (password: string, code: string) =>
      ask('POST', 'account/second-factor/remove', { cookie }, { password, code });
    expect(await codeOf(await remove('guess', nextCode(secret)))).toBe('wrong-password');
    expect(await codeOf(await remove(PASSWORD, '000000'))).toBe('wrong-code');
    const removed = await remove(PASSWORD, recoveryCodes[0] ?? '');
    expect(removed.status).toBe(204);
    expect((await ask('GET', 'trial/list', { cookie: cookieOf(removed) })).status).toBe(200);
    expect((await signIn(name)).status).toBe(200);
  });

  it('is done by another administrator with a reason, and ends every session', async () => {
    const { name, cookie } = await secured();
    expect((await byAdmin('POST', `users/${name}/second-factor/reset`, {})).status).toBe(422);
    const own = await ask('POST', `users/${name}/second-factor/reset`, { cookie }, { why: 'mine' });
    expect(await refusalOf(own)).toEqual([409, 'own-second-factor']);
    const reset = await byAdmin('POST', `users/${name}/second-factor/reset`, { why: 'phone lost' });
    expect(UserRecord.parse(await reset.json()).secondFactorSince).toBeNull();
    expect((await ask('GET', 'trial/list', { cookie })).status).toBe(401);
    expect((await signIn(name)).status).toBe(200);
    const { items } = (await (await byAdmin('GET', `audit?target=user/${name}`)).json()) as { items: unknown[] };
    expect(items[0]).toMatchObject({ action: 'user.second-factor-reset', after: { why: 'phone lost' } });
    expect(await codeOf(await byAdmin('POST', `users/${name}/second-factor/reset`, { why: 'again' }))).toBe(
      'no-second-factor',
    );
  });

  it('is done at a shell too', async () => {
    const { name } = await secured();
    await running.app.get(SecondFactors).remove(name, { kind: 'cli', id: 'ops', name: 'ops' }, 'phone lost');
    expect((await signIn(name)).status).toBe(200);
  });
});

describe('a second factor that roles have to have', () => {
  it('is set up before anything else, and not asked of other roles or of tokens', async () => {
    const strict = await boot({ secondFactorFor: ['administrator'] });
    const at = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
      fetch(`${strict.url}/v1/${path}`, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    try {
      const { name } = await somebody();
      await running.app
        .get(Users)
        .add({ name: `${name}-m`, role: 'manager', halls: 'all', password: PASSWORD }, SYSTEM);
      const [cookie, manager] = await Promise.all(
        [name, `${name}-m`].map(async (username) =>
          cookieOf(await at('POST', 'session', {}, { username, password: PASSWORD })),
        ),
      );
      expect((await at('GET', 'trial/list', { cookie: manager ?? '' })).status).toBe(200);
      expect((await at('GET', 'trial/list', { authorization: `Bearer ${admin}` })).status).toBe(200);
      const who = { cookie: cookie ?? '' };
      expect(await refusalOf(await at('GET', 'trial/list', who))).toEqual([403, 'second-factor-setup-needed']);
      expect(await (await at('GET', 'session', who)).json()).toMatchObject({ mustSetSecondFactor: true });
      expect(page(SessionRecord).parse(await (await at('GET', 'account/sessions', who)).json()).items).toHaveLength(2);
      const { secret } = SecondFactorSecret.parse(
        await (await at('POST', 'account/second-factor', who, { password: PASSWORD })).json(),
      );
      const code = nextCode(secret);
      const confirmed = await at('POST', 'account/second-factor/confirm', who, { code });
      expect((await at('GET', 'trial/list', { cookie: cookieOf(confirmed) })).status).toBe(200);
    } finally {
      await strict.close();
    }
  });
});
