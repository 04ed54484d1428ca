import type { LiveHall } from '@cockpit/contracts';
import type { HallConfig } from '@cockpit/domain';
import { TICK_RULES, hallMinute, type HallMinute } from './tick-rules';

type Queue = LiveHall['queues'][number];
type Window = LiveHall['windows'][number];

const queue = (over: Partial<Queue> = {}): Queue => ({
  code: 'a',
  name: '户政',
  waiting: 5,
  longestWaitSec: 300,
  predictedP50Sec: 400,
  predictedP80Sec: 600,
  level: 'normal',
  openWindows: 2,
  lastCalled: null,
  forecast: [],
  ...over,
});
const window = (id: string, loadMin: number | null, over: Partial<Window> = {}): Window => ({
  windowId: id,
  number: id,
  state: 'idle',
  officerId: null,
  officerName: null,
  queues: ['a'],
  homeQueue: 'a',
  ticketId: null,
  ticketNumber: null,
  ticketQueue: null,
  sinceSec: 0,
  reason: null,
  loadMin,
  level: 'normal',
  ...over,
});
const SKILLS: Record<string, string[]> = { both: ['a', 'b'] };
const seen = (queues: Queue[], windows: Window[] = []): HallMinute => ({
  snapshot: { queues, windows, open: true },
  targetMin: () => 10,
  hallTargetMin: 10,
  qualified: (at) => new Set([...at.queues, ...(SKILLS[at.officerId ?? ''] ?? [])]),
});
const firing = (key: string, minute: HallMinute): string[] =>
  (TICK_RULES.find((rule) => rule.key === key)?.read(minute) ?? [])
    .filter((one) => one.value !== null && one.value >= one.fire)
    .map((one) => one.scope.code);
const valueOf = (key: string, minute: HallMinute) =>
  TICK_RULES.find((rule) => rule.key === key)?.read(minute)[0]?.value;

