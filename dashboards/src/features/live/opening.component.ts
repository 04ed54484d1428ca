import type { GuideView, LiveHall, NetworkNode } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { defineComponent, h } from 'vue';
import { mounted } from '../../testing/mounted';
import { serve, type Server } from '../../testing/server';
import GuidePage from '../guide/GuidePage.vue';
import { usePlaceText } from '../network/place-text';
import PromptBand from '../prompts/PromptBand.vue';
import { CALM_HALL, SAMPLE_NOW } from '../../testing/sample-hall';
import WallHeader from '../wall/WallHeader.vue';

const CLOSED = '未开放';
const hall = (open: boolean, openWindows: number): LiveHall => ({
  ...CALM_HALL,
  open,
  kpis: { ...CALM_HALL.kpis, openWindows },
});
const place = (open: boolean, openWindows: number): NetworkNode => ({
  code: 'H32',
  name: '大厅',
  tier: 'hall',
  parent: null,
  simulated: false,
  timeZone: 'Asia/Shanghai',
  location: null,
  served: true,
  terminals: 0,
  sum: null,
  pulse: {
    now: CALM_HALL.now,
    at: CALM_HALL.now,
    feed: 'live',
    ageSec: 4,
    open,
    level: 'normal',
    waiting: 0,
    longestWaitSec: null,
    issued: 1,
    served: 1,
    openWindows,
    windows: 4,
    waitSec: null,
    warnings: { yellow: 0, red: 0 },
    prompts: 0,
  },
});
const guide = (open: boolean, openWindows: number): GuideView => ({
  hall: 'H32',
  name: '大厅',
  timeZone: 'Asia/Shanghai',
  open,
  openWindows,
  now: CALM_HALL.now,
  at: CALM_HALL.now,
  silent: false,
  lastEventAt: CALM_HALL.now,
  queues: [],
  prompts: [],
  people: [],
  waiting: 0,
  fitting: 0,
  unknownItem: 0,
  terminals: [],
  halls: [],
  guidedToday: 0,
  guided: [],
});
let guided: GuideView = guide(true, 1);
const PAGES: readonly (readonly [string, (open: boolean, openWindows: number) => ReturnType<typeof mounted>])[] = [
  [
    'the wall',
    (open, windows) =>
      mounted(WallHeader, { snapshot: hall(open, windows), now: SAMPLE_NOW, saving: null, speed: 1, cards: null }),
  ],
  [
    'the prompt of wall and desk',
    (open, windows) =>
      mounted(PromptBand, {
        snapshot: hall(open, windows),
        names: { queue: String, window: String, item: String, hall: String, homeQueue: () => null },
        now: SAMPLE_NOW,
        staleText: null,
        isTwin: false,
      }),
  ],
  [
    'the map of all halls',
    (open, windows) =>
      mounted(
        defineComponent(() => {
          const { state } = usePlaceText();
          return () => h('p', state(place(open, windows), 0));
        }),
      ),
  ],
  [
    "the guide's phone",
    (open, windows) => {
      guided = guide(open, windows);
      return mounted(GuidePage, { hall: 'H32' });
    },
  ],
];

describe.each(PAGES)('a hall on %s', (_, shown) => {
  let server: Server;
  beforeEach(() => {
    server = serve({ 'GET /v1/halls/H32/guide': () => guided });
  });
  afterEach(() => {
    server.close();
  });

  it.each([
    [true, 3, false],
    [true, 0, false],
    [false, 3, false],
    [false, 0, true],
  ])('that is open (%s) with %d open windows is called closed: %s', async (open, windows, isClosed) => {
    const { page } = await shown(open, windows);
    await flushPromises();
    expect(page.text().includes(CLOSED)).toBe(isClosed);
  });
});
