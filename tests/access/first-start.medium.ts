import { AccessModule } from '@cockpit/access';
import { firstToken } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { bootApp, freshStores, type RunningApp, type Stores } from '../support/engines';

const PASSWORD = 'long enough to be one';

describe('the first start of a house', () => {
  let stores: Stores;
  let running: RunningApp;
  beforeAll(async () => {
    stores = await freshStores();
    running = await bootApp(stores, AccessModule);
  });
  afterAll(async () => {
    await running.close();
    await stores.dispose();
  });

  async function call(path: string, body?: object) {
    const answer = await fetch(`${running.url}/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', origin: running.url },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  }
  const token = () => firstToken(stores.settings);
  const make = (over: object = {}) =>
    call('first-start', { token: token(), name: 'boss', password: PASSWORD, ...over });

  it('is open until somebody with the token of the console has made an administrator, once', async () => {
    expect((await call('first-start')).body).toEqual({ open: true });
    expect(await make({ token: 'f'.repeat(24) })).toMatchObject({ status: 403, body: { code: 'wrong-first-token' } });
    expect(await make({ token: '口令' })).toMatchObject({ status: 403 });
    expect(await make({ password: 'password123' })).toMatchObject({ status: 422, body: { code: 'weak-password' } });
    // of several at once one is the first
    const many = await Promise.all(['one', 'two', 'three'].map((name) => make({ name })));
    expect(many.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const made = many.find(({ status }) => status === 201)?.body;
    expect(made).toMatchObject({ role: 'administrator', halls: 'all', mustChangePassword: false });
    expect((await call('first-start')).body).toEqual({ open: false });
    expect(await make()).toMatchObject({ status: 409, body: { code: 'first-start-over' } });
    const { name } = made as { name: string };
    expect(await call('session', { username: name, password: PASSWORD })).toMatchObject({ status: 200 });
    const acts: { actor_id: string }[] = await running.app
      .get(DataSource)
      .query("SELECT actor_id FROM audit_entry WHERE action = 'user.create'");
    expect(acts).toEqual([{ actor_id: 'first-start' }]);
  });

  it('lets nobody guess for ever', async () => {
    const tries = await Promise.all(Array.from({ length: 25 }, () => make({ token: 'x' })));
    expect(tries.some(({ status }) => status === 429)).toBe(true);
  });
});
