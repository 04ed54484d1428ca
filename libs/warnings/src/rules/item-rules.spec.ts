import type { HallConfig, HallState } from '@cockpit/domain';
import type { HallMinute } from './hall-minute';
import { readingsOf } from './rule';
import { ITEM_RULES } from './item-rules';
import { itemsOf, type ItemSeen } from './items-seen';
import { readUnder } from './terms';

const T0 = Date.parse('2026-03-04T10:00:00+08:00');
const MINUTE = 60_000;
type State = Parameters<typeof itemsOf>[0];

const item = (code: string, waitTargetMin?: number) => ({
  code,
  name: code,
  queue: 'a',
  meanServiceMin: 12,
  ...(waitTargetMin === undefined ? {} : { waitTargetMin }),
});
const config = {
  queues: [{ code: 'a' }],
  items: [item('passport', 20), item('moving')],
} as unknown as HallConfig;

interface Served {
  item: string;
  state?: 'called' | 'serving';
  forMin: number;
}
/** Windows in their order with whom they have now; @param left whom a window has left behind */
function stateOf(
  waits: readonly [string | null, number][],
  served: readonly Served[],
  left: readonly Served[] = [],
): State {
  const tickets = [...served, ...left].map(({ item: of, state = 'serving', forMin }, i) => [
    `t${String(i)}`,
    { item: of, state, since: T0 - forMin * MINUTE },
  ]);
  return {
    config,
    now: T0,
    tickets: new Map(tickets as Iterable<never>),
    windows: new Map(
      served.map((_, i) => [`w${String(i)}`, { windowId: `w${String(i)}`, ticketId: `t${String(i)}` }] as never),
    ),
    waiting: () => waits.map(([of, min]) => ({ item: of, since: T0 - min * MINUTE })),
  } as unknown as HallState;
}
const seen = (items: ItemSeen[], level = 'normal'): HallMinute =>
  ({
    snapshot: { queues: [{ code: 'a', level }], windows: [{ windowId: 'w1', number: '08' }] },
    items,
  }) as unknown as HallMinute;
const read = (key: string, state: State, level?: string) =>
  ITEM_RULES.filter((rule) => rule.key === key).flatMap((rule) => readingsOf(rule, seen(itemsOf(state), level)));
const firing = (key: string, state: State): string[] =>
  read(key, state)
    .filter(({ value, fire }) => value !== null && value >= fire)
    .map(({ scope }) => scope.code);

describe('the wait for an item', () => {
  it('is that of whoever has waited longest for it, against its own target alone', () => {
    const waits = stateOf(
      [
        ['passport', 20],
        ['passport', 3],
        ['moving', 90],
        [null, 200],
      ],
      [],
    );
    expect(itemsOf(waits).map(({ code, waitMin }) => [code, waitMin])).toEqual([
      ['passport', 20],
      ['moving', 90],
    ]);
    expect(firing('item-wait', waits)).toEqual(['passport']);
    expect(firing('item-wait', stateOf([['passport', 19]], []))).toEqual([]);
  });

  it('may be limited for an item that has no target', () => {
    const [, moving] = read('item-wait', stateOf([['moving', 30]], []));
    if (moving === undefined) throw new Error('not read');
    const judged = readUnder({ threshold: 25 }, moving, { now: T0, timeZone: 'Asia/Shanghai' });
    expect(judged).toMatchObject({ value: 30, fire: 25, clear: 20, words: { params: { limit: 25 } } });
  });
});

describe('the handling of an item', () => {
  it('is that of who is served now: not of who was called, nor of whom a window has left behind', () => {
    const long = { item: 'passport', forMin: 61 };
    expect(firing('item-handling', stateOf([], [long]))).toEqual(['passport']);
    expect(firing('item-handling', stateOf([], [{ ...long, forMin: 59 }]))).toEqual([]);
    expect(firing('item-handling', stateOf([], [{ ...long, state: 'called' }]))).toEqual([]);
    expect(firing('item-handling', stateOf([], [], [long]))).toEqual([]);
  });

  it('names the window of whoever has been served for it longest', () => {
    const served = [15, 70, 65].map((forMin) => ({ item: 'passport', forMin }));
    const [passport, moving] = read('item-handling', stateOf([], served));
    expect(passport).toMatchObject({ value: 70, words: { params: { window: '08' } } });
    expect(moving).toMatchObject({ value: 0, words: { params: { window: '' } } });
  });

  it('is many times what it takes, where that is long', () => {
    const slow = { ...config, items: config.items.map((one) => ({ ...one, meanServiceMin: 30 })) };
    const served = (forMin: number) => ({ ...stateOf([], [{ item: 'moving', forMin }]), config: slow });
    expect([firing('item-handling', served(119)), firing('item-handling', served(120))]).toEqual([[], ['moving']]);
  });
});

it('nothing is known of items whose queue is silent', () => {
  const state = stateOf([['passport', 50]], [{ item: 'moving', forMin: 90 }]);
  for (const { key } of ITEM_RULES) expect(read(key, state, 'unknown').map(({ value }) => value)).toEqual([null, null]);
});
