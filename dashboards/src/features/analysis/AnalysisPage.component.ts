import { textOf, type Caller, type HallSummary, type MetricAnswer, type MetricCompared } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted, type Mounted } from '../../testing/mounted';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Request, type Server } from '../../testing/server';
import { metricWords } from '../figures/text';
import AnalysisPage from './AnalysisPage.vue';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '主任', role: 'manager', halls: 'all' };
const DAYS = { from: '2026-02-10', to: '2026-03-09' };
const answer = (given: Partial<MetricAnswer>): MetricAnswer => ({
  key: 'wait_mean',
  unit: 'seconds',
  hall: null,
  ...DAYS,
  today: '2026-03-09',
  by: null,
  reason: null,
  parts: [],
  value: 720,
  numerator: 720_000,
  denominator: 1000,
  freshness: { lastEventAt: '2026-03-09T02:00:00.000Z', ageSec: 1, silent: false },
  ...given,
});
const side = (value: number) => ({ value, numerator: value * 10, denominator: 10 });
const compared = (given: Partial<MetricCompared> = {}): MetricCompared => ({
  key: 'wait_mean',
  unit: 'seconds',
  hall: null,
  by: null,
  ...DAYS,
  begun: [],
  now: side(720),
  then: side(600),
  days: {
    against: 'before',
    known: 20,
    matched: 19,
    unpublished: [],
    ranges: [{ ...DAYS, otherFrom: '2026-01-13', otherTo: '2026-02-09' }],
  },
  byDay: [{ day: '2026-02-10', other: '2026-01-13', running: false, now: 720, then: 600 }],
  parts: [{ by: 'H1', matched: 19, now: 720, then: 600 }],
  ...given,
});
const part = (by: string, value: number): MetricAnswer['parts'][number] => ({ by, ...side(value) });
const hall: HallSummary = {
  code: 'H1',
  name: '城东大厅',
  tier: 'hall',
  parent: null,
  simulated: false,
  clock: 'wall',
  twinOf: null,
  windows: 8,
  queues: [],
};
const PARTS: Record<string, MetricAnswer['parts']> = {
  hall: [part('H1', 720)],
  queue: [part('Q1', 800), part('', 300)],
  'weekday-hour': [part('1-9', 300), part('3-10', 900)],
};

