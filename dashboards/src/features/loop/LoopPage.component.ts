import { textOf, type Caller, type LoopWarning, type MetricAnswer } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import LoopPage from './LoopPage.vue';
import { TIMES } from './parts';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '主任', role: 'manager', halls: 'all' };
const AT = '2026-03-09T02:00:00.000Z';
const answer = (given: Partial<MetricAnswer>): MetricAnswer => ({
  key: 'closed_loop_rate',
  unit: 'share',
  hall: null,
  from: '2026-02-10',
  to: '2026-03-09',
  today: '2026-03-09',
  by: null,
  reason: null,
  parts: [],
  value: 0.5,
  numerator: 5,
  denominator: 10,
  freshness: { lastEventAt: AT, ageSec: 1, silent: false },
  ...given,
});
const part = (by: string, numerator: number, denominator = 10): MetricAnswer['parts'][number] => ({
  by,
  numerator,
  denominator,
  value: denominator === 0 ? null : numerator / denominator,
});
const warning = (id: string, given: Partial<LoopWarning> = {}): LoopWarning => ({
  id,
  rule: 'queue-longest-wait',
  ruleVersion: 1,
  hall: 'H1',
  scope: { kind: 'queue', code: 'traffic' },
  severity: 'yellow',
  condition: 'resolved',
  handling: 'new',
  message: `${id} 等候过长`,
  value: 34,
  threshold: 15,
  unit: '分',
  since: AT,
  firedAt: AT,
  clearedAt: '2026-03-09T02:30:00.000Z',
  timeZone: 'Asia/Shanghai',
  noticedAt: '2026-03-09T02:04:00.000Z',
  acknowledgedAt: null,
  actedAt: null,
  ended: { as: 'action', left: 3, served: 8 },
  ...given,
});

describe('the page of the closed loop', () => {
  let server: Server;
  let fired: number;
  let listed: () => unknown;
  let byDay: object[];
  beforeEach(() => {
    fired = 10;
    byDay = [];
    listed = () => ({
      items: [warning('w1', { acknowledgedAt: AT }), warning('w2', { condition: 'firing', noticedAt: null })],
      next: null,
    });
    server = serve({
      'GET /v1/halls': () => ({ items: [], next: null }),
      'GET /v1/metrics/arrivals': () => answer({ key: 'arrivals' }),
      'GET /v1/metrics/closed_loop_rate': ({ query }) =>
        query.get('by') === 'hall'
          ? answer({ by: 'hall', parts: [part('H1', 9), part('H2', 2), part('H3', 0, 0)] })
          : answer({
              by: 'aspect',
              denominator: fired,
              parts: [part('by-action', 4), part('explained', 1), part('cleared', 3), part('open', 2)],
            }),
      'GET /v1/metrics/closed_loop_rate/compared': () => ({
        key: 'closed_loop_rate',
        unit: 'share',
        hall: null,
        by: null,
        from: '2026-02-10',
        to: '2026-03-09',
        days: { against: 'before', known: 0, matched: 0, ranges: [], unpublished: [] },
        begun: [],
        byDay,
        parts: [],
        now: { value: null, numerator: null, denominator: null },
        then: { value: null, numerator: null, denominator: null },
      }),
      ...Object.fromEntries(
        TIMES.map(({ key }) => [`GET /v1/metrics/${key}`, () => answer({ key, value: 240, denominator: 7 })]),
      ),
      'GET /v1/loop': () => listed(),
    });
  });
  afterEach(() => {
    server.close();
  });
  async function shown(): Promise<Mounted> {
    const all = await mounted(LoopPage, {}, { caller: MANAGER, address: '/loop' });
    await flushPromises();
    await flushPromises();
    return all;
  }
  const asked = () => server.asked.filter(({ path }) => path === '/v1/loop').map(({ query }) => query);

  it('says that there is one day so far instead of drawing a dot', async () => {
    byDay = [{ day: '2026-03-09', other: null, running: false, now: 0.5, then: null }];
    const all = await shown();
    expect(all.byTestId('loop-only-day').text()).toContain(phrase('loop.onlyDay', { day: '3月9日 星期一' }));
  });

  it('says how warnings ended, together all that fired, and lists those behind what is pressed', async () => {
    const all = await shown();
    const counts = ['by-action', 'explained', 'cleared', 'left', 'open'].map((end) =>
      all.byTestId(`part-${end}`).get('b').text(),
    );
    expect(counts).toEqual(['4', '1', '3', '0', '2']);
    expect(all.byTestId('part-by-action').text()).toContain(`${phrase('loop.end.by-action')} 40%`);
    expect(['part-noticed', 'part-false-alarm'].map((part) => all.byTestId(part).get('b + span').text())).toEqual([
      `${textOf('metric.time_to_notice', {}, 'zh-CN')} ${phrase('loop.timed', { n: 7 })}`,
      expect.stringMatching(anyPhrase('loop.falseOf', { all: 10 })),
    ]);
    expect(all.byTestId('loop-list').get('h2').text()).toBe(
      phrase('loop.list', { what: phrase('loop.part.all'), n: 10 }),
    );
    await all.byTestId('part-cleared').trigger('click');
    await flushPromises();
    expect(all.byTestId('loop-list').get('h2').text()).toBe(
      phrase('loop.list', { what: phrase('loop.end.cleared'), n: 3 }),
    );
    expect(asked().map((query) => query.get('part'))).toEqual(['all', 'cleared']);
  });

  it('tells of each when it was noticed and over, and how it ended; one that still fires is not over', async () => {
    const all = await shown();
    const cells = (id: string): string[] =>
      all
        .byTestId(`loop-${id}`)
        .findAll('td')
        .slice(2)
        .map((cell) => cell.text());
    expect(cells('w1')).toEqual([
      phrase('loop.after', { n: 4 }),
      phrase('loop.atOnce'),
      '—',
      phrase('loop.after', { n: 30 }),
      `${phrase('loop.end.by-action')} ${phrase('loop.went', { left: 3, served: 8 })}`,
    ]);
    expect(cells('w2').slice(0, 4)).toEqual(['—', '—', '—', '—']);
    expect(cells('w2')[4]).toContain(phrase('loop.end.open'));
  });

  it('puts the hall first that closes least, and opens it', async () => {
    const all = await shown();
    const rows = all.byTestId('loop-halls').findAll('tbody th');
    expect(rows.map((row) => row.text())).toEqual(['H2', 'H1']);
    await rows[0]?.get('button').trigger('click');
    await flushPromises();
    expect(all.router.currentRoute.value.query).toMatchObject({ hall: 'H2' });
    expect(asked().at(-1)?.get('hall')).toBe('H2');
  });

  it('goes from page to page', async () => {
    listed = () => ({ items: [warning('w1')], next: 'c2' });
    const all = await shown();
    await all.byTestId('page-forth').trigger('click');
    await flushPromises();
    expect(asked().map((query) => query.get('cursor'))).toEqual([null, 'c2']);
  });

  it('says that none fired, and that figures or the list could not be had', async () => {
    fired = 0;
    expect((await shown()).page.text()).toContain(phrase('loop.none'));
    fired = 10;
    listed = () => refusal(503, 'unavailable');
    const all = await shown();
    expect(all.byTestId('loop-list').find('.btn').text()).toBe(phrase('action.retry'));
    expect(all.byTestId('part-all').exists()).toBe(true);
  });
});
