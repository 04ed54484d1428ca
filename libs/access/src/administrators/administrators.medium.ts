import type { NewUser, Role } from '@cockpit/contracts';
import { DataSource } from 'typeorm';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../../tests/support/engines';
import type { Actor } from '../audit';
import { AccessModule, Administrators, Users } from '../index';

const OPERATOR: Actor = { kind: 'cli', id: 'root', name: 'root' };
const PASSWORD = 'correct horse battery';

describe('the three administrators', () => {
  let stores: Stores;
  let running: RunningApp;
  const cookies = new Map<string, string>();
  beforeEach(async () => {
    stores = await freshStores();
    running = await bootApp(stores, AccessModule);
    cookies.clear();
  });
  afterEach(async () => {
    await running.close();
    await stores.dispose();
  });

  const users = () => running.app.get(Users);
  const add = (name: string, role: Role, more: Partial<NewUser> = {}) =>
    users().add({ name, role: role as NewUser['role'], halls: 'all', password: PASSWORD, ...more }, OPERATOR);
  const three = async (): Promise<void> => {
    await add('xi', 'administrator');
    await add('an', 'security');
    await add('shen', 'auditor');
  };
  async function ask(who: string, method: string, path: string, body?: object) {
    const headers = { 'content-type': 'application/json' };
    if (!cookies.has(who)) {
      const answer = await fetch(`${running.url}/v1/session`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ username: who, password: PASSWORD }),
      });
      cookies.set(who, (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '');
    }
    const answer = await fetch(`${running.url}/v1/${path}`, {
      method,
      headers: { ...(body && headers), cookie: cookies.get(who) ?? '' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const said = (text === '' ? {} : JSON.parse(text)) as { code?: string };
    return { status: answer.status, code: said.code, said };
  }
  const apart = (who: string) => ask(who, 'PUT', 'administrators', { apart: true, why: '等保测评' });
  /** What each of the routes says to somebody; null: let in. */
  const doors = async (who: string): Promise<(string | null)[]> => {
    const codes: (string | null)[] = [];
    for (const path of ['system', 'users', 'tokens', 'audit', 'audit/chain'])
      codes.push((await ask(who, 'GET', path)).code ?? null);
    return codes;
  };
  const NO = 'role-not-allowed';

  it('are told apart only once each of them can sign in, and have one part each from then on', async () => {
    await add('xi', 'administrator');
    expect(await doors('xi')).toEqual([null, null, null, null, null]);
    expect(await apart('xi')).toMatchObject({ status: 409, code: 'administrator-missing' });
    await add('an', 'security');
    expect(await doors('an')).toEqual([NO, null, null, NO, NO]);
    expect(await apart('an')).toMatchObject({ status: 409, code: 'administrator-missing' });
    await add('shen', 'auditor');
    // the one who keeps the audit does not decide it
    expect(await apart('shen')).toMatchObject({ status: 403, code: NO });
    expect(await apart('xi')).toMatchObject({
      status: 200,
      said: { apart: true, system: ['xi'], security: ['an'], audit: ['shen'], changed: { by: 'xi', why: '等保测评' } },
    });
    const FAR = 'administrators-apart';
    expect(await doors('xi')).toEqual([null, FAR, FAR, FAR, FAR]);
    expect(await doors('an')).toEqual([NO, null, null, NO, NO]);
    expect(await doors('shen')).toEqual([NO, NO, NO, null, null]);
    expect((await ask('xi', 'GET', 'session')).said).toMatchObject({ role: 'administrator', apart: true });
    // nobody has it back by a page, and the audit says who did it
    expect(await ask('an', 'PUT', 'administrators', { apart: false, why: 'x' })).toMatchObject({ status: 422 });
    await running.app.get(Administrators).putTogether('验收完毕', OPERATOR);
    expect(await doors('xi')).toEqual([null, null, null, null, null]);
    const acts: { action: string; actor_name: string }[] = await running.app
      .get(DataSource)
      .query("SELECT action, actor_name FROM audit_entry WHERE target = 'administrators' ORDER BY id");
    expect(acts).toEqual([
      { action: 'administrators.apart', actor_name: 'xi' },
      { action: 'administrators.together', actor_name: 'root' },
    ]);
  });

  it('are never one person', async () => {
    await three();
    await add('twin', 'supervisor', { officerId: 'P7', displayName: '王明', halls: ['H1'] });
    await add('other', 'auditor', { officerId: 'P7', displayName: '王 明' });
    expect((await apart('xi')).status).toBe(200);
    const change = (name: string, more: object) =>
      users()
        .byName(name)
        .then(({ displayName, officerId, version }) =>
          ask('an', 'PUT', `users/${name}`, {
            displayName,
            officerId: officerId ?? undefined,
            halls: 'all',
            version,
            why: 'test',
            ...more,
          }),
        );
    const TWO = { status: 409, code: 'two-administrations' };
    // the same officer, and the same name whatever its case
    expect(await change('twin', { role: 'security' })).toMatchObject(TWO);
    expect(await change('twin', { role: 'administrator', officerId: 'P8', displayName: ' AN ' })).toMatchObject(TWO);
    expect(
      await ask('an', 'POST', 'users', { name: 'xi2', displayName: 'Xi', role: 'auditor', password: PASSWORD }),
    ).toMatchObject(TWO);
    expect(await change('twin', { role: 'auditor' })).toMatchObject({ status: 200 });
    // disabled meanwhile, given another role, let in again
    await users().disable('twin', OPERATOR);
    expect(await change('twin', { role: 'security' })).toMatchObject({ status: 200 });
    expect(await ask('an', 'POST', 'users/twin/enable', { why: 'back' })).toMatchObject(TWO);
    expect(await change('an', { role: 'auditor' })).toMatchObject({ status: 409 });
  });

  it('are not told apart while two of them are one person', async () => {
    await three();
    await add('xi-too', 'auditor', { displayName: 'XI' });
    expect(await apart('xi')).toMatchObject({ status: 409, code: 'two-administrations' });
    await users().disable('xi-too', OPERATOR);
    expect((await apart('xi')).status).toBe(200);
  });

  it('neither change their own role nor lose the last of any of the three', async () => {
    await three();
    await add('an2', 'security');
    expect((await apart('an')).status).toBe(200);
    const own = { displayName: 'an', role: 'administrator', halls: 'all', version: 1, why: 'mine' };
    expect(await ask('an', 'PUT', 'users/an', own)).toMatchObject({ status: 409, code: 'own-role' });
    for (const name of ['xi', 'shen'])
      expect(await ask('an', 'POST', `users/${name}/disable`, {})).toMatchObject({ code: 'last-administrator' });
    // of two who disable each other at once one stays
    const both = await Promise.all([
      ask('an', 'POST', 'users/an2/disable', {}),
      ask('an2', 'POST', 'users/an/disable', {}),
    ]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    const left = await running.app.get(Administrators).state();
    expect(left.security).toHaveLength(1);
  });

  it('make no token that would be another of them', async () => {
    await three();
    const token = (role: Role) => ask('an', 'POST', 'tokens', { name: `t-${role}`, role, halls: 'all' });
    expect((await token('manager')).status).toBe(201);
    expect((await apart('an')).status).toBe(200);
    for (const role of ['administrator', 'security', 'auditor'] as const)
      expect(await token(role)).toMatchObject({ status: 409, code: 'token-of-administration' });
    expect((await ask('an', 'POST', 'tokens', { name: 'm2', role: 'manager', halls: 'all' })).status).toBe(201);
  });

  it('stay three when the last of one is disabled while they are told apart', async () => {
    await three();
    const [told, gone] = await Promise.allSettled([
      running.app.get(Administrators).tellApart('at once', OPERATOR),
      users().disable('shen', OPERATOR),
    ]);
    // whichever was first, the other was refused
    expect([told.status, gone.status].sort()).toEqual(['fulfilled', 'rejected']);
  });
});
