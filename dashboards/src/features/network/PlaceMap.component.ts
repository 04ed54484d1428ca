import type { Caller, Network, NetworkNode, NetworkPulse, TerminalStanding } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { PAGE_SIZE } from '../../shared/pages';
import { mounted, type Mounted } from '../../testing/mounted';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { MOST_APART } from './cluster';
import PlaceMap from './PlaceMap.vue';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '主任', role: 'manager', halls: 'all' };
const AT = '2026-03-02T02:00:00.000Z';
const pulse = (given: Partial<NetworkPulse> = {}): NetworkPulse => ({
  now: AT,
  at: AT,
  open: true,
  feed: 'live',
  ageSec: 3,
  level: 'normal',
  waiting: 12,
  longestWaitSec: 600,
  issued: 80,
  served: 60,
  openWindows: 9,
  windows: 12,
  waitSec: 540,
  warnings: { yellow: 0, red: 0 },
  prompts: 0,
  ...given,
});
const place = (code: string, given: Partial<NetworkNode> = {}): NetworkNode => ({
  code,
  name: `${code}大厅`,
  tier: 'hall',
  parent: null,
  simulated: false,
  timeZone: 'Asia/Shanghai',
  location: null,
  served: true,
  terminals: 0,
  pulse: pulse(),
  sum: null,
  ...given,
});
const sum = (given: Partial<Network['sum']> = {}): Network['sum'] => ({
  halls: 3,
  heard: 2,
  waiting: 1234,
  longestWaitSec: 900,
  waitSec: 1500,
  issued: 0,
  served: 900,
  openWindows: 20,
  windows: 30,
  terminals: 4,
  level: 'busy',
  warnings: { yellow: 2, red: 1 },
  ...given,
});
const terminal = (terminalId: string, state: TerminalStanding['state']): TerminalStanding => ({
  hall: 'H1',
  terminalId,
  name: null,
  state,
  since: null,
  faultCode: null,
  lastHeartbeatAt: null,
});

