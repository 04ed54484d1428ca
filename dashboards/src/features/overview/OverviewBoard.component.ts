import type { Caller, Overview } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { loadOf, nothingKnown } from '../../testing/next-day';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import OverviewBoard from './OverviewBoard.vue';

const LONG = '一'.repeat(60);
const DAY = '2026-03-05T02:00:00.000Z';
const overview: Overview = {
  at: DAY,
  lookedAt: DAY,
  since: DAY,
  place: null,
  period: { from: '2026-02-05', to: '2026-03-04' },
  changes: [
    { kind: 'warnings-fired', n: 4 },
    { kind: 'appeals', n: 0 },
  ],
  decisions: [
    { kind: 'red-warnings', n: 3, oldest: DAY, places: [{ hall: LONG, n: 3 }] },
    { kind: 'unattended', n: 2, oldest: null, places: [{ hall: null, n: 2 }] },
    { kind: 'prompts', n: 0, oldest: null, places: [] },
  ],
  figures: [
    {
      key: 'service_level',
      value: 0.8,
      numerator: 80,
      denominator: 100,
      judged: 2,
      missed: 1,
      target: { target: 0.9, met: false, by: -0.1 },
      worst: [
        { hall: 'H1', value: 0.7, numerator: 70, denominator: 100, target: { target: 0.9, met: false, by: -0.2 } },
      ],
      weeks: [
        { from: '2026-02-19', value: null },
        { from: '2026-02-26', value: 0.85 },
        { from: '2026-03-05', value: null },
        { from: '2026-03-12', value: 0.82 },
      ],
      reason: { by: 'queue', part: 'household', name: '户政', share: 0.624 },
    },
    {
      key: 'closed_loop_rate',
      value: 0.7,
      numerator: 7,
      denominator: 10,
      judged: 1,
      missed: 1,
      worst: [{ hall: 'H1', value: 0.7, numerator: 7, denominator: 10 }],
      weeks: [],
    },
    { key: 'wait_mean', value: null, numerator: null, denominator: null, judged: 0, missed: 0, worst: [], weeks: [] },
  ],
};

const hall = (code: string, windows: number, twinOf: string | null = null) => ({
  code,
  name: `大厅 ${code}`,
  tier: 'hall',
  clock: 'wall',
  queues: [],
  windows,
  simulated: false,
  twinOf,
  parent: null,
});

