import type { LiveHall, Prompt } from '@cockpit/contracts';
import { benchHall, benchNames, HallState, makeDay, STANDARD, type HallConfig, type LiveEvent } from '@cockpit/domain';
import { guidePrompts, otherHalls, peopleToGuide, terminalsOf, type Neighbour } from './guide-view';
import { nearest } from './neighbours';

const DAY = makeDay(STANDARD, 20_001);
const NAMES = { ...benchNames(DAY), opening: Date.parse('2024-03-04T08:30:00+08:00') };
const bench = benchHall(DAY, NAMES);
const [first, second] = bench.queues;
if (first === undefined || second === undefined) throw new Error('the standard hall has queues');
const item = (code: string, queue: string, over: object) => ({
  code,
  name: `事项${code}`,
  queue,
  meanServiceMin: 8,
  share: 0.5,
  selfService: false,
  mobile: false,
  ...over,
});
const config: HallConfig = {
  ...bench,
  hall: {
    ...bench.hall,
    terminals: ['t1', 't2', 't3', 't4'].map((id) => ({ id, name: `终端 ${id}`, items: ['card'], allDay: false })),
  },
  items: [
    // an address without the way to use it is not shown
    item('card', first.code, { selfService: true, mobileUrl: 'https://mobile.example.com/card' }),
    item('pass', first.code, { selfService: true, mobile: true, mobileUrl: 'https://mobile.example.com/pass' }),
    item('hard', first.code, {}),
  ],
};
const T0 = NAMES.opening;
const at = (minute: number): number => T0 + minute * 60_000;
const iso = (minute: number): string => new Date(at(minute)).toISOString();

const issued = (ticketId: string, minute: number, itemCode?: string): LiveEvent => ({
  id: ticketId,
  type: 'hall.ticket.issued',
  time: at(minute),
  data: {
    hallId: 'bench',
    ticketId,
    number: ticketId,
    queue: first.code,
    channel: 'walk-in',
    ...(itemCode === undefined ? {} : { item: itemCode }),
  },
});
const stateOf = (...events: LiveEvent[]): HallState => {
  const state = new HallState(config);
  for (const event of events) state.apply(event);
  return state;
};
const queue = (over: Partial<LiveHall['queues'][number]> = {}): LiveHall['queues'][number] => ({
  code: first.code,
  name: '户政',
  waiting: 3,
  longestWaitSec: 1200,
  predictedP50Sec: 1500,
  predictedP80Sec: 2000,
  level: 'busy',
  openWindows: 3,
  lastCalled: null,
  forecast: [],
  ...over,
});
const prompt = (over: Partial<Prompt> = {}): Prompt => ({
  id: 'p',
  hall: 'bench',
  kind: 'guide',
  queues: [first.code],
  state: 'accepted',
  why: '',
  confidence: 'high',
  predicted: {},
  gainMin: 10,
  decidedAt: iso(28),
  expiresAt: iso(31),
  until: iso(58),
  ordinal: 1,
  ...over,
});
const snapshot = (over: Partial<LiveHall> = {}): Pick<LiveHall, 'queues' | 'prompts' | 'now'> => ({
  queues: [queue()],
  prompts: [],
  now: iso(30),
  ...over,
});

