import type { LiveHall } from '@cockpit/contracts';
import { TerminalLive, WindowLive, standOf, type HallConfig } from '@cockpit/domain';
import { PREDICTED } from './catalogue';
import { hallMinute, type HallMinute } from './hall-minute';
import { TICK_RULES } from './tick-rules';

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
/** of a hall in which nobody is */
const NOBODY = { tickets: new Map(), waiting: () => [], terminalStand: () => ({ heardAt: null, faultSince: null }) };
const SKILLS: Record<string, string[]> = { both: ['a', 'b'] };
const seen = (queues: Queue[], windows: Window[] = [], more: Partial<HallMinute> = {}): HallMinute => ({
  snapshot: { queues, windows, open: true },
  targetMin: () => 10,
  hallTargetMin: 10,
  qualified: (at) => new Set([...at.queues, ...(SKILLS[at.officerId ?? ''] ?? [])]),
  closed: false,
  helping: new Set(),
  reserve: [],
  items: [],
  terminals: [],
  ...more,
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

  it('go by predictions only where a back-test looks ahead for them', () => {
    const hall = (ahead: { predictedP80Sec: number | null; loadMin: number | null }) =>
      seen(
        [queue({ predictedP80Sec: ahead.predictedP80Sec })],
        ['w1', 'w2', 'w3'].map((id) => window(id, id === 'w1' ? ahead.loadMin : (ahead.loadMin ?? 0) / 2)),
      );
    const ahead = hall({ predictedP80Sec: 6000, loadMin: 60 });
    const blind = hall({ predictedP80Sec: null, loadMin: null });
    const differ = TICK_RULES.filter((rule) => JSON.stringify(rule.read(ahead)) !== JSON.stringify(rule.read(blind)));
    expect(differ.map(({ key }) => key).sort()).toEqual([...PREDICTED].sort());
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
              : windows
                  .filter(({ windowId }) => scope.kind === 'hall' || windowId === scope.code)
                  .flatMap((one) => one.queues);
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

    it('is one thing with a prompt that waits for an answer: it says so, and does not begin beside it', () => {
      const read = (state: 'shown' | 'accepted', windowId: string, queues: string[]) => {
        const snapshot = {
          queues: [queue({ waiting: 23, longestWaitSec: 2400 })],
          windows: [window('w1', 0, { sinceSec: 2100 })],
          open: true,
          prompts: [{ state, windowId, queues }] as LiveHall['prompts'],
        };
        const rule = TICK_RULES.find(({ key }) => key === 'window-idle');
        const [reading] = rule?.read(seen([], [], { snapshot })) ?? [];
        return [reading?.held, reading?.words.code];
      };
      expect(read('shown', 'w1', ['b', 'a'])).toEqual([true, 'warning.window-idle-prompted']);
      const apart = [false, 'warning.window-idle'];
      expect(read('shown', 'w1', ['b'])).toEqual(apart);
      expect(read('shown', 'w2', ['a'])).toEqual(apart);
      expect(read('accepted', 'w1', ['a'])).toEqual(apart);
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
        hall: { waitTargetMin: 10, terminals: [] },
        queues: [],
        windows: [],
        open: [],
        items: [{ code: 'x', queue: 'a' }],
        officers: [officer, { ...officer, id: 'o2', authorisations: ['x'] }],
      } as unknown as HallConfig;
      const { qualified } = hallMinute(
        { config, now: 0, windows: new Map(), ...NOBODY },
        { queues: [], windows: [], open: true },
      );
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

  describe('about what is out of order', () => {
    const broken = window('w1', null, { state: 'fault', sinceSec: 301, level: 'unknown' });

    it('tell a window and a terminal that are out of order for long', () => {
      expect(firing('window-fault', seen([], [broken, window('w2', 3, { sinceSec: 9000 })]))).toEqual(['w1']);
      expect(firing('window-fault', seen([], [{ ...broken, sinceSec: 299 }]))).toEqual([]);
      const terminals = [
        { id: 'k1', name: '一号机', faultMin: 10, silentMin: 0 },
        { id: 'k2', name: '二号机', faultMin: 9.9, silentMin: 0 },
      ];
      expect(firing('terminal-fault', seen([], [], { terminals }))).toEqual(['k1']);
    });

    it('are silent in a closed hall, as all are', () => {
      const late = queue({ longestWaitSec: 99_999, predictedP80Sec: 99_999 });
      const closed = seen([late], [broken, window('w2', 999)], { closed: true });
      expect(TICK_RULES.flatMap((rule) => rule.read(closed))).toEqual([]);
    });
  });

  describe('about a hall that cannot help itself', () => {
    it('tell that all windows are overloaded alike, which no rule of one window sees', () => {
      const all = seen([queue()], [window('w1', 40), window('w2', 45), window('w3', 15)]);
      expect(firing('windows-overloaded', all)).toEqual(['windows']);
      const alike = seen([queue()], [window('w1', 40), window('w2', 40)]);
      expect([firing('window-overload', alike), firing('windows-overloaded', alike)]).toEqual([[], ['windows']]);
      const some = seen([queue()], [window('w1', 40), window('w2', 14)]);
      expect(firing('windows-overloaded', some)).toEqual([]);
      expect(firing('windows-overloaded', seen([queue()], [window('w1', 40), window('w2', null)]))).toEqual([]);
      expect(firing('windows-overloaded', seen([queue()], [window('w1', 40, { state: 'closed' })]))).toEqual([]);
    });

    it('tell that the reserve is used up while somebody waits beyond the target', () => {
      const late = queue({ longestWaitSec: 600 });
      const at = (state: Window['state'], queues = [late]) =>
        firing('reserve-used-up', seen(queues, [window('r', 1, { state })], { reserve: ['r'] }));
      expect([at('serving'), at('closed'), at('serving', [queue()])]).toEqual([['reserve'], [], []]);
      expect(firing('reserve-used-up', seen([late]))).toEqual([]);
    });

    it('do not blame a window that has just come to help', () => {
      const windows = [window('w1', 90, { homeQueue: 'b', queues: ['a'] }), window('w2', 3, { homeQueue: 'b' })];
      expect(firing('window-overload', seen([queue()], windows))).toEqual(['w1']);
      expect(firing('window-overload', seen([queue()], windows, { helping: new Set(['w1']) }))).toEqual([]);
    });
  });

  describe('read of a hall’s state', () => {
    const windows = ['a', 'b'].map((id) => ({
      id,
      number: id,
      kind: 'specialised',
      homeQueue: id,
      queues: [id],
      roster: [],
    }));
    const config = {
      hall: { waitTargetMin: 10, terminals: [{ id: 'k1', name: '一号机' }] },
      queues: [],
      items: [],
      officers: [],
      open: [],
      windows,
    } as unknown as HallConfig;
    const T0 = Date.parse('2026-03-04T01:00:00Z');

    it('know who has come to help, for a quarter of an hour, and since when a terminal is out of order', () => {
      const live = new WindowLive('a', config.windows[0] ?? null);
      const assigned = { kind: 'assigned', at: T0, officerId: null, promptId: null, text: null } as const;
      live.add({ ...assigned, key: '1', queues: ['b'] });
      const terminal = new TerminalLive('k1');
      terminal.report({ at: T0, key: '2', fault: true, code: null });
      const at = (minute: number) =>
        hallMinute(
          {
            config,
            now: T0 + minute * 60_000,
            windows: new Map([['a', live]]),
            ...NOBODY,
            terminalStand: () => standOf(terminal),
          },
          { queues: [], windows: [], open: true },
        );
      expect([[...at(1).helping], [...at(16).helping]]).toEqual([['a'], []]);
      expect(at(12).terminals).toEqual([{ id: 'k1', name: '一号机', faultMin: 12, silentMin: 0 }]);
      live.add({ ...assigned, at: T0 + 1, key: '3', queues: ['a'] });
      expect([...at(1).helping]).toEqual([]);
    });

    it('watch 24-hour terminals while the hall is closed, and the others only while it is open', () => {
      const [day, night] = [
        { id: 'day', name: '日间机', allDay: false },
        { id: 'night', name: '通宵机', allDay: true },
      ];
      const HOUR = 3_600_000;
      const opening = { from: T0 + HOUR, to: T0 + 9 * HOUR };
      const here = {
        ...config,
        open: [opening],
        hall: { ...config.hall, terminals: [day, night] },
      } as unknown as HallConfig;
      // both were heard last an hour before the doors open, and go on to say nothing
      const firingAt = (key: string, at: number, stand = { heardAt: T0, faultSince: null as number | null }) => {
        const open = opening.from <= at && at < opening.to;
        const state = { config: here, now: at, windows: new Map(), ...NOBODY, terminalStand: () => stand };
        return firing(key, hallMinute(state, { queues: [], windows: [], open }));
      };
      const silentAt = (minute: number) => firingAt('terminal-silent', T0 + minute * 60_000);
      expect([silentAt(14), silentAt(15), silentAt(59)]).toEqual([[], ['night'], ['night']]);
      // it may be switched on with the doors
      expect([silentAt(74), silentAt(75)]).toEqual([['night'], ['day', 'night']]);
      // and off with them
      expect(silentAt(9 * 60 + 60)).toEqual(['night']);
      const broken = { heardAt: T0, faultSince: T0 };
      expect(firingAt('terminal-fault', T0 + 10 * 60_000, broken)).toEqual(['night']);
      expect(firingAt('terminal-fault', T0 + 70 * 60_000, broken)).toEqual(['day', 'night']);
      expect(firingAt('terminal-silent', T0 + 70 * 60_000, broken)).toEqual([]);
    });

    it('close a hall only when its last visitors have been served', () => {
      const closed = (open: boolean, ...all: Window[]) =>
        hallMinute({ config, now: T0, windows: new Map(), ...NOBODY }, { queues: [], windows: all, open }).closed;
      expect(closed(false)).toBe(true);
      expect(closed(true)).toBe(false);
      expect(closed(false, window('a', 1, { state: 'serving', sinceSec: 9000 }))).toBe(false);
      expect(closed(false, window('a', 1, { sinceSec: 599 }))).toBe(false);
      expect(closed(false, window('a', 1, { sinceSec: 600 }), window('b', 1, { state: 'closed' }))).toBe(true);
    });
  });
});
