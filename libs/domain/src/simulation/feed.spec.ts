import { EVENT_DATA, type HallEvent } from '@cockpit/contracts';
import { HallState } from '../live';
import { DEFAULT_PARAMS, recommend, ViewReader } from '../redirect';
import { benchHall, benchNames } from './bench-hall';
import { makeDay, type SimDay } from './day';
import { SimFeed } from './feed';
import { Glance } from './glance';
import { obey } from './obey';
import { WITH_RESERVE } from './scenarios';
import { HallSimulator } from './simulator';
import { exclusive, homeOnly, linked } from './yardsticks';
import { only } from '../queue-set';

interface Rig {
  day: SimDay;
  state: HallState;
  simulator: HallSimulator;
  events: HallEvent[];
  readonly to: (minute: number) => void;
}

function rig(id = 1005): Rig {
  const day = makeDay(WITH_RESERVE, id);
  const names = benchNames(day);
  const state = new HallState(benchHall(day, names));
  const events: HallEvent[] = [];
  const feed = new SimFeed(day, names, (event) => {
    events.push(event);
    state.apply(event);
  });
  const simulator = new HallSimulator(day, { opening: homeOnly, onStep: feed.onStep });
  feed.open((window) => only(day.officers[window]?.home ?? 0));
  const to = (minute: number): void => {
    simulator.advanceTo(minute);
    state.advance(names.opening + minute * 60_000);
  };
  return { day, state, simulator, events, to };
}

function eventful(): Rig {
  const hall = rig();
  hall.to(60);
  for (const [branch, item] of [
    [0, 0],
    [1, 1],
    [2, 0],
    [3, 2],
  ] as const)
    hall.simulator.guide(branch, item, 150);
  hall.simulator.assign(3, linked(hall.day.officers[3]?.skills ?? 1n, 'p1'));
  hall.simulator.assign(12, exclusive(1n, 'p2'));
  hall.simulator.open(32, 105, linked(15n, 'p3'));
  hall.to(150);
  return hall;
}

describe('the simulated feed', () => {
  it('speaks the contract and nothing else, with an id of its own for every event', () => {
    const { events } = eventful();
    for (const event of events) expect(EVENT_DATA[event.type].safeParse(event.data).error).toBeUndefined();
    expect(new Set(events.map((e) => e.id)).size).toBe(events.length);
    expect(new Set(events.map((e) => e.type))).toEqual(
      new Set([
        'hall.window.opened',
        'hall.ticket.issued',
        'hall.ticket.called',
        'hall.ticket.started',
        'hall.ticket.finished',
        'hall.ticket.no-show',
        'hall.ticket.cancelled',
        'hall.terminal.used',
        'hall.window.paused',
        'hall.window.resumed',
        'hall.window.assigned',
        'hall.window.closed',
      ]),
    );
  });

  it('lets the production fold see what there is to see, minute by minute', () => {
    const { state, simulator, to } = rig();
    const glance = new Glance(simulator);
    const reader = new ViewReader(state.config, DEFAULT_PARAMS);
    for (let minute = 1; minute <= 300; minute += 1) {
      to(minute);
      const folded = reader.view(state, { past: [] });
      const direct = glance.view(minute, [], []);
      expect(folded.nowMin).toBeCloseTo(minute, 6);
      expect(folded.queues.map((q) => q.waiting)).toEqual(direct.queues.map((q) => q.waiting));
      expect(folded.windows.map((w) => w.mask)).toEqual(direct.windows.map((w) => w.mask));
      expect(folded.windows.map((w) => w.condition)).toEqual(direct.windows.map((w) => w.condition));
      expect(folded.windows.map((w) => w.absences.length)).toEqual(direct.windows.map((w) => w.absences.length));
      folded.queues.forEach((q, b) => {
        expect(q.headAgeMin).toBeCloseTo(direct.queues[b]?.headAgeMin ?? -1, 3);
      });
    }
  });

  it('shows a prompt carried out by its id', () => {
    const { state, day } = eventful();
    const opening = benchNames(day).opening;
    for (const id of ['p1', 'p2', 'p3']) expect(state.carriedOut.get(id)).toBeGreaterThanOrEqual(opening + 60 * 60_000);
  });

  it('brings someone whom the terminal failed back to the old place', () => {
    const { events, state } = eventful();
    const twice = events
      .filter((e) => e.type === 'hall.ticket.issued')
      .map((e) => e.data.ticketId)
      .filter((id, i, all) => all.indexOf(id) < i);
    expect(twice.length).toBeGreaterThan(0);
    for (const id of twice)
      expect(state.tickets.get(id)?.issuedAt).toBe(
        events.find((e) => e.type === 'hall.ticket.issued' && e.data.ticketId === id)?.time,
      );
  });
});

describe('the recommender on the fold', () => {
  it('remembers nothing: a state restored from its JSON gives the same prompts', () => {
    const { state, to } = rig(1003);
    let given = 0;
    for (let minute = 30; minute <= 480; minute += 15) {
      to(minute);
      const restored = HallState.fromJSON(state.toJSON(), state.config);
      restored.advance(state.now);
      const params = { ...DEFAULT_PARAMS, reserveBudgetMin: 180 };
      const fresh = recommend(new ViewReader(state.config, params).view(restored, { past: [] }), params);
      expect(fresh).toEqual(recommend(new ViewReader(state.config, params).view(state, { past: [] }), params));
      given += fresh.length;
    }
    expect(given).toBeGreaterThan(5);
  });
});

describe('obeying from outside', () => {
  it('carries out what the hall can do and refuses what it cannot', () => {
    const { simulator, to, state, day } = rig();
    const names = benchNames(day);
    to(100);
    expect(obey(simulator, names, { id: 'a', kind: 'link', windowId: 'w4', queues: ['household', 'traffic'] })).toBe(
      true,
    );
    expect(obey(simulator, names, { id: 'b', kind: 'open', windowId: 'w33', queues: [] })).toBe(true);
    expect(obey(simulator, names, { id: 'c', kind: 'guide', queues: ['household'], item: 'household-1' })).toBe(true);
    expect(obey(simulator, names, { id: 'd', kind: 'open', windowId: 'w1', queues: [] })).toBe(false);
    expect(obey(simulator, names, { id: 'e', kind: 'reassign', windowId: 'nowhere', queues: ['household'] })).toBe(
      false,
    );
    expect(obey(simulator, names, { id: 'f', kind: 'guide', queues: [], item: 'unknown' })).toBe(false);
    to(200);
    expect([...state.carriedOut.keys()].sort()).toEqual(['a', 'b']);
  });
});