describe('whom to lead away', () => {
  it('names only people whose item needs no window, who would still wait longest first', () => {
    const state = stateOf(issued('a1', 10, 'card'), issued('a2', 5, 'pass'), issued('a3', 1, 'hard'), issued('a4', 2));
    const { people, fitting, waiting, unknownItem } = peopleToGuide(state, snapshot(), new Set());
    expect(people.map(({ ticketId, channels, waitedSec }) => [ticketId, channels, waitedSec])).toEqual([
      ['a1', ['self-service'], 1200],
      ['a2', ['self-service', 'mobile'], 1500],
    ]);
    expect([[...fitting.values()], waiting, unknownItem]).toEqual([[2], 4, 1]);
    expect(people.map(({ mobileUrl }) => mobileUrl)).toEqual([undefined, 'https://mobile.example.com/pass']);
  });

  it('puts those a prompt asks for first, and those about to be called last', () => {
    const state = stateOf(
      issued('a1', 1, 'card'),
      ...Array.from({ length: 9 }, (_, i) => issued(`b${String(i)}`, 2 + i, i === 8 ? 'pass' : 'card')),
    );
    const asked = snapshot({ prompts: [prompt({ item: 'pass' })], queues: [queue({ predictedP50Sec: 1500 })] });
    const { people } = peopleToGuide(state, asked, new Set());
    expect(people[0]).toMatchObject({ ticketId: 'b8', promptId: 'p' });
    expect(people.at(-1)).toMatchObject({ ticketId: 'a1', soon: true });
  });

  it('puts who saves most minutes first, whichever line it is and however long they have waited', () => {
    const slow = Array.from({ length: 3 }, (_, i) => {
      const event = issued(`c${String(i)}`, 20 + i, 'pass');
      return { ...event, data: { ...event.data, queue: second.code } } as LiveEvent;
    });
    const quick = Array.from({ length: 3 }, (_, i) => issued(`a${String(i)}`, 1 + i, 'card'));
    const queues = [queue({ predictedP50Sec: 1000 }), queue({ code: second.code, predictedP50Sec: 4000 })];
    const { people } = peopleToGuide(stateOf(...quick, ...slow), snapshot({ queues }), new Set());
    expect(people.map(({ ticketId, leftSec }) => [ticketId, leftSec])).toEqual([
      ['c2', 3000],
      ['c1', 2000],
      ['c0', 1000],
      ['a2', 750],
      ['a1', 500],
      ['a0', 250],
    ]);
  });

  it('asks nobody to move who is about to be called, and counts none of them', () => {
    const state = stateOf(
      issued('a1', 1, 'card'),
      ...Array.from({ length: 9 }, (_, i) => issued(`b${String(i)}`, 2, 'card')),
    );
    const { people, fitting } = peopleToGuide(state, snapshot({ prompts: [prompt({ item: 'card' })] }), new Set());
    expect(people.at(-1)).toMatchObject({ ticketId: 'a1', soon: true, promptId: null });
    expect(people.filter(({ promptId }) => promptId === 'p')).toHaveLength(9);
    expect([...fitting.values()]).toEqual([9]);
  });

  it('lists the first of every line, however long another is', () => {
    const many = Array.from({ length: 40 }, (_, i) => issued(`a${String(i)}`, i / 10, 'card'));
    const other = Array.from({ length: 7 }, (_, i) => {
      const event = issued(`c${String(i)}`, 10 + i, 'pass');
      return { ...event, data: { ...event.data, queue: second.code } } as LiveEvent;
    });
    const { people, fitting } = peopleToGuide(stateOf(...many, ...other), snapshot(), new Set());
    // the first of the long line are about to be called
    expect([...fitting.values()].reduce((sum, n) => sum + n, 0)).toBe(43);
    expect(people).toHaveLength(30);
    expect(people.slice(25).map(({ ticketId }) => ticketId)).toEqual(['c6', 'c5', 'c4', 'c3', 'c2']);
    expect(people.slice(0, 25).map(({ ticketId }) => ticketId)).toEqual(
      many
        .slice(15)
        .reverse()
        .map(({ id }) => id),
    );
  });

  it('leaves out who was led away a moment ago and is still in the snapshot', () => {
    expect(peopleToGuide(stateOf(issued('a1', 10, 'card')), snapshot(), new Set(['a1']))).toEqual({
      people: [],
      fitting: new Map(),
      waiting: 0,
      unknownItem: 0,
    });
  });

  it('says nothing about the time left where no wait can be predicted', () => {
    expect(
      peopleToGuide(
        stateOf(issued('a1', 10, 'card')),
        snapshot({ queues: [queue({ predictedP50Sec: null })] }),
        new Set(),
      ).people[0],
    ).toMatchObject({ leftSec: null, soon: false });
  });
});

describe('prompts of the guide', () => {
  it('are those about people, agreed to first, none that has run out', () => {
    const list = [
      prompt({ id: 'open', state: 'shown', expiresAt: iso(31) }),
      prompt({ id: 'ran-out', state: 'shown', expiresAt: iso(29) }),
      prompt({ id: 'over', until: iso(29) }),
      prompt({ id: 'agreed' }),
      prompt({ id: 'window', kind: 'link' }),
      prompt({ id: 'declined', state: 'declined' }),
    ];
    expect(guidePrompts({ prompts: list, now: iso(30) }).map(({ id }) => id)).toEqual(['agreed', 'open']);
  });
});

