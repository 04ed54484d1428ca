import { setOf } from '../queue-set';
import { demandRatios, serviceRatio } from './demand';
import { redirectView, type ViewExtras } from './from-state';
import { CONFIG, MINUTE, NAMES, hall, opened, type FixtureEvent } from './hall.fixture';
import { DEFAULT_PARAMS } from './params';
import type { PastPrompt } from './view';

const [Q1, Q2] = [NAMES.queue(0), NAMES.queue(1)];
/** the first of them takes six minutes, the second eighteen */
const [QUICK, LONG] = [NAMES.item(0, 0), NAMES.item(0, 1)];
const [W1, W2] = [NAMES.window(0), NAMES.window(1)];
const CLOSES = 540;

const viewOf = (told: readonly FixtureEvent[], minute = 10, extras: Partial<ViewExtras> = {}, config = CONFIG) =>
  redirectView(hall(told, minute, config), DEFAULT_PARAMS, { past: [], ...extras });
const taken = (ticketId: string, minute: number, more: object = {}, queue = Q1): FixtureEvent => [
  ...(['hall.ticket.issued', { ticketId, number: ticketId, queue, channel: 'walk-in', ...more }, minute] as const),
];
const atWindow = (type: 'called' | 'started' | 'finished', minute: number, more: object = {}): FixtureEvent => [
  ...([`hall.ticket.${type}`, { ticketId: 'a', windowId: W1, ...more }, minute] as const),
];
const prompt = (more: Partial<PastPrompt>): PastPrompt => ({ kind: 'link', state: 'done', decidedMin: 1, ...more });

