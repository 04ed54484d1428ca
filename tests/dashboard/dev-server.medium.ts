import { Users } from '@cockpit/access';
import { freePort } from '@cockpit/engines';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { ApiAppModule } from '../../apps/api/src/app.module';
import { until } from '../operations/support';
import { bootApp, freshStores } from '../support/engines';

const ROOT = resolve(__dirname, '..', '..');

it('the pages of `npm run dev` have their words, and one can sign in on them, and not from another page through it', async () => {
  const stores = await freshStores();
  const front = await bootApp(stores, ApiAppModule);
  const port = await freePort();
  const vite = spawn(
    process.execPath,
    [join(ROOT, 'scripts', 'dev.mjs'), '--port', String(port), '--strictPort', '--host', '127.0.0.1'],
    { env: { ...process.env, COCKPIT_URL: front.url }, stdio: 'ignore' },
  );
  try {
    const password = 'Wagtail-under-the-eaves-7';
    await front.app
      .get(Users)
      .add(
        { name: 'chief', role: 'administrator', halls: 'all', password },
        { kind: 'system', id: 'test', name: 'test' },
      );
    const page = `http://127.0.0.1:${String(port)}`;
    await until(
      () => fetch(page),
      ({ ok }) => ok,
    );
    // without the words no page opens
    const words = await fetch(`${page}/@id/__x00__virtual:words/zh-CN/first`);
    expect([words.status, await words.text()]).toEqual([200, expect.stringContaining('大厅数据驾驶舱')]);
    const signIn = (origin: string): Promise<Response> =>
      fetch(`${page}/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ username: 'chief', password }),
      });
    const answer = await signIn(page);
    expect(answer.status).toBe(200);
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    expect((await fetch(`${page}/v1/session`, { headers: { cookie } })).status).toBe(200);
    expect((await signIn('http://elsewhere.example')).status).toBe(403);
  } finally {
    const ended = once(vite, 'exit');
    vite.kill('SIGTERM');
    await ended;
    await front.close();
    await stores.dispose();
  }
});