describe('the page of the network', () => {
  let server: Server;
  let network: () => unknown;
  const answer = (nodes: NetworkNode[], whole = sum()): Network => ({
    at: AT,
    bureau: { code: 'B', name: '市行政审批局' },
    sum: whole,
    reachKm: null,
    nodes,
  });
  beforeEach(() => {
    server = serve({
      'GET /v1/network': () => network(),
      'GET /v1/network/ground': () => ({ shapes: [] }),
      'GET /v1/terminal-states': () => ({
        items: [terminal('t1', 'up'), terminal('t2', 'fault'), terminal('t3', 'silent')],
        next: null,
      }),
    });
  });
  afterEach(() => {
    server.close();
  });
  async function shown(): Promise<Mounted> {
    const all = await mounted(PlaceMap, {}, { caller: MANAGER });
    await flushPromises();
    await flushPromises();
    return all;
  }
  const codes = ({ page }: Mounted): string[] =>
    page.findAll('[data-testid^="row-"]').map((row) => (row.attributes('data-testid') ?? '').slice(4));

  it('lists every place under the one above it, the fullest and most loaded first', async () => {
    network = () =>
      answer([
        place('H2', { parent: 'D' }),
        place('H3', { parent: 'D', pulse: pulse({ level: 'overloaded', waiting: 5 }) }),
        place('H1', { parent: 'D', pulse: pulse({ waiting: 40 }) }),
        place('D', { tier: 'department', served: false, pulse: null, sum: sum() }),
        place('P', { tier: 'extension-point', served: false, pulse: null }),
      ]);
    const all = await shown();
    expect(codes(all)).toEqual(['D', 'H3', 'H1', 'H2', 'P']);
    expect(all.byTestId('row-D').text()).toContain(phrase('network.heard', { heard: 2, halls: 3 }));
    expect(all.byTestId('row-D').find('a').exists()).toBe(false);
    expect(all.byTestId('row-H3').get('a').attributes('href')).toBe('/wall/H3');
    expect(all.byTestId('row-P').text()).toContain('—');
    expect(all.byTestId('figure-waiting').text()).toContain('1,234');
    expect(all.byTestId('figure-longest').text()).toMatch(inSequence('25', phrase('unit.min')));
    expect(all.byTestId('figure-open').text()).toMatch(/20\s*\/30/);
    expect(all.byTestId('figure-red').classes()).toContain('bad');
  });

  it('shows no figure of a hall that has fallen silent, and how long it has', async () => {
    const silent = pulse({ feed: 'silent', ageSec: 7200, waiting: 99, level: 'overloaded' });
    network = () =>
      answer([
        place('H1', { pulse: silent }),
        place('H2', { pulse: pulse({ feed: 'never', ageSec: null }) }),
        place('H3', { pulse: null }),
      ]);
    const all = await shown();
    expect(all.byTestId('row-H1').text()).toContain(
      phrase('network.quiet', { age: phrase('unit.hoursAgo', { n: 2 }) }),
    );
    expect(all.byTestId('row-H1').text()).not.toContain('99');
    expect(all.byTestId('row-H2').text()).toContain(phrase('network.never'));
    expect(all.byTestId('row-H3').text()).toContain(phrase('network.unwatched'));
    expect(codes(all).map((code) => all.byTestId(`row-${code}`).classes('quiet'))).toEqual([true, true, true]);
  });

  it('shows the warnings of points and of silent places too, which the total counts', async () => {
    const warned = (red: number, yellow: number) => pulse({ feed: 'never', ageSec: null, warnings: { red, yellow } });
    network = () =>
      answer([
        place('A', { tier: 'extension-point', served: false, pulse: warned(0, 0) }),
        place('B', { tier: 'extension-point', served: false, pulse: warned(0, 2) }),
        place('C', { tier: 'extension-point', served: false, pulse: warned(1, 0) }),
        place('H', { pulse: pulse({ feed: 'silent', warnings: { red: 3, yellow: 0 } }) }),
      ]);
    const all = await shown();
    expect(codes(all)).toEqual(['H', 'C', 'B', 'A']);
    expect(['H', 'C', 'B'].map((code) => all.byTestId(`row-${code}`).text())).toEqual([
      expect.stringContaining(phrase('network.red', { n: 3 })),
      expect.stringContaining(phrase('network.red', { n: 1 })),
      expect.stringContaining(phrase('network.yellow', { n: 2 })),
    ]);
  });

  it('says of the terminals how they are, of how many that is not known, and where something is wrong', async () => {
    network = () => answer([place('H1', { terminals: 3 }), place('H2', { terminals: 1 })]);
    const all = await shown();
    // nobody has said anything of that of H2
    expect(all.page.get('.tiers').text()).toContain(
      `${phrase('network.terminalState', { up: 1, fault: 1, silent: 1 })} · ${phrase('network.terminalUnknown', { n: 1 })}`,
    );
    expect(all.byTestId('row-H1').text()).toContain(phrase('network.terminalState', { up: 1, fault: 1, silent: 1 }));
    expect(all.byTestId('row-H2').text()).not.toMatch(anyPhrase('network.terminalState'));
  });

  it('of very many places lists the worst first, page by page, and finds one by its name', async () => {
    const many = Array.from({ length: Math.max(MOST_APART, 150) + 1 }, (_, n) =>
      place(`N${String(n).padStart(3, '0')}`, { pulse: pulse({ waiting: 1 }) }),
    );
    network = () => answer([...many, place('BAD', { name: '河西', pulse: pulse({ level: 'overloaded' }) })]);
    const all = await shown();
    expect(codes(all)).toHaveLength(PAGE_SIZE);
    expect(codes(all)[0]).toBe('BAD');
    await all.byTestId('page-forth').trigger('click');
    expect(codes(all)).not.toContain('BAD');
    await all.byTestId('find-place').setValue('河西');
    expect(codes(all)).toEqual(['BAD']);
    await all.byTestId('find-place').setValue('nowhere');
    expect([codes(all), all.byTestId('places-said').text()]).toEqual([[], phrase('network.noneFound')]);
  });

  it('tells a network without places from one that could not be fetched, which is asked for again', async () => {
    network = () => answer([]);
    expect((await shown()).page.text()).toContain(phrase('network.none'));
    network = () => refusal(503, 'unavailable');
    const all = await shown();
    expect(all.page.text()).toContain(phrase('network.failed'));
    network = () => answer([place('H1')]);
    await all.page.get('[data-testid="network"] button').trigger('click');
    await flushPromises();
    expect(codes(all)).toEqual(['H1']);
  });
});
