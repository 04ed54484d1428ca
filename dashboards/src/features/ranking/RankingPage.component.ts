import type { Caller, MetricComparison, PlaceCompared } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted } from '../../testing/mounted';
import { serve, type Server } from '../../testing/server';
import RankingPage from './RankingPage.vue';

const caller: Caller = { kind: 'user', id: 'u', name: '李', role: 'manager', halls: 'all' };
const LONG = '名'.repeat(60);
const place = (hall: string, rank: number | null, more: Partial<PlaceCompared> = {}): PlaceCompared => ({
  ...{ hall, tier: 'hall', size: 'small', windows: 4, days: 20, weight: 100, rank, outside: null, before: null },
  ...{ value: rank === null ? null : 0.9 - rank / 100, numerator: 90, denominator: 100, low: 0.8, high: 0.95 },
  ...{ rankLow: rank === null ? null : 1, rankHigh: rank === null ? null : 3, band: rank === null ? null : 1 },
  ...more,
});
const comparison: MetricComparison = {
  ...{
    key: 'service_level',
    unit: 'share',
    hall: null,
    from: '2026-02-06',
    to: '2026-03-05',
    tier: 'hall',
    size: 'small',
  },
  before: { from: '2026-01-09', to: '2026-02-05' },
  classes: [{ tier: 'hall', size: 'small', places: 5 }],
  ...{ noRanks: null, noFunnel: null },
  places: [
    place('A', 1, { before: { rank: 3, rankLow: 2, rankHigh: 4, own: 1.5, others: 0.5 } }),
    place('B', 2, { before: { rank: 9, rankLow: 5, rankHigh: 9, own: 7, others: 0 } }),
    place('L', 3),
    place('W', 4, { rankLow: 4, rankHigh: 4, band: 2, outside: 'worse' }),
    place('N', null),
  ],
  funnel: { centre: 0.87, overDispersion: 1.2, curve: [] },
};
const summary = (code: string, windows = 4) => ({
  ...{ code, name: code === 'L' ? LONG : code, tier: 'hall', parent: null, simulated: false, clock: 'wall' },
  ...{ twinOf: null, windows, queues: [] },
});
const arrivals = {
  ...{
    key: 'arrivals',
    unit: 'count',
    hall: null,
    from: '2026-03-05',
    to: '2026-03-05',
    today: '2026-03-05',
    by: null,
  },
  ...{ value: 1, numerator: 1, denominator: null, reason: null, parts: [] },
  freshness: { lastEventAt: null, ageSec: null, silent: false },
};

describe('the ranking', () => {
  let server: Server;
  let answer: MetricComparison;
  beforeEach(() => {
    answer = comparison;
    server = serve({
      'GET /v1/metrics/arrivals': () => arrivals,
      'GET /v1/metrics/service_level/comparison': () => answer,
      'GET /v1/halls': () => ({
        items: [...['A', 'B', 'L', 'W', 'N'].map((code) => summary(code)), summary('G', 40)],
        next: null,
      }),
    });
  });
  afterEach(() => {
    server.close();
    i18n.global.locale.value = 'zh-CN';
  });
  const shown = async () => {
    const all = await mounted(RankingPage, {}, { caller });
    for (let i = 0; i < 4; i++) await flushPromises();
    return all;
  };
  const text = (all: Awaited<ReturnType<typeof shown>>, id: string) => all.byTestId(id).text();

  it('asks for the largest class, and shows sets of ranks in bands', async () => {
    const all = await shown();
    const asked = server.asked.find(({ path }) => path.endsWith('/comparison'))?.query;
    expect([asked?.get('tier'), asked?.get('size')]).toEqual(['hall', 'small']);
    expect(all.page.findAll('[data-testid="band"]')).toHaveLength(3);
    expect(text(all, 'place-A')).toContain('第 1–3');
    expect(text(all, 'place-W')).toContain('第 4');
    expect(text(all, 'place-L')).toContain(LONG);
    expect(text(all, 'place-N')).toContain('无数据');
    expect(text(all, 'rank-verdict')).toContain('分为 2 档');
  });

  it('marks nobody but who is beyond the limits, and no move that may be chance', async () => {
    const all = await shown();
    expect(all.page.findAll('.mark').map((mark) => mark.text())).toEqual(['▲ 差于界限']);
    expect(text(all, 'place-A')).toContain('升 2');
    expect(all.byTestId('place-A').findAll('td').at(-1)?.classes()).toEqual(['dim']);
    expect(all.byTestId('place-A').findAll('td').at(-1)?.attributes('title')).toBe(
      '上期第 3；因自身 +1.5，因其他大厅 +0.5',
    );
    expect(all.byTestId('place-B').findAll('td').at(-1)?.classes()).toEqual(['good']);
  });

  it('says why no order is told, and what the funnel shows', async () => {
    answer = { ...comparison, noRanks: 'too-few-days', noFunnel: 'too-few-places' };
    const all = await shown();
    expect(text(all, 'rank-verdict')).toContain('天数太少');
    await all.byTestId('view-funnel').trigger('click');
    expect(text(all, 'funnel-verdict')).toContain('不足 5 家');
    i18n.global.locale.value = 'en';
    await flushPromises();
    expect(text(all, 'funnel-verdict')).toContain('Fewer than five');
  });
});