describe('the view of a hall', () => {
  it('knows when the doors are open, and when they are shut next', () => {
    const [noon, one] = [NAMES.opening + 210 * MINUTE, NAMES.opening + 270 * MINUTE];
    const open = [
      { from: NAMES.opening, to: noon },
      { from: one, to: NAMES.opening + CLOSES * MINUTE },
    ];
    const doors = (minute: number) => {
      const { nowMin, doorsOpen, closeMin } = viewOf([], minute, {}, { ...CONFIG, open });
      return [nowMin, doorsOpen, closeMin];
    };
    expect([-5, 0, 209, 210, 269, 270, 539, 540].map(doors)).toEqual([
      ...[
        [-5, false, 210],
        [0, true, 210],
        [209, true, 210],
      ],
      ...[
        [210, false, 540],
        [269, false, 540],
      ],
      ...[
        [270, true, 540],
        [539, true, 540],
        [540, false, 540],
      ],
    ]);
    expect(viewOf([], 10, {}, { ...CONFIG, open: [] })).toMatchObject({ doorsOpen: false, closeMin: 10 });
    expect(viewOf([])).toMatchObject({ slotMin: 30, noShowRate: 0.06, otherHalls: [], past: [] });
  });

  it('has as many minutes of reserve left as openings have not used', () => {
    const past = [
      ...(['accepted', 'carried-out', 'done', 'declined', 'shown', 'undone'] as const).map((state) =>
        prompt({ kind: 'open', state }),
      ),
      prompt({ kind: 'link', state: 'done' }),
    ];
    const params = { ...DEFAULT_PARAMS, reserveBudgetMin: 200, openMin: 45 };
    expect(redirectView(hall([]), params, { past }).reserveLeftMin).toBe(200 - 3 * 45);
  });

  describe('of a queue', () => {
    it('says how much work waits, and how long its head does', () => {
      const { queues } = viewOf([taken('a', 5), taken('b', 2, { item: LONG }), taken('c', 7, {}, Q2)]);
      expect(queues[0]).toMatchObject({ code: Q1, name: Q1, waiting: 2, headAgeMin: 8, meanMin: 9.8, cv: 0.6 });
      // one in sixteen does not come when called
      expect(queues[0]?.workMin).toBeCloseTo((18 + 9.8) * 0.94, 9);
      expect(queues[0]?.waitTargetMin).toBe(15);
      expect(queues[1]).toMatchObject({ code: Q2, waiting: 1, headAgeMin: 3 });
      expect(queues[2]).toMatchObject({ waiting: 0, headAgeMin: 0, workMin: 0 });
    });

    it('has a pace and a demand of today', () => {
      const config = { ...CONFIG, open: [{ from: NAMES.opening - 30 * MINUTE, to: NAMES.opening + CLOSES * MINUTE }] };
      const events = [
        ...[taken('z', -3), opened(W1), taken('a', 2, { item: QUICK }), taken('b', 29), taken('c', 31)],
        ...[atWindow('called', 33), atWindow('started', 34), atWindow('finished', 46, { result: 'done' })],
      ].sort(([, , one = 0], [, , other = 0]) => one - other);
      const { queues } = viewOf(events, 50, {}, config);
      expect(queues[0]?.serviceRatio).toBeCloseTo(serviceRatio(12, 6, 9.8), 12);
      expect(queues[1]?.serviceRatio).toBe(1);
      const rates = Float64Array.from(CONFIG.forecast.queues[Q1] ?? [], (n) => n / 30);
      expect(rates.length).toBeGreaterThan(10);
      expect(queues[0]?.ratePerMin).toEqual(rates);
      const counts = Float64Array.from(rates, (_, slot) => [2, 1][slot] ?? 0);
      expect(queues[0]?.demandRatio).toEqual(demandRatios(counts, rates, 30, 50));
      // whoever still waits does so at today's pace
      expect(queues[0]?.workMin).toBeCloseTo(3 * 9.8 * serviceRatio(12, 6, 9.8) * 0.94, 9);
    });

    it('takes the usual where nothing is known', () => {
      const forecast = { ...CONFIG.forecast, service: {}, queues: {} };
      const [queue] = viewOf([taken('a', 2)], 10, {}, { ...CONFIG, forecast }).queues;
      expect(queue).toMatchObject({ meanMin: 10, cv: 0.8, serviceRatio: 1 });
      expect(queue?.workMin).toBeCloseTo(10 * 0.94, 9);
      expect([queue?.ratePerMin.length, queue?.demandRatio.length]).toEqual([18, 18]);
      expect(queue?.ratePerMin[5]).toBeGreaterThan(0);
    });

    it('is quoted where it is predicted', () => {
      const { queues } = viewOf([], 10, { predicted: new Map([[Q1, { p50Min: 3, p80Min: 7 }]]) });
      expect(queues[0]).toMatchObject({ predictedP50Min: 3, predictedP80Min: 7 });
      expect(queues[1]).not.toHaveProperty('predictedP50Min');
    });
  });

  describe('of an item', () => {
    const until = (past: readonly PastPrompt[], plannedGuides?: ViewExtras['plannedGuides']) =>
      viewOf([], 10, { past, ...(plannedGuides && { plannedGuides }) }).items.map(
        ({ guidedUntilMin }) => guidedUntilMin,
      );
    const guide = (more: Partial<PastPrompt>) => prompt({ kind: 'guide', item: 0, answeredMin: 8, ...more });

    it('says whose it is and how much of it comes', () => {
      const { items } = viewOf([]);
      expect(items[1]).toMatchObject({ code: LONG, name: LONG, queue: 0, meanMin: 18, share: 0.2 });
      expect(items[3]).toMatchObject({ queue: 1, meanMin: 9, share: 0.5 });
    });

    it('goes to a terminal that is up, and to the phone', () => {
      const mobile = { ...CONFIG, items: CONFIG.items.map((item) => ({ ...item, mobile: true })) };
      const down = CONFIG.hall.terminals.map(({ id }): FixtureEvent => [
        'hall.terminal.fault',
        { terminalId: id, code: 'X' },
      ]);
      const channels = (told: FixtureEvent[], config = CONFIG) =>
        viewOf(told, 10, {}, config)
          .items.slice(0, 2)
          .map((item) => item.channels);
      expect(channels([])).toEqual([['self-service'], []]);
      expect(channels(down)).toEqual([[], []]);
      expect(channels([], mobile)).toEqual([['self-service', 'mobile'], ['mobile']]);
    });

    it('is guided until the last of what was said of it, or is planned, has ended', () => {
      const [first = 0, second = 0] = until([]);
      expect([first, second]).toEqual([-Infinity, -Infinity]);
      expect(until([guide({})]).slice(0, 2)).toEqual([8 + DEFAULT_PARAMS.guideMin, -Infinity]);
      expect(until([guide({ untilMin: 50 }), guide({ untilMin: 20 })])[0]).toBe(50);
      for (const other of [{ state: 'declined' }, { kind: 'link' }, { item: 1 }] as Partial<PastPrompt>[])
        expect(until([guide(other)])[0]).toBe(-Infinity);
      const { answeredMin: _, ...unanswered } = guide({});
      expect(until([unanswered])[0]).toBe(-Infinity);
      expect(
        until(
          [guide({})],
          new Map([
            [0, 60],
            [1, 45],
          ]),
        ).slice(0, 2),
      ).toEqual([60, 45]);
      expect(until([guide({})], new Map([[0, 20]]))[0]).toBe(38);
    });
  });

  describe('of a window', () => {
    const window = (
      told: readonly FixtureEvent[],
      minute = 10,
      extras: Partial<ViewExtras> = {},
      config = CONFIG,
      index = 0,
    ) => viewOf(told, minute, extras, config).windows[index];
    const changed = (more: object) => ({
      ...CONFIG,
      windows: CONFIG.windows.map((one, i) => (i === 0 ? { ...one, ...more } : one)),
    });
    const serving = (item?: string, queue = Q1): FixtureEvent[] => [
      ...[opened(W1, queue), taken('a', 2, item === undefined ? {} : { item }, queue)],
      ...[atWindow('called', 3), atWindow('started', 4)],
    ];

    it('is closed until something is heard of it, and taken as there when it should be', () => {
      expect(window([])).toMatchObject({
        id: W1,
        number: '1',
        home: 0,
        condition: 'closed',
        current: 0,
        elapsedMin: 0,
        serviceMeanMin: 0,
        mask: setOf([0]),
        skills: setOf([0, 1, 2, 3]),
        reserve: false,
        switchMin: 2,
        onBreak: false,
        changedMin: -Infinity,
        closesMin: Infinity,
      });
      expect(window([], 10, { assumeStaffed: true })?.condition).toBe('free');
      // nobody is on its roster
      expect(window([], 10, { assumeStaffed: true }, changed({ roster: [] }))?.condition).toBe('closed');
      expect(window([], 10, {}, CONFIG, 2)?.skills).toBe(setOf([0]));
    });

    it('is free, busy or away as it is', () => {
      const after = (...told: FixtureEvent[]) => window([opened(W1), ...told])?.condition;
      expect(after()).toBe('free');
      expect(after(taken('a', 2), atWindow('called', 3))).toBe('busy');
      expect(window(serving())?.condition).toBe('busy');
      expect(after(['hall.window.paused', { windowId: W1, reason: 'break' }])).toBe('away');
      expect(after(['hall.window.fault', { windowId: W1, device: 'workstation', code: 'x' }])).toBe('away');
      expect(after(['hall.window.closed', { windowId: W1 }])).toBe('closed');
    });

    it('is busy for as long as what it does takes, longer with what is not its own', () => {
      expect(window(serving(LONG))).toMatchObject({ serviceMeanMin: 18, elapsedMin: 6, current: 0 });
      expect(window(serving())?.serviceMeanMin).toBe(9.8);
      const foreign = window([
        ...[opened(W1), taken('a', 2, {}, Q2)],
        ...[atWindow('called', 3), atWindow('started', 4)],
      ]);
      expect(foreign?.serviceMeanMin).toBeCloseTo(9.55 * DEFAULT_PARAMS.crossSkillFactor, 9);
      const unknown = { ...CONFIG, forecast: { ...CONFIG.forecast, service: {} } };
      expect(window(serving(), 10, {}, unknown)?.serviceMeanMin).toBe(10);
    });

    it('is back from a fault in half an hour, and from a break when that ends', () => {
      const paused = (reason: string): FixtureEvent[] => [
        opened(W1),
        ['hall.window.paused', { windowId: W1, reason }, 8],
      ];
      expect(window([opened(W1), ['hall.window.fault', { windowId: W1, device: 'd', code: 'x' }, 5]])).toMatchObject({
        backMin: 40,
        onBreak: false,
        elapsedMin: 5,
      });
      const rest = window(paused('break'));
      expect([rest?.onBreak, rest?.breakKind]).toEqual([true, 'break']);
      expect(rest?.backMin).toBeCloseTo(18, 6);
      const lunch = window(paused('lunch'));
      expect(lunch?.breakKind).toBe('lunch');
      expect(lunch?.backMin).toBeCloseTo(8 + 45, 6);
    });

    it('has its breaks still ahead', () => {
      const roster = CONFIG.windows[0]?.roster[0]?.breaks ?? [];
      expect(roster.length).toBe(3);
      const ahead = roster.map(({ kind, from, to }) => ({
        kind,
        startMin: (from - NAMES.opening) / MINUTE,
        endMin: (to - NAMES.opening) / MINUTE,
      }));
      expect(window([opened(W1)])?.absences).toEqual(ahead);
      expect(window([])?.absences).toEqual(ahead);
      expect(window([opened(W1), ['hall.window.paused', { windowId: W1, reason: 'break' }, 8]])?.absences).toEqual(
        ahead.slice(1),
      );
      expect(window([], 10, {}, changed({ roster: [] }))?.absences).toEqual([]);
    });

    it('was changed when its queues last were, but not by being opened', () => {
      const assigned = (minute: number): FixtureEvent[] => [
        opened(W1),
        ['hall.window.assigned', { windowId: W1, queues: [Q1, Q2] }, minute],
      ];
      expect(window(assigned(7))).toMatchObject({ changedMin: 7, mask: setOf([0, 1]) });
      expect(window([opened(W1)])?.changedMin).toBe(-Infinity);
      expect(window(assigned(0.5))?.changedMin).toBe(-Infinity);
      expect(window(assigned(0.5), 10, { past: [prompt({ window: 0 })] })?.changedMin).toBe(0.5);
      for (const other of [{ window: 1 }, { window: 0, state: 'declined' as const }])
        expect(window(assigned(0.5), 10, { past: [prompt(other)] })?.changedMin).toBe(-Infinity);
    });

    it('closes with its shift, where that ends before the hall does', () => {
      const [shift] = CONFIG.windows[0]?.roster ?? [];
      const until = (minute: number) =>
        window([opened(W1)], 10, {}, changed({ roster: [{ ...shift, to: NAMES.opening + minute * MINUTE }] }))
          ?.closesMin;
      expect([until(300), until(CLOSES), until(600)]).toEqual([300, Infinity, Infinity]);
    });

    it('of the reserve belongs to no queue, and closes when its opening ends', () => {
      const reserve = changed({ kind: 'reserve', queues: [Q2] });
      const at = (
        past: readonly PastPrompt[],
        told: FixtureEvent[] = [opened(W1, Q2)],
        extras: Partial<ViewExtras> = {},
      ) => window(told, 10, { past, ...extras }, reserve);
      expect(at([])).toMatchObject({ reserve: true, home: -1, current: -1, closesMin: Infinity, mask: setOf([1]) });
      expect(at([], [], { assumeStaffed: true })?.condition).toBe('closed');
      const open = (more: Partial<PastPrompt>) => prompt({ kind: 'open', window: 0, untilMin: 60, ...more });
      expect(at([open({}), open({ untilMin: 50 })])?.closesMin).toBe(50);
      const { untilMin: _, ...endless } = open({});
      for (const other of [open({ state: 'declined' }), open({ window: 1 }), open({ kind: 'link' }), endless])
        expect(at([other])?.closesMin).toBe(Infinity);
      // who sits there may do what the window may, besides their own
      const knowsOne = { ...reserve, officers: reserve.officers.map((one) => ({ ...one, skills: [Q1] })) };
      expect(window([], 10, {}, knowsOne)?.skills).toBe(setOf([0, 1]));
      const served = [opened(W1, Q2), taken('a', 2, {}, Q2), atWindow('called', 3), atWindow('started', 4)];
      expect(at([], served)).toMatchObject({ current: 1, serviceMeanMin: 9.55 });
    });

    it('does not take the breaks of another for its own', () => {
      const [one, other] = viewOf([
        opened(W1),
        opened(W2),
        ['hall.window.paused', { windowId: W2, reason: 'break' }, 8],
      ]).windows;
      expect([one?.onBreak, other?.onBreak]).toEqual([false, true]);
    });
  });
});
