import type { Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { createAppRouter } from './router';
import { composed, mounted } from '../testing/mounted';
import { serve, type Server } from '../testing/server';
import PartsPage from './PartsPage.vue';

const caller: Caller = { kind: 'user', id: 'u', name: '李', role: 'administrator', halls: 'all' };

describe('a page with parts', () => {
  let server: Server;
  let role: Caller['role'];
  beforeEach(() => {
    server = serve({ 'GET /v1/session': () => ({ ...caller, role }) });
  });
  afterEach(() => {
    server.close();
  });
  const opened = async (address: string) => {
    const { value: router } = await composed(() => createAppRouter());
    await router.push(address);
    return router.currentRoute.value.fullPath;
  };
  const tabs = async (one: Caller['role']) => {
    const { page } = await mounted(PartsPage, { page: 'sources' }, { caller: { ...caller, role: one } });
    await flushPromises();
    return page
      .findAll('[data-testid^="part-"]')
      .map((tab) => [tab.attributes('data-testid'), tab.attributes('aria-current')]);
  };

  it('keeps the address of each part, and what else it says', async () => {
    role = 'manager';
    expect(await opened('/network?x=1')).toBe('/overview?x=1&part=network');
    expect(await opened('/feeds')).toBe('/admin/sources?part=feeds');
    role = 'supervisor';
    expect(await opened('/halls')).toBe('/overview?part=halls');
    role = 'auditor';
    expect(await opened('/')).toBe('/admin/system?part=audit');
  });

  it('opens no part to those who may not, wherever its address is written', async () => {
    role = 'manager';
    for (const address of ['/admin/sources/connect', '/admin/sources?part=connect', '/admin/system'])
      expect(await opened(address)).toBe('/overview');
  });

  it('offers the parts that one may open, and none where there is only one', async () => {
    expect(await tabs('administrator')).toEqual([
      ['part-feeds', undefined],
      ['part-sources', 'page'],
      ['part-connect', undefined],
    ]);
    expect(await tabs('manager')).toEqual([]);
  });
});
