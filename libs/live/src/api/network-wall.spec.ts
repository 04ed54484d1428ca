import { HALL_TROUBLES, LEVELS, type HallTrouble, type NetworkPulse, type Warning } from '@cockpit/contracts';
import fc from 'fast-check';
import { byTrouble, countsOf, placeOf, redOf, troubleOf } from './network-wall';

const AT = '2026-11-20T02:00:00.000Z';
const pulse = (more: Partial<NetworkPulse> = {}): NetworkPulse => ({
  now: AT,
  at: AT,
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
  prompts: 0,
  warnings: { yellow: 0, red: 0 },
  ...more,
});
const hall = (code: string, more?: Partial<NetworkPulse>) => ({ code, pulse: more ? pulse(more) : null });

const anyPulse = fc.record({
  open: fc.boolean(),
  feed: fc.constantFrom('live', 'stale', 'silent', 'never'),
  level: fc.constantFrom(...LEVELS),
  waiting: fc.nat(200),
  waitSec: fc.option(fc.nat(7200), { nil: null }),
  warnings: fc.record({ yellow: fc.nat(3), red: fc.nat(3) }),
  prompts: fc.nat(2),
}) as fc.Arbitrary<Partial<NetworkPulse>>;
const anyHalls = fc
  .array(fc.option(anyPulse, { nil: undefined }), { maxLength: 40 })
  .map((list) => list.map((more, i) => hall(`H${String(i)}`, more)));

describe('the trouble of a hall', () => {
  it.each<[HallTrouble, Partial<NetworkPulse> | undefined]>([
    ['red', { level: 'overloaded' }],
    ['red', { warnings: { yellow: 0, red: 1 } }],
    // the feed broke off: its red warning holds
    ['red', { feed: 'silent', level: 'unknown', warnings: { yellow: 0, red: 1 } }],
    ['yellow', { level: 'busy' }],
    ['yellow', { prompts: 1 }],
    ['yellow', { warnings: { yellow: 1, red: 0 } }],
    ['silent', undefined],
    ['silent', { feed: 'silent', level: 'overloaded' }],
    ['calm', {}],
    ['closed', { open: false }],
    // the level of the last minute of the day is no trouble of the evening
    ['closed', { open: false, level: 'overloaded', feed: 'silent' }],
  ])('is %s with %j', (trouble, more) => {
    expect(troubleOf(more === undefined ? null : pulse(more))).toBe(trouble);
  });
});

describe('halls by trouble', () => {
  it('stand in the order of their trouble, each once, and do not depend on the order they came in', () => {
    fc.assert(
      fc.property(anyHalls, (halls) => {
        const ordered = byTrouble(halls);
        const ranks = ordered.map((one) => HALL_TROUBLES.indexOf(troubleOf(one.pulse)));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        expect(new Set(ordered)).toEqual(new Set(halls));
        expect(byTrouble([...halls].reverse())).toEqual(ordered);
        expect(Object.values(countsOf(halls)).reduce((sum, n) => sum + n, 0)).toBe(halls.length);
      }),
    );
  });

  it('of two alike have the longer wait first, by steps of five minutes', () => {
    const codes = (...halls: ReturnType<typeof hall>[]) => byTrouble(halls).map(({ code }) => code);
    expect(codes(hall('A', { level: 'busy', waitSec: 900 }), hall('B', { level: 'busy', waitSec: 1500 }))).toEqual([
      ...['B', 'A'],
    ]);
    expect(
      codes(hall('A', { level: 'busy', waitSec: 910, waiting: 9 }), hall('B', { level: 'busy', waitSec: 1100 })),
    ).toEqual(['A', 'B']);
  });
});

describe('the place of the wall', () => {
  const bureau = { code: 'b', name: '市公安局' };
  const node = (code: string, parent: string | null) => ({ code, name: `名 ${code}`, parent });
  const of = (nodes: ReturnType<typeof node>[], isWhole: boolean) =>
    placeOf({ nodes, bureau } as unknown as Parameters<typeof placeOf>[0], isWhole);

  it('is the bureau for whoever sees all, or several places that nothing joins', () => {
    expect(of([node('D', null), node('H', 'D')], true)).toEqual({ hall: null, name: '市公安局' });
    expect(of([node('H1', null), node('H2', null)], false).hall).toBeNull();
    expect(of([], false)).toEqual({ hall: null, name: '市公安局' });
  });

  it('is the one place above all in scope', () => {
    expect(of([node('D', null), node('H', 'D')], false)).toEqual({ hall: 'D', name: '名 D' });
  });
});

describe('red warnings', () => {
  const warning = (id: string, more: Partial<Warning> = {}) =>
    ({
      id,
      severity: 'red',
      condition: 'firing',
      handling: 'new',
      message: '等候过长',
      since: AT,
      firedAt: AT,
      ...more,
    }) as Warning;

  it('are those that nobody has answered, the latest first, without whom to call', () => {
    const later = '2026-11-20T02:05:00.000Z';
    const words = { code: 'warning.window-fault-call', params: { window: '7', value: 6, people: ['孙师傅'] } };
    const told = redOf(
      new Map([
        ['H1', [warning('a'), warning('b', { severity: 'yellow' }), warning('c', { handling: 'acknowledged' })]],
        ['H2', [warning('d', { firedAt: later, words }), warning('e', { condition: 'recovering' })]],
        ['H3', [warning('f', { silencedUntil: later })]],
      ]),
      (code) => `大厅 ${code}`,
    );
    expect(told.map(({ id, name }) => [id, name])).toEqual([
      ['d', '大厅 H2'],
      ['a', '大厅 H1'],
    ]);
    expect(JSON.stringify(told)).not.toContain('孙师傅');
  });

  it('are no more than are read', () => {
    const many = Array.from({ length: 50 }, (_, i) => warning(String(i)));
    expect(redOf(new Map([['H1', many]]), String)).toHaveLength(20);
  });
});
