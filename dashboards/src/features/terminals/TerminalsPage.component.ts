import type {
  Caller,
  MetricAnswer,
  NetworkNode,
  Terminal,
  TerminalArea,
  TerminalFigures,
  TerminalStanding,
} from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { useHallsStore } from '../halls/store';
import TerminalsPage from './TerminalsPage.vue';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '主任', role: 'manager', halls: 'all' };
const AT = '2026-03-02T02:00:00.000Z';
const terminal = (terminalId: string, state: Terminal['state'], given: Partial<Terminal> = {}): Terminal => ({
  terminalId,
  name: `${terminalId}号机`,
  state,
  since: AT,
  faultCode: null,
  lastHeartbeatAt: AT,
  lastSeenAt: AT,
  usesToday: 7,
  usedSecToday: 1500,
  faultsToday: 0,
  silentAfterSec: 900,
  ...given,
});
const OF: Record<string, Terminal[]> = {
  H1: [terminal('a1', 'up'), terminal('a2', 'fault', { faultCode: 'E7', name: null })],
  H2: [terminal('b1', 'silent'), terminal('b2', 'fault'), terminal('b3', 'unknown', { lastHeartbeatAt: null })],
  H3: [terminal('c1', 'up')],
  H5: [terminal('e1', 'unknown', { lastHeartbeatAt: null })],
};
const standings = (): TerminalStanding[] =>
  Object.entries(OF).flatMap(([hall, terminals]) => terminals.map((one) => ({ ...one, hall })));
const figures = (given: Partial<TerminalFigures> = {}): TerminalFigures => ({
  terminals: 3,
  allDay: 1,
  uptime: 0.5,
  upSec: 7200,
  downSec: 3600,
  unknownSec: 3600,
  allDayUptime: 0.25,
  coverage: 0.75,
  ...given,
});
const AREAS: TerminalArea[] = [
  { code: 'D1', name: '东区', days: 7, ...figures(), places: [{ code: 'H1', name: 'H1大厅', ...figures() }] },
  {
    code: null,
    name: '市局',
    days: 7,
    ...figures({ allDay: 0, allDayUptime: null, coverage: null }),
    places: [{ code: 'H3', name: 'H3大厅', ...figures() }],
  },
];
const PULSE: NonNullable<NetworkNode['pulse']> = {
  now: '2026-03-02T03:00:00.000Z',
  at: AT,
  open: true,
  feed: 'live',
  ageSec: 3,
  level: 'normal',
  waiting: 0,
  longestWaitSec: null,
  waitSec: null,
  issued: 0,
  served: 0,
  openWindows: 0,
  windows: 0,
  prompts: 0,
  warnings: { yellow: 0, red: 0 },
};
const node = (code: string, terminals: number): NetworkNode => ({
  code,
  name: `${code}大厅`,
  tier: 'hall',
  parent: null,
  simulated: false,
  timeZone: 'Asia/Shanghai',
  location: null,
  served: true,
  terminals,
  pulse: null,
  sum: null,
});
const sum = {
  halls: 3,
  heard: 3,
  waiting: 0,
  longestWaitSec: null,
  waitSec: null,
  issued: 0,
  served: 0,
  openWindows: 0,
  windows: 0,
  terminals: 6,
  level: 'unknown',
  warnings: { yellow: 0, red: 0 },
};
const metric = (key: MetricAnswer['key']): MetricAnswer => ({
  key,
  unit: 'share',
  hall: 'H1',
  from: '2026-03-02',
  to: '2026-03-02',
  by: null,
  reason: null,
  parts: [],
  value: 0.9,
  numerator: 9,
  denominator: 10,
  freshness: { lastEventAt: AT, ageSec: 1, silent: false },
});

