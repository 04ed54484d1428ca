import type { Caller, HallSummary } from '@cockpit/contracts';
import { useHallsStore } from '../features/halls/store';
import { mounted } from '../testing/mounted';
import { phrase } from '../testing/phrase';
import { refusal, serve, type Server } from '../testing/server';
import { settled } from '../testing/settled';
import AppShell from './AppShell.vue';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '李', role: 'manager', halls: 'all' };
const hall = (code: string, windows: number): HallSummary => ({
  code,
  name: code,
  tier: 'hall',
  parent: null,
  simulated: false,
  clock: 'wall',
  twinOf: null,
  windows,
  queues: [],
});

describe('the frame around pages', () => {
  let server: Server;
  let leave: () => unknown;
  let close = (): void => undefined;
  beforeEach(() => {
    leave = () => refusal(503, 'unavailable');
    server = serve({
      'GET /v1/halls': () => ({ items: [hall('P1', 0), hall('H2', 3), hall('H3', 4)], next: null }),
      'DELETE /v1/session': () => leave(),
    });
  });
  afterEach(() => {
    close();
    server.close();
    Reflect.deleteProperty(window, 'matchMedia');
    document.body.innerHTML = '';
  });
  const shown = async (caller: Caller | null = MANAGER, address = '/cases', isPhone = false) => {
    const asked = (media: string) => ({
      media,
      matches: isPhone && media.includes('max-width: 600px'),
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    });
    Object.assign(window, { matchMedia: asked });
    const all = await mounted(AppShell, {}, { caller, address });
    close = () => {
      all.page.unmount();
    };
    await settled();
    const modules = () => all.page.findAll('[data-testid^="module-"]').map((one) => one.attributes('data-testid'));
    const toDesk = () => all.byTestId('page-desk').attributes('href');
    return { ...all, modules, toDesk };
  };

  it('offers each role its own pages, and nobody anything before they have signed in', async () => {
    const manager = (await shown()).modules();
    close();
    const unit = (await shown({ ...MANAGER, role: 'unit', halls: [], units: ['A'] })).modules();
    close();
    expect(unit.length).toBeLessThan(manager.length);
    expect(unit.every((one) => manager.includes(one))).toBe(true);
    expect((await shown(null)).modules()).toEqual([]);
  });

  it('says that somebody is still signed in, and why, until the next try', async () => {
    const { page, byTestId } = await shown();
    expect(page.find('.fault').exists()).toBe(false);
    await byTestId('sign-out').trigger('click');
    await settled();
    expect(page.get('[role="alert"]').text()).toContain(`${phrase('session.leaveFailed')} `);
    leave = () => new Promise(() => undefined);
    await byTestId('sign-out').trigger('click');
    await settled();
    expect(page.find('.fault').exists()).toBe(false);
  });

  it('goes on reading at the page that was opened, not when only its filters change', async () => {
    const { page, router } = await shown();
    const content = page.get('main').element;
    await router.push('/cases?state=red');
    await settled();
    expect(document.activeElement).not.toBe(content);
    await router.push('/halls');
    await settled();
    expect(document.activeElement).toBe(content);
  });

  it('opens pages of a hall at the one on the screen, else the one last seen, else the first that serves people', async () => {
    const lead: Caller = { ...MANAGER, role: 'supervisor' };
    const first = await shown(lead);
    expect(first.toDesk()).toBe('/desk/H2');
    useHallsStore().last = 'H3';
    await settled();
    expect(first.toDesk()).toBe('/desk/H3');
    close();
    expect((await shown(lead, '/desk/H9')).toDesk()).toBe('/desk/H9');
  });

  it('has who one is beside the menu, and on a phone within it', async () => {
    expect((await shown()).page.find('.end [data-testid="own-account"]').exists()).toBe(true);
    close();
    const { page } = await shown(MANAGER, '/cases', true);
    expect(page.find('.end [data-testid="own-account"]').exists()).toBe(false);
  });
});
