import type { Caller, MetricComparison, MetricRankMove, PlaceCompared } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import RankingPage from './RankingPage.vue';

const caller: Caller = { kind: 'user', id: 'u', name: '李', role: 'manager', halls: 'all' };
const LONG = '名'.repeat(60);
const place = (hall: string, rank: number | null, more: Partial<PlaceCompared> = {}): PlaceCompared => ({
  hall,
  tier: 'hall',
  size: 'small',
  windows: 4,
  days: 20,
  since: null,
  weight: 100,
  rank,
  outside: null,
  before: null,
  value: rank === null ? null : 0.9 - rank / 100,
  numerator: 90,
  denominator: 100,
  low: 0.8,
  high: 0.95,
  rankLow: rank === null ? null : 1,
  rankHigh: rank === null ? null : 3,
  band: rank === null ? null : 1,
  ...more,
});
const comparison: MetricComparison = {
  key: 'service_level',
  unit: 'share',
  hall: null,
  from: '2026-02-06',
  to: '2026-03-05',
  tier: 'hall',
  size: 'small',
  before: { from: '2026-01-09', to: '2026-02-05' },
  days: {
    ranges: [{ from: '2026-02-06', to: '2026-03-05', otherFrom: '2026-01-09', otherTo: '2026-02-05' }],
    matched: 19,
    of: 28,
    unpublished: [],
  },
  classes: [{ tier: 'hall', size: 'small', places: 5 }],
  noRanks: null,
  noFunnel: null,
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
  code,
  name: code === 'L' ? LONG : code,
  tier: 'hall',
  parent: null,
  simulated: false,
  clock: 'wall',
  twinOf: null,
  windows,
  queues: [],
});
const cause = (
  name: 'volume' | 'mix' | 'staff' | 'wait' | 'others',
  ranks: number,
  [before, after]: [number | null, number | null] = [null, null],
) => ({ cause: name, before, after, figure: name === 'others' ? 0 : ranks / 50, ranks });
const move: MetricRankMove = {
  key: 'service_level',
  unit: 'share',
  place: 'A',
  from: '2026-02-06',
  to: '2026-03-05',
  before: comparison.before,
  move: {
    ground: 'waiting',
    rank: { before: 3, after: 1 },
    figure: { before: 0.86, after: 0.89 },
    causes: [
      cause('volume', -13 / 24, [120.5, 131]),
      cause('mix', 7 / 24),
      cause('staff', 29 / 24, [30, 36]),
      cause('wait', 13 / 24),
      cause('others', 0.5),
    ],
  },
};
const arrivals = {
  key: 'arrivals',
  unit: 'count',
  hall: null,
  from: '2026-03-05',
  to: '2026-03-05',
  today: '2026-03-05',
  by: null,
  value: 1,
  numerator: 1,
  denominator: null,
  reason: null,
  parts: [],
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
      'GET /v1/metrics/service_level/rank-move': () => move,
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
    expect(all.page.findAll('tr.group')).toHaveLength(3);
    expect(text(all, 'place-A')).toContain(phrase('ranking.ranks', { low: 1, high: 3 }));
    expect(text(all, 'place-W')).toContain(phrase('ranking.oneRank', { n: 4 }));
    expect(text(all, 'place-L')).toContain(LONG);
    expect(text(all, 'place-N')).toContain(phrase('ranking.unranked'));
    expect(text(all, 'rank-verdict')).toContain(phrase('ranking.order.bands', { n: 2 }));
    expect(all.page.text()).toContain(
      phrase('ranking.comparedDays', { from: '2026-01-09', to: '2026-02-05', of: 28, matched: 19 }),
    );
  });

  it('compares with no earlier days where nobody counted anything on them', async () => {
    answer = { ...comparison, places: comparison.places.map((one) => ({ ...one, before: null })) };
    const { page } = await shown();
    expect(page.text()).toContain(`${phrase('ranking.better.more')}，${phrase('ranking.noEarlier')}`);
    expect(page.text()).not.toMatch(anyPhrase('ranking.comparedDays'));
    expect(page.text()).not.toContain(phrase('ranking.noDays'));
    expect(page.text()).not.toContain(phrase('ranking.fresh'));
  });

  it('marks nobody but who is beyond the limits, and no move that may be chance', async () => {
    const all = await shown();
    expect(all.page.findAll('.mark').map((mark) => mark.text())).toEqual([phrase('ranking.outside.worse')]);
    expect(text(all, 'place-A')).toContain(phrase('ranking.up', { n: 2 }));
    expect(all.byTestId('place-A').findAll('td').at(-1)?.classes()).toContain('dim');
    expect(all.byTestId('place-B').findAll('td').at(-1)?.classes()).toContain('good');
  });

  it('says what moved a rank, in numbers that add up as they are shown', async () => {
    const all = await shown();
    // who was not ranked before has nothing to ask
    expect(all.page.find('[data-testid="why-L"]').exists()).toBe(false);
    await all.byTestId('why-A').trigger('click');
    for (let i = 0; i < 4; i++) await flushPromises();
    const asked = server.asked.find(({ path }) => path.endsWith('/rank-move'))?.query;
    expect(Object.fromEntries(asked ?? [])).toEqual({
      place: 'A',
      from: '2026-02-06',
      to: '2026-03-05',
      tier: 'hall',
      size: 'small',
    });
    expect(text(all, 'rank-move')).toContain(
      `${phrase('ranking.move.up', { name: 'A', before: 3, after: 1, n: 2 })}${phrase('ranking.move.most', { cause: phrase('ranking.move.causes.staff'), ranks: '+1.2' })}`,
    );
    const ranks = all.page.findAll('[data-testid^="cause-"]').map((row) => row.findAll('td').at(-1)?.text());
    expect(ranks).toEqual(['−0.5', '+0.3', '+1.2', '+0.5', '+0.5']);
    expect(text(all, 'cause-volume')).toContain('120.5');
    expect(all.byTestId('why-A').attributes('aria-expanded')).toBe('true');
    i18n.global.locale.value = 'en';
    await flushPromises();
    expect(text(all, 'rank-move')).toContain('What weighed most: window hours manned, +1.2.');
    await all.byTestId('why-A').trigger('click');
    expect(all.page.find('[data-testid="rank-move"]').exists()).toBe(false);
  });

  it('says why no order is told, and what the funnel shows', async () => {
    answer = { ...comparison, noRanks: 'too-few-days', noFunnel: 'too-few-places' };
    const all = await shown();
    expect(text(all, 'rank-verdict')).toContain(phrase('ranking.noRanks.too-few-days'));
    await all.byTestId('view-funnel').trigger('click');
    await flushPromises();
    expect(text(all, 'funnel-verdict')).toContain(phrase('ranking.noFunnel.too-few-places'));
    i18n.global.locale.value = 'en';
    await flushPromises();
    expect(text(all, 'funnel-verdict')).toContain('Fewer than five');
  });
});
