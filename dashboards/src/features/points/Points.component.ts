import type { Caller, PointReport } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import Points from './Points.vue';

const MANAGER: Caller = { kind: 'user', id: 'u', name: '陈', role: 'manager', halls: 'all' };
const freshness = { lastEventAt: null, ageSec: null, silent: false, silentSince: null };
const PASS = { item: 'JG-0501', name: '货车通行码', highVolume: true, count: 90, before: 60 };
const PHOTO = { item: 'HZ-0108', name: '证件照采集', highVolume: true, count: 30, before: 40 };
const report: PointReport = {
  from: '2026-03-01',
  to: '2026-03-02',
  beforeFrom: '2026-02-27',
  beforeTo: '2026-02-28',
  total: { count: 120, before: 100 },
  days: [
    { day: '2026-03-01', count: 120 },
    { day: '2026-03-02', count: 0 },
  ],
  points: [
    { hall: 'EP1', point: 'EP1-PASS', count: 90, before: 60 },
    { hall: 'EP1', point: 'EP1', count: 30, before: 40 },
  ],
  items: [PASS, PHOTO],
  channels: [{ channel: 'mobile', count: 120, before: 100 }],
};

describe('the page of points', () => {
  let server: Server;
  let answer: () => unknown;
  beforeEach(() => {
    answer = () => report;
    server = serve({
      'GET /v1/halls': () => ({ items: [], next: null }),
      'GET /v1/metrics/arrivals': () => ({
        key: 'arrivals',
        unit: 'count',
        hall: null,
        from: '2026-03-01',
        to: '2026-03-02',
        today: '2026-03-02',
        by: null,
        value: 1,
        numerator: 1,
        denominator: 0,
        reason: null,
        freshness,
        parts: [],
      }),
      'GET /v1/points/summary': () => answer(),
    });
  });
  afterEach(() => {
    server.close();
  });
  async function shown(): Promise<Mounted> {
    const page = await mounted(Points, {}, { caller: MANAGER });
    await flushPromises();
    await flushPromises();
    return page;
  }
  const asked = () => server.asked.filter(({ path }) => path === '/v1/points/summary').map(({ query }) => query);

  it('counts a day by days with any, and says each point, item and channel', async () => {
    const all = await shown();
    // 120 came on the one day of the two on which anybody did
    expect(all.byTestId('points').text()).toMatch(/120.*120/s);
    for (const key of ['EP1 EP1-PASS', 'EP1 EP1']) expect(all.byTestId(`points-by-point-${key}`).exists()).toBe(true);
    expect(all.byTestId('points-by-item-HZ-0108').text()).toContain(phrase('points.highVolume'));
    expect(all.byTestId('points-by-channel-mobile').text()).toContain('120');
    expect(asked().at(-1)?.get('only')).toBe('high-volume');
  });

  it('compares nothing, and says so once, where nothing was counted before', async () => {
    const none = <Of extends object>(of: Of): Of & { before: number } => ({ ...of, before: 0 });
    const [total, items] = [none(report.total), report.items.map(none)];
    answer = () => ({ ...report, total, items, points: report.points.map(none), channels: report.channels.map(none) });
    const all = await shown();
    expect(all.byTestId('points-no-earlier').text()).toMatch(anyPhrase('points.noEarlier'));
    expect(all.byTestId('points').text()).not.toContain(phrase('points.fresh'));
    answer = () => report;
    expect((await shown()).page.find('[data-testid="points-no-earlier"]').exists()).toBe(false);
  });

  it('asks for one item when it is chosen, and for all of them again', async () => {
    const all = await shown();
    await all.byTestId('points-by-item-JG-0501').find('button').trigger('click');
    await flushPromises();
    expect(asked().at(-1)?.get('item')).toBe('JG-0501');
    await all.byTestId('points-clear').trigger('click');
    await flushPromises();
    expect(asked().at(-1)?.get('item') ?? '').toBe('');
    await all.byTestId('points-only').setValue('all');
    await flushPromises();
    expect(asked().at(-1)?.get('only')).toBe('all');
  });

  it('says that nothing was counted, and what went wrong', async () => {
    answer = () => ({ ...report, total: { count: 0, before: 0 }, days: [], points: [], items: [], channels: [] });
    expect((await shown()).page.find('[data-testid="points-by-item"]').exists()).toBe(false);
    answer = () => refusal(503, 'unavailable');
    expect((await shown()).byTestId('points').text()).not.toContain('120');
  });
});
