import type { Caller, MatterSummary, MetricAnswer } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { NO_MATTERS } from '../desks/counts-sample';
import RatingsPart from './RatingsPart.vue';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '主任', role: 'manager', halls: 'all' };
const AT = '2026-03-09T02:00:00.000Z';
const answer = (given: Partial<MetricAnswer>): MetricAnswer => ({
  key: 'satisfied',
  unit: 'share',
  hall: null,
  from: '2026-02-10',
  to: '2026-03-09',
  today: '2026-03-09',
  by: null,
  reason: null,
  parts: [],
  value: 0.95,
  numerator: 95,
  denominator: 100,
  freshness: { lastEventAt: AT, ageSec: 1, silent: false },
  ...given,
});
const part = (by: string, numerator: number, denominator: number): MetricAnswer['parts'][number] => ({
  by,
  numerator,
  denominator,
  value: denominator === 0 ? null : numerator / denominator,
  low: 0.5,
  high: 0.99,
});
const bad = (caseId: string, given: Partial<MatterSummary> = {}): MatterSummary => ({
  id: `id-${caseId}`,
  caseId,
  source: 'r',
  title: null,
  kind: 'bad-rating',
  item: null,
  hall: 'H1',
  unit: null,
  officerId: null,
  stage: null,
  acceptedAt: AT,
  dueAt: AT,
  closedAt: null,
  elapsedDays: 1,
  remainingDays: 2,
  card: 'none',
  overdue: false,
  provisional: false,
  paused: false,
  unattended: false,
  stageCard: 'none',
  stageDueAt: null,
  packageId: null,
  parentId: null,
  predictedOverdue: null,
  faults: [],
  rating: {
    stars: 1,
    tags: ['态度', '排队久'],
    comment: '等了一小时',
    windowId: '7',
    ticketId: 'A12',
    excluded: false,
  },
  ...given,
});

describe('the page of ratings', () => {
  let server: Server;
  let list: unknown;
  let tags: object[];
  let tagsAnswer: unknown = null;
  beforeEach(() => {
    list = { items: [bad('c1')], next: null };
    tags = [
      { tag: '排队久', count: 12 },
      { tag: '态度', count: 3 },
    ];
    server = serve({
      'GET /v1/metrics/arrivals': () => answer({ key: 'arrivals' }),
      'GET /v1/metrics/satisfied': ({ query }) =>
        query.get('by') === 'window'
          ? answer({ by: 'window', parts: [part('7', 8, 10)] })
          : answer({
              by: 'hall',
              low: 0.9,
              high: 0.98,
              parts: [part('H1', 99, 100), part('H2', 40, 50), part('H3', 4, 5), part('H4', 0, 0)],
            }),
      'GET /v1/metrics/bad_rating_answered': () => answer({ key: 'bad_rating_answered' }),
      'GET /v1/metrics/rating_share': () => answer({ key: 'rating_share' }),
      'GET /v1/matters': () => list,
      'GET /v1/matters/summary': ({ query }) => ({ by: query.get('by'), total: NO_MATTERS, items: [] }),
      'GET /v1/matters/rating-tags': () => tagsAnswer ?? { items: tags },
      'GET /v1/matters/names': () => refusal(404, 'not-found'),
    });
  });
  afterEach(() => {
    server.close();
  });
  async function shown(): Promise<Mounted> {
    const all = await mounted(RatingsPart, {}, { caller: MANAGER });
    await flushPromises();
    await flushPromises();
    return all;
  }
  const asked = (path: string): URLSearchParams[] =>
    server.asked.filter((one) => one.path === path).map(({ query }) => query);

  it('lists bad ratings with what was said of what, each a link to where it is answered', async () => {
    const row = (await shown()).byTestId('case-c1');
    expect(row.text()).toMatch(
      inSequence(phrase('matter.rated', { n: 1 }), '态度、排队久', '7', 'H1', '等了一小时', phrase('cases.notGiven')),
    );
    expect(row.get('a').attributes('href')).toBe('/cases/id-c1');
  });

  it('calls the window by what stands on it', async () => {
    const rating = { stars: 1, tags: [], ticketId: null, windowId: 'H1-W7', windowNumber: '7', excluded: false };
    list = { items: [bad('c1', { rating })], next: null };
    const { byTestId } = await shown();
    expect(byTestId('case-table').text()).toContain(phrase('window.name', { number: 7 }));
    expect(byTestId('case-table').text()).not.toContain('H1-W7');
  });

  it('shows those to be closed whenever they came, and those that were closed of the period', async () => {
    const all = await shown();
    await all.byTestId('ratings-closed').trigger('click');
    await flushPromises();
    const [open, closed] = asked('/v1/matters').map((query) => [
      query.get('state'),
      query.get('from'),
      query.get('to'),
    ]);
    expect([open, closed]).toEqual([
      ['open', null, null],
      ['closed', '2026-02-10', '2026-03-09'],
    ]);
  });

  it('puts whoever satisfied least first, of equals the one rated more often, and leaves out who was not rated', async () => {
    const all = await shown();
    const names = all.byTestId('satisfied-by').findAll('tbody th');
    expect(names.map((name) => name.text())).toEqual(['H2', 'H3', 'H1']);
    expect(all.page.text()).toContain(phrase('ratings.interval', { low: '90.0', high: '98.0' }));
    await all.byTestId('by-window').trigger('click');
    await flushPromises();
    expect(all.byTestId('satisfied-by').get('tbody tr').text()).toMatch(/^7\s*80/);
  });

  it('goes from page to page, and says that there are none', async () => {
    list = { items: [bad('c1')], next: 'c2' };
    const all = await shown();
    await all.byTestId('page-forth').trigger('click');
    await flushPromises();
    expect(asked('/v1/matters').at(-1)?.get('cursor')).toBe('c2');
    list = { items: [], next: null };
    tags = [];
    const { page } = await shown();
    expect(page.text()).toContain(phrase('ratings.none'));
    expect(page.text()).toContain(phrase('ratings.noTags'));
  });

  it('says that it could not be had', async () => {
    tagsAnswer = refusal(503, 'unavailable');
    expect((await shown()).page.text()).toContain(phrase('ratings.failed'));
    tagsAnswer = null;
    list = refusal(503, 'unavailable');
    expect((await shown()).page.text()).toContain(phrase('cases.failed'));
  });
});
