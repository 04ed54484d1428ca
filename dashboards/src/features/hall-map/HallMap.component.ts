import { OrganisationDoc, type LiveHall, type LiveQueue, type LiveWindow } from '@cockpit/contracts';
import { i18n } from '../../shared/i18n';
import { mounted, type Mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import HallMap from './HallMap.vue';

const queue = (code: string, name: string, given: Partial<LiveQueue> = {}): LiveQueue => ({
  code,
  name,
  waiting: 4,
  longestWaitSec: 605,
  targetMin: 15,
  predictedP50Sec: null,
  predictedP80Sec: null,
  level: 'normal',
  openWindows: 1,
  lastCalled: null,
  forecast: [],
  ...given,
});
const window = (windowId: string, given: Partial<LiveWindow> = {}): LiveWindow => ({
  windowId,
  number: windowId.slice(1),
  state: 'serving',
  officerId: 'o1',
  officerName: '欧阳建国',
  queues: ['hz'],
  homeQueue: 'hz',
  ticketId: 't1',
  ticketNumber: 'A010',
  ticketQueue: 'hz',
  sinceSec: 100,
  reason: null,
  loadMin: 10,
  level: 'normal',
  ...given,
});
const live = (given: Partial<LiveHall> = {}): LiveHall => ({
  hall: 'H1',
  name: '城东大厅',
  clock: 'wall',
  timeZone: 'Asia/Shanghai',
  now: '2026-03-09T02:00:00.000Z',
  at: '2026-03-09T02:00:00.000Z',
  decidedAt: '2026-03-09T02:00:00.000Z',
  open: true,
  closesAt: null,
  feeds: [],
  prompts: [],
  warnings: [],
  watchdog: { ok: true, at: null },
  kpis: {
    issued: 9,
    served: 5,
    waiting: 4,
    waitP50Sec: 1,
    waitMeanSec: 1,
    openWindows: 2,
    windows: 2,
    serviceLevel: { numerator: 1, denominator: 1, targetMin: 15 },
  },
  queues: [queue('hz', '户政'), queue('jg', '交管', { waiting: 30, longestWaitSec: 2400, level: 'overloaded' })],
  windows: [
    window('w10'),
    window('w2'),
    window('w3', { queues: ['jg'], homeQueue: 'jg', ticketQueue: 'jg' }),
    window('w4', { queues: [], homeQueue: null, ticketQueue: null }),
  ],
  ...given,
});
const [plan] = OrganisationDoc.parse({
  format: 'organisation/1',
  bureau: { code: 'b', name: '分局' },
  branches: [{ code: 'household', name: '户政' }],
  halls: [
    {
      code: 'H1',
      name: '城东大厅',
      tier: 'hall',
      queues: ['hz', 'jg'].map((code) => ({ code, name: code, branch: 'household' })),
      windows: ['w10', 'w2', 'w3', 'w4'].map((id) => ({
        id,
        number: id.slice(1),
        queues: ['hz'],
        zone: id === 'w4' ? 'east' : 'west',
      })),
      floorPlan: {
        width: 10,
        height: 10,
        zones: [
          { code: 'east', name: '东区', x: 5, y: 0, w: 5, h: 10 },
          { code: 'west', name: '西区', x: 0, y: 0, w: 5, h: 10 },
        ],
      },
    },
  ],
}).halls;

/** There is no screen: the room the map has is said here. */
const SIZE = { clientWidth: 1200, clientHeight: 700 };
const known = Object.keys(SIZE).map(
  (name) => [name, Object.getOwnPropertyDescriptor(Element.prototype, name)] as const,
);

describe('the map of a hall', () => {
  beforeAll(() => {
    document.documentElement.style.fontSize = '16px';
    for (const [name, value] of Object.entries(SIZE))
      Object.defineProperty(Element.prototype, name, { configurable: true, get: () => value });
  });
  afterAll(() => {
    for (const [name, before] of known)
      if (before !== undefined) Object.defineProperty(Element.prototype, name, before);
  });
  afterEach(() => {
    i18n.global.locale.value = 'zh-CN';
  });
  const shown = (given: Partial<LiveHall> = {}, props: object = {}): Promise<Mounted> =>
    mounted(HallMap, { snapshot: live(given), plan: null, passedSec: 0, ...props });
  const zones = ({ page }: Mounted) =>
    page.findAll('.zone').map((zone) => ({
      head: zone.get('h2').text().replace(/\s+/g, ' '),
      tiles: zone.findAll('[data-testid^="window-tile-"]').map((tile) => tile.attributes('data-testid')?.slice(12)),
    }));

  it('puts windows with their queue, by their numbers, with who waits there and for how long', async () => {
    const all = await shown();
    expect(zones(all)).toEqual([
      {
        head: `户政4 ${phrase('map.waitingUnit')}${phrase('map.longest', { minutes: 10 })}${phrase('map.load', { minutes: 10 })}`,
        tiles: ['w2', 'w10'],
      },
      {
        head: `交管30 ${phrase('map.waitingUnit')}${phrase('map.longest', { minutes: 40 })}${phrase('map.load', { minutes: 10 })}`,
        tiles: ['w3'],
      },
      { head: phrase('map.otherZone') + phrase('map.load', { minutes: 10 }), tiles: ['w4'] },
    ]);
    // said to whoever cannot see the colour, of what is late alone
    expect(all.page.findAll('h2 svg').map((mark) => mark.attributes('aria-label'))).toEqual([
      phrase('level.overloaded'),
    ]);
    i18n.global.locale.value = 'en';
    expect(zones(await shown())[1]?.head).toBe('交管30 waitinglongest 40 minwork 10 min each');
  });

  it('puts them where the hall’s plan has them, and sums up the queues at home there', async () => {
    const [west, east] = zones(await shown({}, { plan }));
    expect(west).toEqual({
      head: `西区34 ${phrase('map.waitingUnit')}${phrase('map.longest', { minutes: 40 })}${phrase('map.load', { minutes: 10 })}`,
      tiles: ['w2', 'w3', 'w10'],
    });
    expect(east).toEqual({ head: `东区${phrase('map.load', { minutes: 10 })}`, tiles: ['w4'] });
  });

  it('says once what the timer and the bar of its tiles are', async () => {
    const { page } = await shown();
    expect(page.findAll('[data-testid="tile-key"]').map((one) => one.text())).toEqual([phrase('window.key')]);
  });

  it('says no longest wait where nobody knows one, and that a number is old once its feed is silent', async () => {
    const feed = { source: 's', lastEventAt: null, ageSec: null, oddities: [] };
    const queues = [queue('hz', '户政', { level: 'unknown', longestWaitSec: null })];
    const old = await shown({ queues, feeds: [{ ...feed, state: 'silent' }] });
    expect(zones(old)[0]?.head).toBe(`户政4 ${phrase('map.waitingUnit')}${phrase('map.load', { minutes: 10 })}`);
    expect(old.page.get('h2').classes()).toContain('is-stale');
    const fresh = await shown({ queues, feeds: [{ ...feed, state: 'live' }] });
    expect(fresh.page.get('h2').classes()).not.toContain('is-stale');
  });

  it('names the queue a window helps out with', async () => {
    const { byTestId } = await shown({ windows: [window('w1', { queues: ['hz', 'jg'] })] });
    expect(byTestId('tag').attributes('title')).toBe(phrase('window.also', { queue: '交管' }));
    expect((await shown({ windows: [window('w1')] })).byTestId('tag').exists()).toBe(false);
  });

  it('marks the window a prompt speaks of, and opens one that is chosen where that can be done', async () => {
    const { byTestId, page } = await shown({}, { picked: 'w3', interactive: true, flow: true });
    expect(page.findAll('.picked').map((one) => one.attributes('data-testid'))).toEqual(['window-tile-w3']);
    await byTestId('window-tile-w10').trigger('click');
    expect(page.getComponent(HallMap).emitted('open')).toEqual([['w10']]);
    const wall = await shown();
    await wall.byTestId('window-tile-w10').trigger('click');
    expect(wall.page.getComponent(HallMap).emitted('open')).toBeUndefined();
  });

  it('shows no full name where the public looks on', async () => {
    const names = async (masked: boolean) => (await shown({}, { masked, flow: true })).page.text();
    expect(await names(false)).toContain('欧阳建国');
    expect(await names(true)).not.toContain('欧阳建国');
  });
});
