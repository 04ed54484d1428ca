import type { MetricChart } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import ChartPanel from './ChartPanel.vue';

const point = (at: string, signal: MetricChart['points'][number]['signal'] = null): MetricChart['points'][number] => ({
  at,
  value: 0.8,
  numerator: 80,
  denominator: 100,
  low: 0.7,
  high: 0.9,
  target: 0.85,
  signal,
});
const chart: MetricChart = {
  key: 'service_level',
  unit: 'share',
  hall: 'H1',
  from: '2026-02-02',
  to: '2026-03-27',
  step: 'day',
  kind: 'share',
  baseline: { from: '2025-12-08', to: '2026-01-30', points: 40, own: false },
  centre: 0.8,
  overDispersion: 1.5,
  noLimits: null,
  points: [
    point('2026-03-02', { rule: 'eight-in-a-row', side: 'above' }),
    ...['03', '04', '05'].map((day) => point(`2026-03-${day}`, { rule: 'beyond', side: 'below' })),
    point('2026-03-06'),
  ],
};

describe('the panel of the control chart', () => {
  let server: Server;
  let answer: MetricChart;
  beforeEach(() => {
    answer = chart;
    server = serve({ 'GET /v1/metrics/service_level/chart': () => answer });
  });
  afterEach(() => {
    server.close();
    i18n.global.locale.value = 'zh-CN';
  });
  const shown = async (days = { from: '2026-02-02', to: '2026-03-27' }) => {
    const all = await mounted(ChartPanel, { metric: 'service_level', hall: 'H1', period: days });
    await flushPromises();
    return all;
  };

  it('says of the latest signals what they mean, and how many more there are', async () => {
    const { page, byTestId } = await shown();
    const signals = page.findAll('[data-testid="chart-signal"]').map((one) => one.text());
    expect(signals).toHaveLength(3);
    expect(signals[0]).toContain(
      `2026-03-05 80.0%：${phrase('analysis.signal.beyond', { side: phrase('analysis.side.below'), tone: phrase('analysis.tone.bad') })}`,
    );
    expect(byTestId('chart-panel').text()).toContain(phrase('analysis.moreSignals', { n: 1 }));
    expect(byTestId('chart-panel').text()).toContain(
      phrase('analysis.baseline', { from: '2025-12-08', to: '2026-01-30', n: 40 }),
    );
  });

  it('says that nothing is to be explained where there is no signal, in both languages', async () => {
    answer = { ...chart, points: [point('2026-03-06')] };
    expect((await shown()).byTestId('chart-verdict').text()).toContain(phrase('analysis.calm'));
    i18n.global.locale.value = 'en';
    expect((await shown()).byTestId('chart-verdict').text()).toContain('No signal');
  });

  it('says why it has no limits, and that a month is empty', async () => {
    answer = { ...chart, noLimits: 'too-few-points', centre: null, points: [point('2026-03-06')] };
    const bare = await shown();
    expect(bare.byTestId('chart-verdict').text()).toContain(phrase('analysis.noLimits.too-few-points'));
    // the very curve stands below, day by day
    expect([bare.byTestId('chart-below').exists(), bare.page.find('.plot').exists()]).toEqual([true, false]);
    answer = { ...chart, noLimits: 'too-few-points', centre: null, points: [] };
    expect((await shown()).byTestId('chart-panel').text()).toContain(phrase('analysis.noPoints'));
  });

  it('offers weeks only for periods that have some', async () => {
    const { page } = await shown();
    await page.findAll('button')[1]?.trigger('click');
    await flushPromises();
    const charts = server.asked.filter(({ path }) => path.endsWith('/chart'));
    expect(charts.map(({ query }) => query.get('step'))).toEqual(['day', 'week']);
    const short = (await shown({ from: '2026-03-02', to: '2026-03-27' })).page;
    expect(short.findAll('[data-testid^="step-"]')).toHaveLength(0);
  });
});
