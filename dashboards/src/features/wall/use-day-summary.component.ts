import type { LiveHall } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { defineComponent, h, shallowRef } from 'vue';
import { mounted } from '../../testing/mounted';
import { serve, type Server } from '../../testing/server';
import { useDaySummary } from './use-day-summary';

const hall = (issued: number, open: boolean): LiveHall =>
  ({ hall: 'H32', open, kpis: { issued, openWindows: open ? 3 : 0 } }) as LiveHall;
/** The doors are shut, and the windows are open all the same. */
const afterHours = (waiting: number, state: string): LiveHall =>
  ({ hall: 'H32', open: false, kpis: { issued: 12, waiting, openWindows: 1 }, windows: [{ state }] }) as never;
const answer = {
  hall: 'H32',
  day: '2026-10-26',
  over: true,
  heardAt: null,
  arrivals: 12,
  served: 11,
  waitMeanSec: 60,
  worst: null,
  saved: null,
  plan: null,
  next: null,
};
let server: Server;
const asked = (): string[] => server.asked.map(({ query }) => query.toString());
const shown = (snapshot: LiveHall, day?: string) => {
  const Page = defineComponent({
    setup() {
      const summary = useDaySummary(shallowRef(snapshot), () => day ?? null);
      return () => h('p', summary.value === null ? 'none' : String(summary.value.arrivals));
    },
  });
  return mounted(Page, {});
};

describe('what the day came to', () => {
  beforeEach(() => {
    server = serve({ 'GET /v1/halls/H32/day-summary': () => answer });
  });
  afterEach(() => {
    server.close();
  });

  it('is asked for once the doors are shut after a day with visitors', async () => {
    const { page } = await shown(hall(12, false));
    await flushPromises();
    expect(page.text()).toBe('12');
    expect(asked()).toEqual(['']);
  });

  it('is asked for where windows stay open with nobody in the hall', async () => {
    const { page } = await shown(afterHours(0, 'idle'));
    await flushPromises();
    expect(page.text()).toBe('12');
  });

  it.each([
    ['while people wait after hours', afterHours(1, 'idle')],
    ['while somebody is served after hours', afterHours(0, 'serving')],
    ['while it runs', hall(12, true)],
    ['before it began', hall(0, false)],
  ])('is not asked for %s', async (_when, snapshot) => {
    const { page } = await shown(snapshot);
    expect(page.text()).toBe('none');
    expect(asked()).toEqual([]);
  });

  it('is that of the day which is played again', async () => {
    await shown(hall(12, false), '2026-10-26');
    expect(asked()).toEqual(['day=2026-10-26']);
  });
});