/** Uniform draws, the same every time. */
function draws(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

describe('the rules of a hall minute', () => {
  it('hold at the target itself, by the queue’s own target', () => {
    expect(firing('queue-longest-wait', seen([queue({ longestWaitSec: 599 })]))).toEqual([]);
    expect(firing('queue-longest-wait', seen([queue({ longestWaitSec: 600 })]))).toEqual(['a']);
    expect(firing('queue-wait-doubled', seen([queue({ longestWaitSec: 1199 })]))).toEqual([]);
    expect(firing('queue-wait-doubled', seen([queue({ longestWaitSec: 1200 })]))).toEqual(['a']);
  });

  it('see a wait coming only for people who wait now', () => {
    expect(firing('queue-predicted-wait', seen([queue({ predictedP80Sec: 601 })]))).toEqual(['a']);
    expect(firing('queue-predicted-wait', seen([queue({ predictedP80Sec: 601, waiting: 0 })]))).toEqual([]);
  });

  it('know nothing where the feed is silent', () => {
    for (const key of ['queue-longest-wait', 'queue-predicted-wait'])
      expect(valueOf(key, seen([queue({ level: 'unknown' })]))).toBeNull();
    expect(valueOf('window-overload', seen([], [window('w1', 40, { level: 'unknown' })]))).toBeNull();
  });

  it('name windows that stand out, not a hall in which all have too much to do', () => {
    expect(firing('window-overload', seen([queue()], [window('w1', 16), window('w2', 2), window('w3', 4)]))).toEqual([
      'w1',
    ]);
    expect(firing('window-overload', seen([queue()], [window('w1', 40), window('w2', 42), window('w3', 38)]))).toEqual(
      [],
    );
    expect(firing('window-overload', seen([queue()], [window('w1', null), window('w2', 14)]))).toEqual([]);
    const idle = ['x', 'y', 'z'].map((id) => window(id, 0, { homeQueue: 'b' }));
    expect(firing('window-overload', seen([queue()], [window('w1', 30), window('w2', 31), ...idle]))).toEqual([]);
  });

  it('say nothing of overload where nobody waits, whatever else the snapshot claims', () => {
    const random = draws(7);
    for (let i = 0; i < 500; i++) {
      const any = (most: number) => Math.floor(random() * most);
      const queues = ['a', 'b'].map((code) =>
        queue({
          code,
          waiting: random() < 0.5 ? 0 : any(40),
          longestWaitSec: any(9000),
          predictedP50Sec: any(9000),
          predictedP80Sec: any(9000),
          level: random() < 0.5 ? 'overloaded' : 'busy',
        }),
      );
      const windows = ['w1', 'w2', 'w3'].map((id) =>
        window(id, any(90), { queues: [random() < 0.5 ? 'a' : 'b'], sinceSec: any(9000), level: 'overloaded' }),
      );
      const empty = new Set(queues.filter(({ waiting }) => waiting === 0).map(({ code }) => code));
      for (const { key, read } of TICK_RULES) {
        for (const { scope, value, fire } of read(seen(queues, windows))) {
          const served =
            scope.kind === 'queue'
              ? [scope.code]
              : (windows.find(({ windowId }) => windowId === scope.code)?.queues ?? []);
          if (served.every((code) => empty.has(code)) && (value ?? 0) >= fire)
            throw new Error(`${key} fires for ${scope.code} where nobody waits`);
        }
      }
    }
  });

  describe('that watches idle windows', () => {
    const idle = (over: Partial<Window> = {}, waiting: Partial<Queue> = {}) =>
      firing(
        'window-idle',
        seen(
          [queue({ waiting: 23, longestWaitSec: 2400, ...waiting })],
          [window('w1', 0, { sinceSec: 35 * 60, ...over })],
        ),
      );

    it('fires for one idle for 35 minutes beside 23 waiting', () => {
      expect(idle()).toEqual(['w1']);
      expect(idle({ queues: ['b'], officerId: 'both' })).toEqual(['w1']);
      const [reading] =
        TICK_RULES.find(({ key }) => key === 'window-idle')?.read(
          seen([queue({ waiting: 23, longestWaitSec: 2400 })], [window('w1', 0, { sinceSec: 2100 })]),
        ) ?? [];
      expect(reading?.words).toEqual({
        code: 'warning.window-idle',
        params: { window: 'w1', value: 35, queue: '户政', waiting: 23 },
      });
    });

    it('leaves alone who has just come, is away, is busy, or may serve nobody who waits', () => {
      expect(idle({ sinceSec: 60 })).toEqual([]);
      for (const state of ['paused', 'closed', 'fault', 'offline', 'serving', 'called'] as const)
        expect(idle({ state })).toEqual([]);
      expect(idle({ queues: ['b'] })).toEqual([]);
      expect(idle({}, { waiting: 0 })).toEqual([]);
      expect(idle({}, { longestWaitSec: 300 })).toEqual([]);
    });

    it('counts a queue as one’s own only with the authorisations that prompts ask for, or the wall says both that no window is qualified and that one is idle', () => {
      const officer = { id: 'o1', name: '', skills: ['b', 'a'], homeQueue: 'b', authorisations: [] };
      const config = {
        hall: { waitTargetMin: 10 },
        queues: [],
        windows: [],
        items: [{ code: 'x', queue: 'a' }],
        officers: [officer, { ...officer, id: 'o2', authorisations: ['x'] }],
      } as unknown as HallConfig;
      const { qualified } = hallMinute({ config, now: 0 }, { queues: [], windows: [], open: true });
      expect(
        ['o1', 'o2'].map((officerId) => [...qualified(window('w1', 0, { queues: ['b'], officerId }))].sort()),
      ).toEqual([['b'], ['a', 'b']]);
    });

    it('knows nothing where the feed is silent', () => {
      expect(
        valueOf('window-idle', seen([queue()], [window('w1', 0, { sinceSec: 9000, level: 'unknown' })])),
      ).toBeNull();
    });
  });
});
