import { flushPromises } from '@vue/test-utils';
import type { Caller } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { serve, type Server } from '../../testing/server';
import HomePage from './HomePage.vue';

const BOSS: Caller = { kind: 'user', id: '1', name: '管理员', role: 'administrator', halls: 'all' };
const hall = (code: string) => ({
  ...{ code, name: code, tier: 'hall', clock: 'wall', queues: [], windows: 6, simulated: false },
  ...{ twinOf: null, parent: null },
});

describe('the halls of somebody', () => {
  let server: Server;
  afterEach(() => {
    server.close();
  });
  it.each<[Caller['role'], string[], boolean]>([
    ['administrator', [], true],
    ['administrator', ['H1'], true],
    ['administrator', ['H1', 'H2'], false],
    ['supervisor', [], false],
    ['supervisor', ['H1'], false],
  ])('lead %s of the halls %j back to the first steps: %s', async (role, codes, leads) => {
    server = serve({ 'GET /v1/halls': () => ({ items: codes.map(hall), next: null }) });
    const { page, byTestId } = await mounted(HomePage, {}, { caller: { ...BOSS, role } });
    await flushPromises();
    expect(byTestId('home-begin').exists()).toBe(leads);
    page.unmount();
  });
});
