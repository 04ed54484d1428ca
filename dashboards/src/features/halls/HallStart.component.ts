import type { Caller } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import HallStart from './HallStart.vue';
import { useHallsStore } from './store';

const GUIDE: Caller = { kind: 'user', id: 'g', name: '导办', role: 'guide', halls: ['H1', 'H2'] };
const hall = (code: string, windows: number) => ({
  code,
  name: `${code}大厅`,
  tier: 'hall',
  parent: null,
  simulated: false,
  clock: 'wall',
  twinOf: null,
  windows,
  queues: windows === 0 ? [] : [{ code: 'q', name: '户政' }],
});

describe('where a guide and a supervisor begin', () => {
  let server: Server;
  let halls: () => unknown;
  beforeEach(() => {
    server = serve({ 'GET /v1/halls': () => halls() });
  });
  afterEach(() => {
    server.close();
  });
  const opened = async (caller = GUIDE) => {
    const address = caller.role === 'guide' ? '/guide' : '/desk';
    const all = await mounted(HallStart, {}, { caller, address });
    const store = useHallsStore();
    await settled();
    return { ...all, store, at: () => all.router.currentRoute.value };
  };

  it('is the own hall: the first that serves people', async () => {
    halls = () => ({ items: [hall('B0', 0), hall('H1', 4), hall('H2', 4)], next: null });
    const { at, router } = await opened();
    expect(at()).toMatchObject({ name: 'guide', params: { hall: 'H1' } });
    // this page is not left behind to come back to
    router.back();
    await settled();
    expect(at().path).toBe('/guide/H1');
  });

  it('is the desk for a supervisor', async () => {
    halls = () => ({ items: [hall('B0', 0), hall('H1', 4)], next: null });
    const { at } = await opened({ ...GUIDE, role: 'supervisor' });
    expect(at()).toMatchObject({ name: 'desk', params: { hall: 'H1' } });
  });

  it('waits while the halls are asked for, and says that there is none', async () => {
    let answer: (halls: unknown) => void = () => undefined;
    halls = () => new Promise((resolve) => (answer = resolve));
    const { page, at } = await opened();
    expect(page.find('.note.loading').exists()).toBe(true);
    answer({ items: [hall('B0', 0)], next: null });
    await settled();
    expect([page.find('.note.empty').exists(), at().path]).toEqual([true, '/guide']);
  });

  it('says why it goes no further, and does once it is tried again', async () => {
    halls = () => refusal(503, 'unavailable');
    const { page, at } = await opened();
    expect([page.find('[role="alert"]').exists(), at().path]).toEqual([true, '/guide']);
    halls = () => ({ items: [hall('H2', 4)], next: null });
    await page.get('[role="alert"] button').trigger('click');
    await settled();
    expect(at()).toMatchObject({ name: 'guide', params: { hall: 'H2' } });
  });

  it('is the hall that was last looked at, where there is one', async () => {
    halls = () => new Promise(() => undefined);
    const { store, at } = await opened();
    store.last = 'H2';
    await settled();
    expect(at()).toMatchObject({ name: 'guide', params: { hall: 'H2' } });
  });
});
