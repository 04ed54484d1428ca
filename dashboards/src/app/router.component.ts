import type { Caller } from '@cockpit/contracts';
import { useSessionStore } from '../features/session/store';
import { composed } from '../testing/mounted';
import { refusal, serve, type Server } from '../testing/server';
import { createAppRouter, isOpening } from './router';

const OFFICER: Caller = { kind: 'user', id: 'p1', name: '王芳', role: 'officer', halls: ['H1'] };

describe('who opens a page', () => {
  let server: Server;
  let caller: Caller | null;
  beforeEach(() => {
    server = serve({
      'GET /v1/session': () => caller ?? refusal(401, 'unauthenticated'),
      'DELETE /v1/session': () => null,
    });
  });
  afterEach(() => {
    server.close();
  });
  const opened = async () => (await composed(() => ({ router: createAppRouter(), session: useSessionStore() }))).value;

  it('signs in first, and comes back', async () => {
    caller = null;
    const { router } = await opened();
    await router.push('/cases?state=red');
    expect(router.currentRoute.value).toMatchObject({ name: 'sign-in', query: { next: '/cases?state=red' } });
    expect(router.currentRoute.value.query).not.toHaveProperty('ended');
  });

  it('is told that the session ended, also on the way to another page', async () => {
    caller = OFFICER;
    const { router, session } = await opened();
    await session.again();
    const going = router.push('/me');
    session.expire();
    await going;
    expect(router.currentRoute.value).toMatchObject({ name: 'sign-in', query: { next: '/me', ended: '1' } });
  });

  it('is told nothing of it after leaving', async () => {
    caller = OFFICER;
    const { router, session } = await opened();
    await session.again();
    await session.leave();
    await router.push('/me');
    expect(router.currentRoute.value.query).toEqual({ next: '/me' });
  });

  it('is told that a page is on its way where that takes long', async () => {
    caller = OFFICER;
    const { router } = await opened();
    await router.push('/me');
    expect(isOpening.value).toBe(false);
    const seen: boolean[] = [];
    const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
    router.beforeResolve(async () => {
      seen.push(isOpening.value);
      await sleep(300);
      seen.push(isOpening.value);
    });
    await router.push('/account');
    expect([seen.at(-1), isOpening.value]).toEqual([true, false]);
  });
});
