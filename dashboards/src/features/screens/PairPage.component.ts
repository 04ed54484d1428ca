import { HallDetail } from '@cockpit/contracts';
import { mounted, type Mounted } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import PairPage from './PairPage.vue';

const place = (windows: readonly object[]): HallDetail =>
  HallDetail.parse({
    code: 'H1',
    name: '云江',
    tier: 'hall',
    clock: 'feed',
    day: '2026-10-26',
    officers: [],
    items: [],
    branches: [],
    parent: null,
    simulated: false,
    twinOf: null,
    twin: null,
    doc: {
      code: 'H1',
      name: '云江',
      tier: 'hall',
      windows,
      queues: windows.map(() => ({ code: 'a', name: '户政', branch: 'a' })),
    },
  });

describe('a wall that wants to be paired', () => {
  let server: Server;
  let offer: () => unknown;
  let claim: () => unknown;
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    offer = () => ({ code: '482019', pairing: 'p1', expiresInSec: 60 });
    claim = () => ({ state: 'waiting', hall: null });
    server = serve({
      'POST /v1/screens': () => offer(),
      'POST /v1/screens/claim': () => claim(),
      'GET /v1/halls/H1': () => place([{ id: '1', number: '1', queues: ['a'], kind: 'specialised' }]),
      'GET /v1/halls/D1': () => place([]),
      'GET /v1/session': () => ({ kind: 'screen', id: 's', name: '大屏', role: 'screen', halls: ['H1'] }),
    });
  });
  afterEach(() => {
    jest.useRealTimers();
    server.close();
  });
  async function shown(): Promise<Mounted> {
    const all = await mounted(PairPage, {}, { address: '/pair' });
    await jest.advanceTimersByTimeAsync(50);
    return all;
  }
  const code = ({ byTestId }: Mounted) => byTestId('pair-code').text();

  it('shows its digits in threes, reads them one by one, and says how long they hold', async () => {
    const all = await shown();
    expect([code(all), all.byTestId('pair-code').attributes('aria-label')]).toEqual(['482 019', '4 8 2 0 1 9']);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(all.page.get('.left').text()).toMatch(/0:50|0:49/);
    all.page.unmount();
  });

  it('asks whether somebody typed them, and then becomes the wall of its hall', async () => {
    const all = await shown();
    await jest.advanceTimersByTimeAsync(3500);
    expect(server.asked.at(-1)?.body).toEqual({ pairing: 'p1' });
    expect(all.router.currentRoute.value.path).toBe('/pair');
    claim = () => ({ state: 'paired', hall: 'H1' });
    await jest.advanceTimersByTimeAsync(3500);
    expect(all.router.currentRoute.value).toMatchObject({ name: 'wall', params: { hall: 'H1' } });
    const asked = server.asked.length;
    all.page.unmount();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(server.asked).toHaveLength(asked);
  });

  it('becomes the wall of all halls beneath a place that has no windows', async () => {
    const all = await shown();
    claim = () => ({ state: 'paired', hall: 'D1' });
    await jest.advanceTimersByTimeAsync(3500);
    expect(all.router.currentRoute.value.name).toBe('bureau-wall');
    all.page.unmount();
  });

  it('takes new digits once the old ones are over, or the server has forgotten them', async () => {
    const all = await shown();
    offer = () => ({ code: '111222', pairing: 'p2', expiresInSec: 60 });
    await jest.advanceTimersByTimeAsync(64_000);
    expect(code(all)).toBe('111 222');
    claim = () => refusal(404, 'unknown-pairing');
    offer = () => ({ code: '333444', pairing: 'p3', expiresInSec: 60 });
    await jest.advanceTimersByTimeAsync(6500);
    expect(code(all)).toBe('333 444');
    all.page.unmount();
  });

  it('says that the server is away; digits still hold until they are over, and then are shown no more', async () => {
    const all = await shown();
    offer = claim = () => refusal(503, 'unavailable');
    await jest.advanceTimersByTimeAsync(3500);
    expect([code(all), all.page.find('[role="alert"]').exists()]).toEqual(['482 019', true]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect([code(all), all.page.find('.left').exists()]).toEqual(['··· ···', false]);
    offer = () => ({ code: '111222', pairing: 'p2', expiresInSec: 60 });
    await jest.advanceTimersByTimeAsync(3500);
    expect([code(all), all.page.find('[role="alert"]').exists()]).toEqual(['111 222', false]);
    all.page.unmount();
  });
});