describe('the page of analysis', () => {
  let server: Server;
  let whole: () => unknown;
  let beside: MetricCompared;
  let parts: typeof PARTS;
  const figure = ({ query, path }: Request) => {
    const by = query.get('by') as MetricAnswer['by'];
    const told = whole();
    if (told instanceof Response) return told;
    return { ...(told as MetricAnswer), key: path.split('/')[3], by, parts: parts[by ?? ''] ?? [] };
  };
  beforeEach(() => {
    whole = () => answer({});
    beside = compared();
    parts = PARTS;
    const figures = ['wait_mean', 'wait_p90', 'arrivals', 'service_level'].flatMap((key) => [
      [`GET /v1/metrics/${key}`, figure],
      [`GET /v1/metrics/${key}/compared`, () => ({ ...beside, key })],
    ]);
    server = serve({
      ...(Object.fromEntries(figures) as Record<string, typeof figure>),
      'GET /v1/metrics/arrivals': () => answer({ key: 'arrivals', unit: 'count' }),
      'GET /v1/halls': () => ({ items: [hall], next: null }),
      'GET /v1/views': () => ({ items: [] }),
      'GET /v1/annotations': () => ({ items: [], next: null }),
    });
  });
  afterEach(() => {
    server.close();
    i18n.global.locale.value = 'zh-CN';
  });
  async function shown(address = '/analysis?metric=wait_mean'): Promise<Mounted> {
    const all = await mounted(AnalysisPage, {}, { caller: MANAGER, address });
    await settled();
    return all;
  }
  async function settled(): Promise<void> {
    for (let n = 0; n < 4; n += 1) await flushPromises();
  }
  const asked = (path: string): Record<string, string>[] =>
    server.asked.filter((one) => one.path === path).map(({ query }) => Object.fromEntries(query));

  it('shows a figure beside days of the same kinds before, what it is made of, and where it is highest', async () => {
    const { page, byTestId } = await shown();
    expect(byTestId('figure-wait_mean').text()).toMatch(inSequence(textOf('metric.wait_mean', {}, 'zh-CN'), '12.0'));
    expect(byTestId('figure-compared').text()).toContain('10.0');
    expect([byTestId('figure-change').text(), byTestId('figure-change').classes()]).toEqual([
      expect.stringContaining('+20%'),
      ['bad'],
    ]);
    expect(page.text()).toContain(`${phrase('analysis.formula')}：${metricWords('wait_mean', 'formula', 'zh-CN')}`);
    expect(byTestId('rests-on').text()).toBe(
      `${phrase('analysis.matched', { known: 20, matched: 19 })}：${phrase('analysis.heldAgainst', { days: phrase('analysis.other', { from: '2026-02-10', to: '2026-03-09' }), others: phrase('analysis.other', { from: '2026-01-13', to: '2026-02-09' }) })}`,
    );
    expect(byTestId('heat').get('[label]').attributes('label')).toBe(
      phrase('analysis.heatLabel', {
        metric: textOf('metric.wait_mean', {}, 'zh-CN'),
        weekday: phrase('figures.weekday.3'),
        hour: 10,
      }),
    );
  });

  it('tells no change where too few days have a counterpart, and says which', async () => {
    beside = compared({
      days: { ...compared().days, known: 20, matched: 3 },
      byDay: ['01', '02', '03', '04', '05'].map((day) => ({
        day: `2026-03-${day}`,
        other: null,
        running: day === '05',
        now: 700,
        then: null,
      })),
      begun: [{ hall: 'H1', since: '2026-03-01' }],
    });
    const { byTestId } = await shown();
    expect(byTestId('figure-change').exists()).toBe(false);
    expect(byTestId('rests-on').text()).toMatch(anyPhrase('analysis.fewMatched', { matched: 3 }));
    expect(byTestId('rests-on').text()).toContain(
      phrase('analysis.alone', { days: '2026-03-01；2026-03-02；2026-03-03；2026-03-04' }),
    );
    expect(byTestId('begun').text()).toContain(phrase('analysis.hallsSince', { n: 1 }));
    expect(byTestId('since-H1').text()).toBe(phrase('analysis.since', { day: '2026-03-01' }));
    i18n.global.locale.value = 'en';
    beside = compared({ days: { ...compared().days, known: 1, matched: 0, ranges: [], unpublished: [2027] } });
    const english = (await shown()).byTestId('rests-on').text();
    expect(english).toContain('No comparison: there are no data for matching earlier days.');
    expect(english).toContain('The calendar of 2027 is not loaded');
  });

  it('asks for what the address names, and takes the usual for what it names wrongly', async () => {
    const { byTestId } = await shown('/analysis?metric=service_level&from=2026-03-01&to=2026-03-05&compare=year');
    expect(asked('/v1/metrics/service_level/compared')).toEqual([
      { from: '2026-03-01', to: '2026-03-05', against: 'year', by: 'hall' },
    ]);
    expect((byTestId('compare').element as HTMLSelectElement).value).toBe('year');
    await shown('/analysis?metric=nonsense&compare=moon&days=-3');
    expect(asked('/v1/metrics/wait_mean/compared')).toEqual([{ ...DAYS, against: 'before', by: 'hall' }]);
  });

  it('keeps what is chosen in the address', async () => {
    const { byTestId, router } = await shown();
    await byTestId('metric').setValue('service_level');
    await byTestId('compare').setValue('year');
    await byTestId('period').setValue('7');
    await settled();
    expect(router.currentRoute.value.query).toEqual({ metric: 'service_level', compare: 'year', days: '7' });
    expect(asked('/v1/metrics/service_level/compared').at(-1)).toMatchObject({ from: '2026-03-03', against: 'year' });
  });

  it('goes down into a hall and into one of its lines, and back up from there', async () => {
    const { byTestId, router, page } = await shown();
    expect(byTestId('visits-here').exists()).toBe(false);
    await byTestId('drill-H1').trigger('click');
    await settled();
    expect(asked('/v1/metrics/wait_mean/compared').at(-1)).toMatchObject({ hall: 'H1', by: 'queue' });
    expect([byTestId('flow').exists(), byTestId('skill-gaps').exists()]).toEqual([true, true]);
    expect(page.findAll('[data-testid="drill"] tbody th').map((one) => one.text())).toEqual([
      'Q1',
      phrase('analysis.nobody'),
    ]);
    expect(byTestId('way').text()).toMatch(inSequence(phrase('figures.allHalls'), '城东大厅'));
    await byTestId('drill-Q1').trigger('click');
    await settled();
    expect(router.currentRoute.value.query).toMatchObject({ hall: 'H1', queue: 'Q1' });
    expect(byTestId('way').text()).toContain(`${phrase('analysis.kind.queue')} Q1`);
    // both are of whole halls alone
    expect([byTestId('flow').exists(), byTestId('skill-gaps').exists()]).toEqual([false, false]);
    expect(byTestId('visits-here').attributes('href')).toMatch(/\/visits\?.*hall=H1.*queue=Q1/);
    await byTestId('up-bureau').trigger('click');
    await settled();
    expect(router.currentRoute.value.query).toEqual({ metric: 'wait_mean' });
  });

  it('says what is missing where nothing happened', async () => {
    parts = {};
    whole = () => answer({ value: null, numerator: 0, denominator: 0 });
    beside = compared({ byDay: [], parts: [], days: { ...compared().days, known: 0, matched: 0, ranges: [] } });
    const { page, byTestId } = await shown();
    expect(byTestId('rests-on').text()).toBe(phrase('analysis.nothingKnown'));
    expect(page.text()).toContain(phrase('analysis.heatNone'));
    expect(page.find('[data-testid="heat"]').exists()).toBe(false);
    expect(byTestId('figure-wait_mean').text()).toContain('—');
  });

  it('asks for the other day of a period of one’s own, and for no figures until then', async () => {
    const { page } = await shown('/analysis?metric=wait_mean&from=2026-03-01');
    expect(page.text()).toContain(phrase('figures.choose'));
    expect(asked('/v1/metrics/wait_mean')).toEqual([]);
  });

  it('says that a feed is silent, and since when', async () => {
    whole = () => answer({ freshness: { lastEventAt: '2026-03-09T02:00:00.000Z', ageSec: 9000, silent: true } });
    expect((await shown()).byTestId('stale-note').text()).toBe(phrase('figures.silent', { time: '2026-03-09 10:00' }));
  });

  it('says why there are no figures, and tries again when asked to', async () => {
    whole = () => refusal(503, 'unavailable');
    const { page, byTestId } = await shown();
    expect(page.text()).toContain(phrase('figures.failed'));
    whole = () => answer({});
    await page.get('.btn').trigger('click');
    await settled();
    expect([byTestId('analysis').attributes('data-ready'), byTestId('figure-wait_mean').text()]).toEqual([
      'true',
      expect.stringContaining('12.0'),
    ]);
  });

  it('keeps the last figures when they can be had no more, and says how old they are', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    try {
      const { page, byTestId } = await shown();
      await jest.advanceTimersByTimeAsync(50);
      expect(byTestId('stale-note').exists()).toBe(false);
      whole = () => refusal(503, 'unavailable');
      await jest.advanceTimersByTimeAsync(5 * 60_000);
      expect(byTestId('stale-note').text()).toBe(phrase('figures.stale', { ago: phrase('unit.minutesAgo', { n: 5 }) }));
      expect(byTestId('figure-wait_mean').text()).toContain('12.0');
      page.unmount();
    } finally {
      jest.useRealTimers();
    }
  });
});