describe('terminals', () => {
  it('are up while they speak, silent or out of order otherwise, and never guessed', () => {
    const beat = (terminalId: string, minute: number): LiveEvent => ({
      id: `${terminalId}-${String(minute)}`,
      type: 'hall.terminal.heartbeat',
      time: at(minute),
      data: { hallId: 'bench', terminalId },
    });
    const state = stateOf(beat('t1', 29), beat('t2', 1), beat('t3', 29), {
      id: 'f',
      type: 'hall.terminal.fault',
      time: at(28),
      data: { hallId: 'bench', terminalId: 't3' },
    });
    expect(terminalsOf(state, at(30)).map(({ id, state: its }) => [id, its])).toEqual([
      ['t1', 'up'],
      ['t4', 'never'],
      ['t2', 'silent'],
      ['t3', 'fault'],
    ]);
  });
});

describe('other halls', () => {
  const there = (
    code: string,
    travelMin: number,
    waitSec: number | null,
    over: Partial<Neighbour> = {},
  ): Neighbour => ({
    code,
    name: code,
    travelMin,
    branches: new Map([['x', first.branch]]),
    snapshot: {
      now: iso(30),
      queues: [queue({ code: 'x', predictedP50Sec: waitSec, waiting: 2 })],
      open: true,
      closesAt: null,
      feeds: [{ source: 's', state: 'live', lastEventAt: null, ageSec: 1, oddities: [] }],
    },
    ...over,
  });

  it('come with way and wait, soonest done first; closed ones and other branches not at all', () => {
    const halls = otherHalls(stateOf(), snapshot(), [
      there('far', 30, 60),
      there('near', 10, 600),
      there('full', 10, 6000),
      there('shut', 1, 0, { snapshot: null }),
      there('else', 1, 0, { branches: new Map([['x', 'other']]) }),
    ]);
    expect(
      halls.map(({ code, travelMin, waitThereSec, waitHereSec }) => [code, travelMin, waitThereSec, waitHereSec]),
    ).toEqual([
      ['near', 10, 600, 1500],
      ['far', 30, 60, 1500],
    ]);
  });

  it('that nothing is heard of come after those that are', () => {
    const deaf = there('deaf', 1, 0);
    const halls = otherHalls(stateOf(), snapshot(), [
      { ...deaf, snapshot: deaf.snapshot && { ...deaf.snapshot, feeds: [] } },
      there('near', 10, 600),
    ]);
    expect(halls.map(({ code, heard }) => [code, heard])).toEqual([
      ['near', true],
      ['deaf', false],
    ]);
  });

  it('are not offered for a queue nobody stands in', () => {
    // its clock stands on another day: a day that is played, or the last that was heard of it
    const clock = (now: number) => {
      const { snapshot: shown } = there('near', 10, 60);
      return { ...there('near', 10, 60), snapshot: shown && { ...shown, now: iso(now) } };
    };
    const codes = (now: number) => otherHalls(stateOf(), snapshot(), [clock(now)]).map(({ code }) => code);
    expect([codes(30 - 90), codes(30 - 25 * 24 * 60), codes(30 + 25 * 24 * 60)]).toEqual([['near'], [], []]);
    expect(otherHalls(stateOf(), snapshot({ queues: [queue({ waiting: 0 })] }), [there('near', 10, 600)])).toEqual([]);
  });
});

describe('neighbours', () => {
  const hall = (code: string, over: object = {}) => ({
    code,
    name: code,
    queues: [{ code: 'q', name: 'q', branch: 'b' }],
    ...over,
  });
  it('are real halls within reach, by the way there, whichever direction was measured', () => {
    const doc = {
      halls: [hall('A'), hall('B'), hall('C'), hall('T', { twinOf: 'A' }), hall('E', { queues: [] }), hall('F')],
      travelTimes: [
        { from: 'A', to: 'B', minutes: 20 },
        { from: 'C', to: 'A', minutes: 10 },
        { from: 'A', to: 'T', minutes: 0 },
        { from: 'A', to: 'E', minutes: 1 },
        { from: 'A', to: 'F', minutes: 90 },
      ],
    };
    expect(nearest(doc as never, 'A').map(({ code, travelMin }) => [code, travelMin])).toEqual([
      ['C', 10],
      ['B', 20],
    ]);
  });
});