describe('the overview', () => {
  let server: Server;
  let answer: Overview;
  beforeEach(() => {
    answer = overview;
    server = serve({
      'GET /v1/overview': () => answer,
      'POST /v1/overview/look': () => ({ lookedAt: DAY }),
      'GET /v1/halls': () => ({ items: [], next: null }),
      'GET /v1/network/ground': () => ({ shapes: [] }),
    });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async () => {
    const all = await mounted(OverviewBoard);
    await flushPromises();
    return all;
  };
  const looks = () => server.asked.filter(({ path }) => path === '/v1/overview/look').length;

  it('says how much of the past is there while it is being brought in', async () => {
    answer = { ...overview, past: { days: 12, of: 56 } };
    const { page } = await mounted(OverviewBoard);
    await settled();
    expect(page.get('[data-testid="past"]').text()).toBe(phrase('figures.past', { days: 12, of: 56 }));
    page.unmount();
  });

  it('leads from each number to the place where it is decided', async () => {
    const { byTestId } = await shown();
    const links = byTestId('decision-red-warnings')
      .findAll('a')
      .map((link) => link.attributes('href'));
    expect(links[1]).toContain('/desk');
    expect(byTestId('decision-unattended').findAll('a')[1]?.attributes('href')).toBe('/cases?state=unattended&hall=');
    expect(byTestId('decision-red-warnings').text()).toContain(LONG);
    expect(byTestId('overview-service_level').findAll('a')[1]?.attributes('href')).toContain('hall=H1');
  });

  it('says of a place furthest away its own target, where that is another', async () => {
    const [figure, ...others] = overview.figures;
    const away = async () => (await shown()).byTestId('overview-service_level').findAll('a')[1]?.text();
    expect(await away()).not.toMatch(anyPhrase('overview.ownTarget'));
    const worst = figure?.worst.map((one) => ({ ...one, target: { target: 0.75, met: false, by: -0.05 } })) ?? [];
    answer = { ...overview, figures: [...(figure === undefined ? [] : [{ ...figure, worst }]), ...others] };
    expect(await away()).toContain(`70.0% ${phrase('overview.ownTarget', { target: '75.0%' })}`);
  });

  it('leads to the hall where all of it is, and to the map only where it is of several', async () => {
    const red = (places: Overview['decisions'][number]['places']) => ({
      kind: 'red-warnings' as const,
      n: 3,
      oldest: DAY,
      places,
    });
    const first = async () => (await shown()).byTestId('decision-red-warnings').get('a').attributes('href');
    answer = { ...overview, decisions: [red([{ hall: 'H1', n: 3 }])] };
    expect(await first()).toBe('/desk/H1');
    answer = {
      ...overview,
      decisions: [
        red([
          { hall: 'H1', n: 2 },
          { hall: 'H2', n: 1 },
        ]),
      ],
    };
    expect(await first()).toBe('/network');
    answer = { ...overview, decisions: [red([{ hall: 'H1', n: 2 }])] };
    expect(await first()).toBe('/network');
  });

  describe('of the next day', () => {
    const told = async (nextOfH3: string) => {
      const one = (code: string, shortMin: number, next = '2026-03-06') =>
        loadOf(code, next, '2026-03-05', [{ from: '11:00', arrivals: 90, shortMin }]);
      server.close();
      server = serve({
        'GET /v1/overview': () => answer,
        'POST /v1/overview/look': () => ({ lookedAt: DAY }),
        'GET /v1/halls': () => ({
          items: [hall('H1', 3), hall('H2', 3), hall('D', 0), hall('H3', 3), hall('H4', 3), hall('H1-T', 3, 'H1')],
          next: null,
        }),
        'GET /v1/next-days': () => ({
          items: [nothingKnown('H1', '2026-03-06', '2026-03-05'), one('H2', 120), one('H3', 300, nextOfH3)],
        }),
      });
      const caller: Caller = { kind: 'user', id: '1', name: '领导', role: 'manager', halls: 'all' };
      const { byTestId } = await mounted(OverviewBoard, {}, { caller });
      await settled();
      const panel = byTestId('next-days');
      const names = panel.findAll('dt').map((dt) => dt.text());
      expect(panel.get('dt a').attributes('href')).toBe('/desk/H3');
      return {
        heading: panel.get('h2').text(),
        rows: panel.findAll('dd').map((dd, n) => `${names[n] ?? ''} ${dd.text()}`),
      };
    };

    it('names its date, and of halls that serve people, not of departments and twins, the worst first', async () => {
      expect(await told('2026-03-06')).toEqual({
        heading: phrase('home.nextDays', { day: phrase('home.tomorrow', { date: '3月6日 星期五' }) }),
        rows: [
          `大厅 H3 ${phrase('forecast.outlookShort', { people: 5, queue: '户政', span: '11:00–12:00' })} ${phrase('forecast.peak', { n: 90, span: '11:00–12:00' })}`,
          `大厅 H2 ${phrase('forecast.outlookShort', { people: 2, queue: '户政', span: '11:00–12:00' })} ${phrase('forecast.peak', { n: 90, span: '11:00–12:00' })}`,
          `大厅 H1 ${phrase('home.nextNone')}`,
          `大厅 H4 ${phrase('home.nextFailed')}`,
        ],
      });
    });

    it('names the day of each hall where they open on different ones', async () => {
      const { heading, rows } = await told('2026-03-09');
      expect(heading).toBe(phrase('home.nextDays', { day: phrase('home.nextOpen') }));
      expect(rows.slice(0, 2)).toEqual([
        expect.stringMatching(
          inSequence(
            '大厅 H3 3月9日 星期一',
            phrase('forecast.outlookShort', { people: 5, queue: '户政', span: '11:00–12:00' }),
          ),
        ),
        expect.stringMatching(
          inSequence(
            `大厅 H2 ${phrase('home.tomorrow', { date: '3月6日 星期五' })}`,
            phrase('forecast.outlookShort', { people: 2, queue: '户政', span: '11:00–12:00' }),
          ),
        ),
      ]);
    });
  });

  it('says how many are at places that are not named', async () => {
    const some = { kind: 'red-warnings' as const, n: 10, oldest: DAY, places: [{ hall: 'H1', n: 2 }] };
    answer = { ...overview, decisions: [some, { ...some, kind: 'red-cards', n: 2 }] };
    const { byTestId } = await shown();
    expect(byTestId('decision-red-warnings').text()).toContain(phrase('overview.elsewhere', { n: 8 }));
    expect(byTestId('decision-red-cards').text()).not.toMatch(anyPhrase('overview.elsewhere'));
  });

  it('leads from each figure to the page that tells it, with its hall', async () => {
    const { byTestId } = await shown();
    const links = (key: string) =>
      byTestId(`overview-${key}`)
        .findAll('a')
        .map((link) => link.attributes('href'));
    expect(links('service_level')).toEqual([
      '/analysis?metric=service_level',
      '/analysis?metric=service_level&hall=H1',
    ]);
    expect(links('closed_loop_rate')).toEqual(['/loop', '/loop?hall=H1']);
  });

  it('tells how far a figure is from its target, and a month without data as none', async () => {
    const { byTestId } = await shown();
    expect(byTestId('overview-service_level').text()).toMatch(
      anyPhrase('figures.target.missed', { by: phrase('figures.points', { n: '10.0' }) }),
    );
    expect(byTestId('overview-service_level').text()).toContain(phrase('overview.missedBy', { n: 1, all: 2 }));
    expect(byTestId('overview-wait_mean').text()).toContain(phrase('overview.noValue'));
    expect(byTestId('overview-wait_mean').text()).toContain(phrase('overview.untargeted'));
  });

  it('says which part most of what the furthest place misses is of, and the weeks before to whoever does not see the line', async () => {
    const { byTestId } = await shown();
    expect(byTestId('overview-service_level').text()).toContain(phrase('overview.reason', { part: '户政', share: 62 }));
    expect(byTestId('overview-service_level').get('svg').attributes('aria-label')).toBe(
      phrase('overview.weeks', { n: 3, values: '85.0% · — · 82.0%' }),
    );
    expect(byTestId('overview-wait_mean').find('svg').exists()).toBe(false);
  });

  it('shows whoever has several halls the map, and whoever has one none', async () => {
    const mapped = async () => {
      const caller: Caller = { kind: 'user', id: '1', name: '领导', role: 'manager', halls: ['H1'] };
      const { byTestId } = await mounted(OverviewBoard, {}, { caller });
      await settled();
      return byTestId('overview').find('.map').exists();
    };
    expect(await mapped()).toBe(true);
    answer = { ...overview, place: 'H1' };
    server.close();
    server = serve({
      'GET /v1/overview': () => answer,
      'POST /v1/overview/look': () => ({ lookedAt: DAY }),
      'GET /v1/halls': () => ({ items: [hall('H1', 3)], next: null }),
      'GET /v1/next-days': () => ({ items: [nothingKnown('H1', '2026-03-06', '2026-03-05')] }),
    });
    expect(await mapped()).toBe(false);
  });

  it('shows what happened, says so when nothing did, and notes the look once it is shown', async () => {
    const first = await shown();
    expect(first.byTestId('changes').text()).toContain(phrase('overview.change.warnings-fired', { n: 4 }));
    expect(first.byTestId('changes').text()).not.toMatch(anyPhrase('overview.change.appeals'));
    expect(looks()).toBe(1);
    answer = { ...overview, changes: [{ kind: 'appeals', n: 0 }], lookedAt: null };
    const second = await shown();
    expect(second.byTestId('changes').text()).toContain(phrase('overview.nothing'));
    expect(second.byTestId('changes').text()).toMatch(anyPhrase('overview.firstLook'));
  });
});
