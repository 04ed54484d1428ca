import type { Caller } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import PlayHost from './PlayHost.vue';
import { playing } from './playing';

const AT = '2026-03-02T02:00:00.000Z';
const ID = '0b0e2a3c-0000-4000-8000-000000000001';
const MANAGER: Caller = { kind: 'user', id: 'm', name: '主任', role: 'manager', halls: 'all' };
const hall = (code: string) => ({
  code,
  name: `${code}大厅`,
  tier: 'hall',
  parent: null,
  simulated: false,
  clock: 'wall',
  twinOf: null,
  windows: 3,
  queues: [],
});
const sum = {
  halls: 2,
  heard: 2,
  waiting: 1,
  longestWaitSec: null,
  waitSec: null,
  issued: 1,
  served: 1,
  openWindows: 1,
  windows: 1,
  terminals: 0,
  level: 'normal',
  warnings: { yellow: 0, red: 0 },
};

describe('a window that plays a list', () => {
  let server: Server;
  let red: { id: string; hall: string; name: string; message: string }[];
  let list: () => unknown;
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse(AT) });
    red = [];
    list = () => saved('ranking:30,wall@H1:20');
    server = serve({
      'GET /v1/network/wall': () => ({
        at: AT,
        place: { hall: null, name: '局' },
        sum,
        halls: [],
        items: {},
        red,
        counts: { red: 0, yellow: 0, silent: 0, calm: 2, closed: 0 },
        clock: { now: AT, timeZone: 'Asia/Shanghai', demonstration: false },
      }),
      'GET /v1/halls': () => ({ items: [hall('H1'), hall('H3')], next: null }),
      [`GET /v1/views/${ID}`]: () => list(),
    });
  });
  afterEach(() => {
    jest.useRealTimers();
    server.close();
    playing.value = null;
  });
  const saved = (play: string) => ({
    id: ID,
    name: '早班',
    address: `/wall?play=${encodeURIComponent(play)}`,
    shared: true,
    place: null,
    placeName: null,
    revision: 1,
    madeBy: '甲',
    changedBy: '甲',
    changedAt: AT,
    own: true,
    mayChange: true,
    start: false,
  });
  const after = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);
  const played = async (query: string, caller = MANAGER) => {
    playing.value = query;
    const all = await mounted(PlayHost, {}, { caller, address: '/wall' });
    await after(1500);
    return { ...all, at: () => all.router.currentRoute.value.fullPath };
  };

  it('shows the pages of the saved list in turn, and takes over what was changed in it', async () => {
    const { page, at } = await played(`list=${ID}`);
    expect(at()).toBe('/ranking');
    await after(31_000);
    expect(at()).toBe('/wall/H1');
    list = () => saved('bureau-wall:600');
    await after(61_000);
    expect(at()).toBe('/wall');
    page.unmount();
    expect(document.documentElement.classList.contains('playing')).toBe(false);
  });

  it('leaves out halls that were closed and pages that are gone, and says so where nothing is left', async () => {
    const some = await played('play=wall@H9:10,gone:10,ranking:10');
    await after(30_000);
    expect([some.at(), some.byTestId('play-empty').exists()]).toEqual(['/ranking', false]);
    some.page.unmount();
    const none = await played('play=wall@H9:10');
    expect([none.at(), none.byTestId('play-empty').exists()]).toEqual(['/wall', true]);
    none.page.unmount();
    list = () => refusal(404, 'unknown-view');
    const gone = await played(`list=${ID}`);
    expect([gone.at(), gone.byTestId('play-empty').exists()]).toEqual(['/wall', true]);
    gone.page.unmount();
  });

  it('jumps to a hall that turns red, and back once it is answered', async () => {
    const { page, at, byTestId } = await played('play=ranking:600');
    red = [{ id: 'w1', hall: 'H3', name: 'H3大厅', message: '等候过长' }];
    await after(6000);
    expect([at(), byTestId('play-jump').text()]).toEqual(['/wall/H3', 'H3大厅转红']);
    red = [];
    await after(6000);
    expect([at(), byTestId('play-jump').exists()]).toEqual(['/ranking', false]);
    page.unmount();
  });

  it('stays where somebody went while they read, and goes on afterwards', async () => {
    const { page, at, router, byTestId } = await played('play=ranking:600');
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    await router.push('/network');
    await after(30_000);
    expect(at()).toBe('/network');
    await after(35_000);
    expect(at()).toBe('/ranking');
    document.body.dispatchEvent(new Event('pointermove', { bubbles: true }));
    await after(100);
    await byTestId('play-stop').trigger('click');
    expect(playing.value).toBeNull();
    page.unmount();
  });

  it('leaves nothing behind however often pages turn: listeners and timers are those of the beginning', async () => {
    const counts = { added: 0, removed: 0 };
    const add = jest.spyOn(document, 'addEventListener').mockImplementation(function (this: Document, ...args) {
      counts.added++;
      EventTarget.prototype.addEventListener.apply(this, args as Parameters<EventTarget['addEventListener']>);
    });
    const remove = jest.spyOn(document, 'removeEventListener').mockImplementation(function (this: Document, ...args) {
      counts.removed++;
      EventTarget.prototype.removeEventListener.apply(this, args as Parameters<EventTarget['removeEventListener']>);
    });
    const { page, client } = await played('play=ranking:10,wall@H1:10,bureau-wall:10');
    // voices have been waited for
    await after(5000);
    const begun = { ...counts, timers: jest.getTimerCount(), queries: client.getQueryCache().getAll().length };
    await after(60 * 10_000);
    expect({ ...counts, timers: jest.getTimerCount(), queries: client.getQueryCache().getAll().length }).toEqual(begun);
    page.unmount();
    await after(0);
    expect(counts.removed).toBe(counts.added);
    add.mockRestore();
    remove.mockRestore();
  }, 30_000);
});
