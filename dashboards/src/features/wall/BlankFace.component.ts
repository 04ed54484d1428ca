import type { LiveHall } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { serve, type Server } from '../../testing/server';
import { CALM_HALL, SAMPLE_NOW } from '../showcase/sample';
import WallStage from './WallStage.vue';

const never = { state: 'never' as const, ageSec: null, lastEventAt: null, oddities: [] };
const BLANK: LiveHall = {
  ...{ ...CALM_HALL, open: false, closesAt: null, feeds: [] },
  queues: CALM_HALL.queues.map((queue) => ({ ...queue, waiting: 0, longestWaitSec: null, level: 'unknown' as const })),
  kpis: { ...CALM_HALL.kpis, issued: 0, served: 0, waiting: 0, openWindows: 0, waitP50Sec: null },
};
const DAY = {
  ...{ hall: BLANK.hall, day: '2026-11-27', over: false, heardAt: null, arrivals: 0, served: 0 },
  ...{ waitMeanSec: null, worst: null, saved: null },
  opensAt: '2026-11-27T00:30:00.000Z',
  next: { day: '2026-11-30', opensAt: '2026-11-30T00:30:00.000Z', expected: null },
};
let server: Server;
let summary: Partial<typeof DAY>;
const shown = async (snapshot: LiveHall, more: Record<string, unknown> = {}) => {
  const props = { snapshot, now: SAMPLE_NOW, passedSec: 0, isStale: false, staleText: null, twin: null };
  const rest = { twinStale: false, face: 'map', cards: null, saving: null, ...more };
  const { page } = await mounted(WallStage, { ...props, ...rest });
  await flushPromises();
  return page;
};

describe('the wall of a hall of which nothing was ever heard', () => {
  beforeEach(() => {
    summary = DAY;
    server = serve({ [`GET /v1/halls/${BLANK.hall}/day-summary`]: () => summary });
  });
  afterEach(() => {
    server.close();
  });

  it('says so instead of noughts, and when it opens: today while that is to come', async () => {
    const page = await shown(BLANK);
    const said = page.get('[data-testid="wall-blank"]').text();
    for (const part of ['尚无数据', '还没有接入数据源', '11月27日 星期五', '08:30']) expect(said).toContain(part);
    for (const key of ['issued', 'served', 'waiting', 'open'])
      expect(page.get(`[data-testid="kpi-${key}"] dd`).text()).toBe('—');
    expect(page.find('[data-testid="face-map"]').exists()).toBe(false);
  });

  it('names the next day it opens once its own is under way, and the sources that are expected', async () => {
    const { opensAt: _, ...after } = DAY;
    summary = after;
    const page = await shown({ ...BLANK, feeds: [{ source: 'queue-a', ...never }] });
    expect(page.text()).toContain('11月30日 星期一');
    expect(page.get('[data-testid="wall-blank"]').text()).toContain('queue-a');
  });

  it('is the hall as ever once anything was heard, and in a day that is played again', async () => {
    const heard = await shown({ ...BLANK, feeds: CALM_HALL.feeds });
    expect(heard.find('[data-testid="wall-blank"]').exists()).toBe(false);
    const counted = await shown({ ...BLANK, kpis: { ...BLANK.kpis, issued: 1 } });
    expect(counted.find('[data-testid="wall-blank"]').exists()).toBe(false);
    const drawn = await shown(BLANK, { asDrawn: true });
    expect(drawn.find('[data-testid="wall-blank"]').exists()).toBe(false);
    const played = await shown(BLANK, { past: true });
    expect(played.find('[data-testid="wall-blank"]').exists()).toBe(false);
  });
});