describe('the page of terminals', () => {
  let server: Server;
  let halls: string[];
  let broken: string;
  let words: object;
  let areas: TerminalArea[];
  beforeEach(() => {
    halls = ['H1', 'H2', 'H3'];
    broken = '';
    words = {};
    areas = AREAS;
    server = serve({
      'GET /v1/words': () => words,
      'GET /v1/halls': () => ({
        items: halls.map((code) => ({
          code,
          name: `${code}大厅`,
          tier: 'hall',
          parent: null,
          simulated: false,
          clock: 'wall',
          twinOf: null,
          windows: 4,
          queues: [{ code: 'Q1', name: '社保' }],
        })),
        next: null,
      }),
      'GET /v1/network': () => ({
        at: AT,
        bureau: { code: 'B', name: '局' },
        sum,
        reachKm: null,
        nodes: [node('H3', 1), { ...node('H1', 2), pulse: PULSE }, node('H2', 3), node('H4', 0), node('H5', 1)],
      }),
      'GET /v1/terminals': ({ query }) => {
        const hall = query.get('hall') ?? '';
        return hall === broken ? refusal(503, 'unavailable') : { items: OF[hall] ?? [], next: null };
      },
      'GET /v1/terminal-areas': () => ({ items: areas, next: null }),
      'GET /v1/terminal-states': () =>
        broken === 'all' ? refusal(503, 'unavailable') : { items: standings(), next: null },
      ...Object.fromEntries(
        (['terminal_uptime', 'self_service_share', 'online_share', 'mobile_guided'] as const).map((key) => [
          `GET /v1/metrics/${key}`,
          () => metric(key),
        ]),
      ),
    });
  });
  afterEach(() => {
    server.close();
  });
  async function shown(): Promise<Mounted> {
    const all = await mounted(TerminalsPage, {}, { caller: MANAGER });
    await useHallsStore().load();
    await flushPromises();
    await flushPromises();
    return all;
  }
  const order = ({ page }: Mounted): string[] =>
    page.findAll('[data-testid^="terminals-of-"]').map((one) => (one.attributes('data-testid') ?? '').slice(13));
  const tiles = ({ page }: Mounted): string[] =>
    page
      .findAll('[data-testid^="terminal-tile-"]')
      .map((one) => (one.attributes('data-testid') ?? '').slice('terminal-tile-'.length));

  it('shows those of all halls, what is wrong first: halls and the terminals in them', async () => {
    const all = await shown();
    expect(order(all)).toEqual(['H2', 'H1', 'H5', 'H3']);
    expect(tiles(all)).toEqual(['H2-b2', 'H2-b1', 'H2-b3', 'H1-a2', 'H1-a1', 'H5-e1', 'H3-c1']);
    expect(all.byTestId('terminals-of-H2').text()).toMatch(
      inSequence(phrase('terminals.wrong', { n: 2 }), phrase('terminals.unsure', { n: 1 })),
    );
    expect(all.byTestId('terminals-of-H5').text()).toContain(phrase('terminals.unsure', { n: 1 }));
    // since when, or that nothing was heard; of one that is up there is nothing to say
    expect(all.byTestId('terminal-tile-H2-b1').text()).toContain(
      phrase('terminals.lastBeat', { at: '2026-03-02 10:00' }),
    );
    expect(all.byTestId('terminal-tile-H2-b3').text()).toContain(phrase('terminals.noBeat'));
    expect(all.byTestId('terminal-tile-H1-a2').text()).toContain(
      `${phrase('terminals.code', { code: 'E7' })}，${phrase('terminals.sinceAt', { at: '10:00' })}`,
    );
    expect(all.byTestId('terminal-tile-H1-a1').text()).not.toMatch(anyPhrase('terminals.lastBeat'));
    expect(all.byTestId('terminals-of-H3').text()).not.toMatch(anyPhrase('terminals.wrong'));
  });

  it('shows what each area is covered by day and night, and its places on demand', async () => {
    const all = await shown();
    const cells = (id: string) =>
      all
        .byTestId(id)
        .findAll('td')
        .map((one) => one.text());
    const unknown = phrase('terminals.area.hours', { n: 1 });
    expect(cells('area-D1')).toEqual(['3', '1', '75%', '25%', '50%', unknown]);
    expect(cells('area-')).toEqual(['3', '0', '—', '—', '50%', unknown]);
    expect(all.byTestId('area-D1').html()).toContain(phrase('terminals.area.made', { up: 2, down: 1, unknown: 1 }));
    const places = () => all.page.findAll('[data-testid^="place-"]').map((one) => one.attributes('data-testid'));
    expect(places()).toEqual([]);
    await all.byTestId('area-D1').find('button').trigger('click');
    expect(places()).toEqual(['place-H1']);
    await all.byTestId('area-D1').find('button').trigger('click');
    expect(places()).toEqual([]);
  });

  it('shows the places of the only area at once', async () => {
    areas = AREAS.slice(0, 1);
    const all = await shown();
    expect(all.page.findAll('[data-testid^="place-"]')).toHaveLength(1);
    expect(all.byTestId('area-D1').find('button').exists()).toBe(false);
  });

  it('calls a fault what the organisation calls it', async () => {
    words = { faults: { E7: '打印机故障' } };
    const all = await shown();
    expect(all.byTestId('terminal-tile-H1-a2').text()).toContain(
      `打印机故障，${phrase('terminals.sinceAt', { at: '10:00' })}`,
    );
    expect(all.byTestId('terminal-tile-H1-a2').text()).not.toContain('E7');
  });

  it('shows those of one state alone, and the facts of one on request', async () => {
    const all = await shown();
    await all.byTestId('terminal-state-fault').trigger('click');
    expect(tiles(all)).toEqual(['H2-b2', 'H1-a2']);
    await all.byTestId('terminal-tile-H1-a2').trigger('click');
    await flushPromises();
    expect(all.byTestId('terminal-a2').text()).toMatch(
      inSequence(
        'a2',
        phrase('terminals.extra'),
        phrase('terminals.code', { code: 'E7' }),
        phrase('terminals.used', { n: 25 }),
      ),
    );
    await all.byTestId('terminal-tile-H1-a2').trigger('click');
    expect(all.byTestId('terminal-a2').exists()).toBe(false);
  });

  it('opens a hall from there: its terminals in a table, and from when on the server calls one silent', async () => {
    const all = await shown();
    await all.byTestId('terminals-of-H2').get('h2 button').trigger('click');
    await flushPromises();
    await flushPromises();
    expect(all.page.findAll('tbody tr').map((row) => row.get('th').text())).toEqual(['b2号机', 'b1号机', 'b3号机']);
    expect(all.page.text()).toContain(
      `${phrase('terminals.summary', { up: 0, fault: 1, silent: 1, unknown: 1 })} · ${phrase('terminals.silentAfter', { n: 15 })}`,
    );
    expect(all.byTestId('terminal-b3').text()).toContain(phrase('terminals.never'));
  });

  it('opens the only hall of whoever has one', async () => {
    halls = ['H1'];
    const all = await shown();
    expect(all.byTestId('terminal-grid').exists()).toBe(false);
    expect(all.page.findAll('tbody tr')).toHaveLength(2);
  });

  it('says so where the facts of one could not be had', async () => {
    broken = 'H1';
    const all = await shown();
    await all.byTestId('terminal-tile-H1-a2').trigger('click');
    await flushPromises();
    expect(all.byTestId('terminals-of-H1').get('[role="alert"]').text()).not.toBe('');
  });

  it('says so where they could not be had, instead of showing none', async () => {
    broken = 'all';
    const all = await shown();
    expect([all.page.text().includes(phrase('terminals.failed')), tiles(all)]).toEqual([true, []]);
  });
});
