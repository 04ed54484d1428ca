import type { Caller } from '@cockpit/contracts';
import { z } from 'zod';
import { useHallsStore } from '../features/halls/store';
import { useSessionStore } from '../features/session/store';
import { ask } from '../shared/http';
import { i18n } from '../shared/i18n';
import { usePageTheme } from '../shared/theme';
import { mounted } from '../testing/mounted';
import { refusal, serve, type Server } from '../testing/server';
import { settled } from '../testing/settled';
import App from './App.vue';
import { didNotCome } from './router';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '李', role: 'manager', halls: 'all' };
const SCREEN: Caller = { kind: 'user', id: 's', name: '大屏', role: 'screen', halls: ['H1'] };
const BARE = { template: '<p data-testid="bare">一面墙</p>' };

describe('the cockpit around its pages', () => {
  let server: Server;
  let close = (): void => undefined;
  beforeEach(() => {
    document.head.innerHTML = '<link rel="icon" href="/icon.svg">';
    server = serve({
      'GET /v1/halls': () => ({ items: [], next: null }),
      'GET /v1/warnings': () => ({ items: [], next: null }),
      'GET /v1/matters': () => refusal(401, 'unauthenticated'),
      'GET /v1/session': () => refusal(401, 'unauthenticated'),
      'POST /v1/session/active': () => null,
    });
  });
  afterEach(() => {
    close();
    server.close();
    didNotCome.value = false;
    document.body.innerHTML = document.head.innerHTML = document.title = '';
  });
  const opened = async (caller: Caller | null, address: string) => {
    const all = await mounted(App, {}, { caller, address });
    close = () => {
      all.page.unmount();
    };
    await settled();
    const go = async (next: string): Promise<void> => {
      await all.router.push(next);
      await settled();
    };
    return { ...all, go, at: () => all.router.currentRoute.value };
  };
  const asking = async (path: string): Promise<void> => {
    await ask('GET', path, z.unknown()).catch(() => undefined);
    await settled();
  };

  it('frames pages with the navigation, and leaves those alone that bring their own frame', async () => {
    const { router, go, byTestId, page } = await opened(MANAGER, '/cases');
    expect(page.find('main#content').exists()).toBe(true);
    router.addRoute({ name: 'bare', path: '/bare', component: BARE, meta: { frame: 'none', theme: 'dark' } });
    await go('/bare');
    expect([page.find('main#content').exists(), byTestId('bare').exists()]).toEqual([false, true]);
    expect(usePageTheme().value).toBe('dark');
    await go('/cases');
    expect([page.find('main#content').exists(), usePageTheme().value]).toEqual([true, 'light']);
  });

  it('is titled by its page and the hall in its address, and a page without a name by the cockpit alone', async () => {
    const { go, router } = await opened(MANAGER, '/desk/H7');
    const atDesk = document.title;
    router.addRoute({ name: 'nameless', path: '/nameless', component: BARE });
    await go('/nameless');
    // a page, the hall, the cockpit
    expect(atDesk).toBe(`${i18n.global.t('page.desk')} · H7 · ${document.title}`);
    expect(document.title).toBe(i18n.global.t('app.title'));
  });

  it('asks who has signed out to sign in again, and leads back to the same page', async () => {
    const { at } = await opened(MANAGER, '/cases?state=red');
    await asking('/v1/session');
    expect(at().name).toBe('cases');
    await asking('/v1/matters');
    expect(at()).toMatchObject({ name: 'sign-in', query: { next: '/cases?state=red', ended: '1' } });
    expect([useSessionStore().caller, useHallsStore().halls]).toEqual([null, null]);
  });

  it('lets a wall be paired anew instead: nobody is there to type', async () => {
    const { at } = await opened(SCREEN, '/wall/H1');
    await asking('/v1/matters');
    expect([at().name, at().query]).toEqual(['pair', {}]);
  });

  it('stays where it is when nobody was signed in', async () => {
    const { at } = await opened(null, '/pair');
    await asking('/v1/matters');
    expect(at().name).toBe('pair');
  });

  it('says that a page did not come, for as long as that is so', async () => {
    const { byTestId } = await opened(MANAGER, '/cases');
    expect(byTestId('not-come').exists()).toBe(false);
    didNotCome.value = true;
    await settled();
    expect(byTestId('not-come').attributes('role')).toBe('alert');
  });

  it('shows on its tab that the figures of a hall are old, on no other page', async () => {
    const { go } = await opened(MANAGER, '/desk/H7');
    const icon = () => document.querySelector('link')?.getAttribute('href');
    expect(icon()).toBe('/icon-stale.svg');
    await go('/cases');
    expect(icon()).toBe('/icon.svg');
  });

  it('tells the server once a minute that a person is here, of nobody else', async () => {
    const said = () => server.asked.filter(({ path }) => path === '/v1/session/active').length;
    await opened(MANAGER, '/cases');
    for (let i = 0; i < 3; i++) document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect(said()).toBe(1);
    close();
    await opened(null, '/cases');
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect(said()).toBe(1);
  });
});
