import type { Caller, LiveHall } from '@cockpit/contracts';
import { useLiveStore } from '../live/store';
import { SAMPLE_HALL } from '../../testing/sample-hall';
import { usePreferences } from '../../shared/preferences';
import { mounted } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import WallPage from './WallPage.vue';

const supervisor: Caller = { kind: 'user', id: 'u', name: '李', role: 'supervisor', halls: ['H32'] };
const screen: Caller = { kind: 'screen', id: 's', name: '大屏', role: 'screen', halls: ['H32'] };
/** one whose browser wants a touch before it sounds */
class Silent {
  state = 'suspended';
  resume = (): Promise<void> => Promise.resolve();
  close = (): Promise<void> => Promise.resolve();
}

describe('the wall of a hall', () => {
  let server: Server;
  let live: () => unknown;
  let close = (): void => undefined;
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse(SAMPLE_HALL.at) });
    live = () => calm();
    server = serve({
      'GET /v1/halls/H32/live': () => live(),
      // a line on which nothing comes
      'GET /v1/halls/H32/stream': () => new Promise(() => undefined),
      'GET /v1/halls/H33/live': () => new Promise(() => undefined),
      'GET /v1/halls/H33/stream': () => new Promise(() => undefined),
      'GET /v1/screens/own': () => ({ map: 'tiles', rotateSec: 30 }),
    });
    Object.assign(globalThis, { AudioContext: Silent });
  });
  afterEach(() => {
    close();
    jest.useRealTimers();
    server.close();
    usePreferences().sound.value = null;
    Reflect.deleteProperty(globalThis, 'AudioContext');
    document.body.innerHTML = '';
  });
  /** nothing waits for anybody */
  const calm = (): LiveHall => ({ ...SAMPLE_HALL, prompts: [], warnings: [] });
  const after = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);
  const opened = async (caller: Caller, query = '') => {
    const all = await mounted(WallPage, { hall: 'H32' }, { caller, address: `/wall/H32${query}` });
    close = () => {
      all.page.unmount();
    };
    await after(50);
    const faces = (): string[] => ['map', 'queues', 'figures'].filter((one) => all.byTestId(`face-${one}`).exists());
    return { ...all, faces, store: useLiveStore() };
  };
  const asked = (path: string) => server.asked.filter((one) => one.path === path);

  it.each([
    ['is not let in, with the way back to the halls', () => refusal(403, 'forbidden'), 'error', 1],
    ['waits for a hall of which nothing was told yet', () => refusal(409, 'live-not-ready'), 'empty', 0],
    ['waits for a server that does not answer', () => refusal(503, 'unavailable'), 'loading', 0],
  ])('says that it %s', async (_, answer, kind, links) => {
    live = answer;
    const { page, byTestId } = await opened(screen);
    expect([page.find(`main .note.${kind}`).exists(), page.findAll('main a').length]).toEqual([true, links]);
    expect(byTestId('wall').attributes('data-fresh')).not.toBe('live');
  });

  it('is greyed while its figures are old, and is itself again with the next', async () => {
    const { byTestId, store } = await opened(screen);
    const state = () => [byTestId('wall').attributes('data-fresh'), byTestId('wall').classes('is-stale')];
    expect(state()).toEqual(['live', false]);
    await after(60_000);
    expect(state()).toEqual(['stale', true]);
    store.start('H32');
    await after(50);
    expect(state()).toEqual(['live', false]);
  });

  it('shows nothing of one hall while it waits for another', async () => {
    const { page, faces } = await opened(screen);
    expect(faces()).toEqual(['map']);
    await page.setProps({ hall: 'H33' });
    await after(50);
    expect([faces(), asked('/v1/halls/H33/stream').length]).toEqual([[], 1]);
    expect(page.text()).not.toContain(SAMPLE_HALL.name);
  });

  it('leads people to the desk, a paired screen nowhere it could not go', async () => {
    const to = (all: Awaited<ReturnType<typeof opened>>) =>
      all.page.findAll('footer a').map((one) => one.attributes('href'));
    expect(to(await opened(supervisor))).toContain('/desk/H32');
    close();
    expect(to(await opened(screen)).filter((href) => href?.startsWith('/desk'))).toEqual([]);
  });

  it('turns its faces as was set for the screen, unless its address says otherwise', async () => {
    const { faces } = await opened(screen);
    expect(faces()).toEqual(['map']);
    await after(30_000);
    expect(faces()).not.toEqual(['map']);
    close();
    const still = await opened(screen, '?rotate=0');
    await after(30_000);
    expect(still.faces()).toEqual(['map']);
    close();
    // whoever is no screen has no such setting, and is not asked for one
    const before = asked('/v1/screens/own').length;
    await opened(supervisor);
    expect(asked('/v1/screens/own')).toHaveLength(before);
  });

  it('turns back to the map for what is new and urgent, not for what is old news', async () => {
    const { faces, store } = await opened(screen, '?rotate=30');
    await after(31_000);
    expect(faces()).not.toEqual(['map']);
    live = () => ({ ...SAMPLE_HALL, warnings: [] });
    store.start('H32');
    await after(50);
    expect(faces()).toEqual(['map']);
  });

  it('sounds once somebody turned that on, and says where the browser keeps it from doing so', async () => {
    const { byTestId, page } = await opened(supervisor);
    const blocked = () => page.find('footer nav [role="status"]').exists();
    expect([byTestId('wall-sound').attributes('aria-pressed'), blocked()]).toEqual(['false', false]);
    await byTestId('wall-sound').trigger('click');
    await after(500);
    expect([byTestId('wall-sound').attributes('aria-pressed'), blocked()]).toEqual(['true', true]);
    expect(byTestId('wall-sound').attributes('data-rung')).toBe('0');
    await byTestId('wall-sound').trigger('click');
    expect([byTestId('wall-sound').attributes('aria-pressed'), blocked()]).toEqual(['false', false]);
  });

  it('follows the hall no more once it is left', async () => {
    const { page, store } = await opened(screen);
    const until = store.fresh;
    page.unmount();
    close = () => undefined;
    // its line is given up, and its clock stands still
    await after(60_000);
    expect(store.fresh).toEqual(until);
    expect(document.documentElement.classList.contains('wall-root')).toBe(false);
  });
});
