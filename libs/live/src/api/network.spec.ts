import { HallDoc, type NetworkPulse } from '@cockpit/contracts';
import { networkOf } from './network';

const NOW = Date.parse('2026-11-20T02:00:00Z');
const hall = (code: string, more: object = {}) =>
  HallDoc.parse({
    code,
    name: `大厅 ${code}`,
    tier: 'hall',
    queues: [{ code: 'household', name: '户政', branch: 'household' }],
    windows: [{ id: `${code}-1`, number: '1', queues: ['household'] }],
    ...more,
  });
const DOC = {
  travelTimes: [],
  bureau: { code: 'bureau', name: '市公安局' },
  halls: [
    HallDoc.parse({ code: 'd1', name: '服务部', tier: 'department' }),
    hall('H1', { parent: 'd1', location: { lat: 30, lon: 120 } }),
    hall('H2', { parent: 'd1' }),
    hall('H1-T', { parent: 'd1', twinOf: 'H1' }),
    HallDoc.parse({
      code: 'E1',
      name: '延伸点',
      tier: 'extension-point',
      parent: 'H1',
      terminals: [
        { id: 't1', name: '终端' },
        { id: 't2', name: '终端' },
      ],
    }),
    hall('H9'),
  ],
};
const pulse = (more: Partial<NetworkPulse> = {}): NetworkPulse => ({
  now: '2026-11-20T02:00:00.000Z',
  at: new Date(NOW).toISOString(),
  open: true,
  feed: 'live',
  ageSec: 2,
  level: 'normal',
  waiting: 5,
  longestWaitSec: 300,
  waitSec: 240,
  issued: 40,
  served: 30,
  openWindows: 1,
  windows: 1,
  warnings: { yellow: 1, red: 0 },
  prompts: 0,
  ...more,
});

describe('the network', () => {
  it('sums what stands beneath a place, and leaves twins out', () => {
    const network = networkOf(
      DOC,
      new Map([
        ['H1', pulse()],
        ['H2', pulse({ waiting: 7, longestWaitSec: 900, level: 'overloaded' })],
        ['H1-T', pulse({ waiting: 100 })],
      ]),
      'all',
      NOW,
    );
    expect(network.nodes.map(({ code }) => code)).toEqual(['d1', 'H1', 'H2', 'E1', 'H9']);
    expect(network.nodes[0]?.sum).toMatchObject({
      halls: 2,
      heard: 2,
      waiting: 12,
      longestWaitSec: 900,
      level: 'overloaded',
      terminals: 2,
      warnings: { yellow: 2, red: 0 },
    });
    expect(network.nodes[1]?.sum).toMatchObject({ halls: 1, waiting: 5, terminals: 2 });
    expect(network.nodes[2]?.sum).toBeNull();
    expect(network.sum).toMatchObject({ halls: 3, heard: 2, waiting: 12 });
  });

  it('never counts what is no longer heard, nor what was said long ago', () => {
    const old = new Date(NOW - 400_000).toISOString();
    const network = networkOf(
      DOC,
      new Map([
        ['H1', pulse({ at: old })],
        ['H2', pulse({ feed: 'silent', ageSec: 900 })],
        ['H9', pulse({ at: new Date(NOW - 90_000).toISOString() })],
      ]),
      'all',
      NOW,
    );
    const of = (code: string) => network.nodes.find((node) => node.code === code)?.pulse;
    expect(of('H1')).toMatchObject({ feed: 'silent', ageSec: 402, level: 'unknown' });
    expect(of('H9')).toMatchObject({ feed: 'stale', ageSec: 92, level: 'normal' });
    expect(network.sum).toMatchObject({ halls: 3, heard: 1, waiting: 5 });
  });

  it('counts the warnings of every place that is shown, also of points and of what has fallen silent', () => {
    const network = networkOf(
      DOC,
      new Map([
        ['H1', pulse()],
        ['H2', pulse({ feed: 'silent', ageSec: 900, warnings: { yellow: 0, red: 2 } })],
        ['E1', pulse({ feed: 'never', ageSec: null, warnings: { yellow: 3, red: 0 } })],
        ['H1-T', pulse({ warnings: { yellow: 50, red: 50 } })],
      ]),
      'all',
      NOW,
    );
    expect(network.sum.warnings).toEqual({ yellow: 4, red: 2 });
    expect(network.nodes[0]?.sum?.warnings).toEqual({ yellow: 4, red: 2 });
    expect(network.sum.waiting).toBe(5);
  });

  it('shows a caller its own places only, and hangs them under the bureau when what is above them is not its own', () => {
    const network = networkOf(
      DOC,
      new Map([
        ['H1', pulse()],
        ['H2', pulse()],
      ]),
      ['H1', 'E1'],
      NOW,
    );
    expect(network.nodes.map(({ code, parent }) => [code, parent])).toEqual([
      ['H1', null],
      ['E1', 'H1'],
    ]);
    expect(network.sum).toMatchObject({ halls: 1, waiting: 5 });
  });

  it('knows nothing of the load of a place nobody has heard', () => {
    const [, first] = networkOf(DOC, new Map(), 'all', NOW).nodes;
    expect(first).toMatchObject({
      pulse: null,
      served: true,
      sum: { halls: 1, heard: 0, waiting: 0, level: 'unknown' },
    });
  });
});
