import type { Caller, LoadForecast, Warning } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted, type Mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import ForecastPage from './ForecastPage.vue';

const SUPERVISOR: Caller = { kind: 'user', id: 'u', name: '李强', role: 'supervisor', halls: ['H1'] };
const load: LoadForecast = {
  hall: 'H1',
  name: '城东大厅',
  timeZone: 'Asia/Shanghai',
  day: '2026-03-09',
  today: '2026-03-09',
  known: false,
  slotMin: 30,
  open: [],
  now: '2026-03-09T02:06:00.000Z',
  queues: [],
};
const warning = (id: string, given: Partial<Warning> = {}): Warning => ({
  id,
  rule: 'queue-longest-wait',
  ruleVersion: 1,
  hall: 'H1',
  scope: { kind: 'queue', code: 'Q1' },
  severity: 'yellow',
  condition: 'firing',
  handling: 'new',
  message: `${id} 等候过长`,
  value: 34,
  threshold: 15,
  unit: '分',
  since: '2026-03-09T02:00:00.000Z',
  firedAt: '2026-03-09T02:01:00.000Z',
  clearedAt: null,
  ...given,
});
const over = (n: number): Warning =>
  warning(`p${String(n)}`, { condition: 'resolved', clearedAt: '2026-03-09T02:05:00.000Z' });

describe('the page of forecast and warnings', () => {
  let server: Server;
  let live: Warning[];
  let past: Warning[];
  let forecast: () => unknown;
  beforeEach(() => {
    live = [];
    past = [];
    forecast = () => load;
    server = serve({
      'GET /v1/halls/H1/load-forecast': () => forecast(),
      'GET /v1/warnings': ({ query }) => {
        if (query.get('state') === 'live') return { items: live, next: null };
        const from = Number(query.get('cursor') ?? 0);
        const end = from + Number(query.get('limit'));
        const fired = query.get('fired') === 'true' ? past.filter(({ firedAt }) => firedAt !== null) : past;
        return { items: fired.slice(from, end), next: end < fired.length ? String(end) : null };
      },
      'POST /v1/warnings/seen': () => new Response(null, { status: 204 }),
      'GET /v1/annotations': () => ({ items: [], next: null }),
      'GET /v1/halls': () => ({ items: [], next: null }),
    });
  });
  afterEach(() => {
    server.close();
    i18n.global.locale.value = 'zh-CN';
  });
  async function shown(): Promise<Mounted> {
    const all = await mounted(ForecastPage, { hall: 'H1' }, { caller: SUPERVISOR });
    await flushPromises();
    await flushPromises();
    return all;
  }
  const listed = ({ page }: Mounted) => page.findAll('[data-testid^="course-p"]').length;

  it('shows the warnings that are not over, and tells the server that somebody saw them', async () => {
    live = [warning('a'), warning('b', { condition: 'resolved' })];
    const { byTestId } = await shown();
    expect(byTestId('warnings-now').get('h2').text()).toMatch(inSequence(phrase('forecast.live'), '1'));
    expect(byTestId('course-a').text()).toContain('a 等候过长');
    expect(server.asked.find(({ path }) => path === '/v1/warnings/seen')?.body).toEqual({ ids: ['a'] });
  });

  it('names the clock of the hall where the device keeps another', async () => {
    forecast = () => ({ ...load, timeZone: 'Asia/Kathmandu' });
    expect((await shown()).page.get('header').text()).toContain('UTC+5:45');
  });

  it('says who waits now before what tomorrow brings', async () => {
    const queue = { code: 'Q1', name: '社保', meanServiceMin: 6, waiting: 7, backlogMin: 42, waitSec: 1260 };
    const open = [{ from: '2026-03-09T01:00:00.000Z', to: '2026-03-09T09:00:00.000Z' }];
    forecast = () => ({ ...load, open, queues: [{ ...queue, staff: 'backlog', lacking: null, slots: [] }] });
    const { byTestId, page } = await shown();
    expect(byTestId('today-line').text()).toBe(phrase('forecast.waitingLongest', { n: 7, queue: '社保', minutes: 21 }));
    page.unmount();
    forecast = () => load;
    expect((await shown()).byTestId('today-line').exists()).toBe(false);
  });

  it('lists past warnings that fired, in pages', async () => {
    const never = (n: number): Warning => warning(`n${String(n)}`, { condition: 'resolved', firedAt: null });
    past = [
      ...Array.from({ length: 12 }, (_, n) => over(n)),
      ...Array.from({ length: 12 }, (_, n) => never(n)),
      ...[over(12), never(12), over(13)],
    ];
    const all = await shown();
    const isLast = (): boolean => all.byTestId('page-forth').attributes('disabled') !== undefined;
    expect([listed(all), isLast()]).toEqual([12, false]);
    await all.byTestId('page-forth').trigger('click');
    await settled();
    expect([listed(all), isLast()]).toEqual([2, true]);
  });

  it('leads those who answer to the rules of the hall, which have a page of their own', async () => {
    const { page, byTestId } = await shown();
    expect(byTestId('to-rules').attributes('href')).toBe('/rules?hall=H1');
    expect(page.text()).toContain(phrase('forecast.none'));
    expect(page.text()).toContain(phrase('forecast.noPast'));
  });

  it('says why there is nothing to show, and tries again when asked to', async () => {
    i18n.global.locale.value = 'en';
    forecast = () => refusal(503, 'unavailable');
    const { page, byTestId } = await shown();
    expect(page.text()).toContain('The forecast could not be fetched');
    forecast = () => load;
    await page.get('button.btn').trigger('click');
    await flushPromises();
    expect(byTestId('warnings-now').exists()).toBe(true);
  });

  it('says how old it is once nothing new comes', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    try {
      const { byTestId, page } = await shown();
      await jest.advanceTimersByTimeAsync(50);
      expect(byTestId('stale-note').exists()).toBe(false);
      forecast = () => refusal(503, 'unavailable');
      await jest.advanceTimersByTimeAsync(2 * 60_000);
      expect(byTestId('stale-note').text()).toBe(phrase('figures.stale', { ago: phrase('unit.minutesAgo', { n: 2 }) }));
      page.unmount();
    } finally {
      jest.useRealTimers();
    }
  });
});
