import { isHeldBack, type HallEvent, type LiveHall, type Prompt } from '@cockpit/contracts';
import { breachesOf, contradicts, DEFAULT_PARAMS, HallState, type HallConfig } from '@cockpit/domain';
import fc from 'fast-check';
import { NO_SECTIONS } from '../sections';
import { NO_ESTIMATES } from './estimates';
import { liveHall } from './live-hall';
import { promptsBeside } from './shown-prompts';

const dayStart = Date.parse('2026-03-02T00:00:00+08:00');
const at = (minute: number): number => dayStart + (510 + minute) * 60_000;
const queue = (code: string) => ({ code, name: code, branch: code, waitTargetMin: 15 });
const window = (id: string, kind: 'specialised' | 'reserve') => ({
  id,
  number: id,
  kind,
  queues: kind === 'reserve' ? ['a', 'b'] : ['b'],
  switchMin: 2,
  roster: [],
  homeQueue: kind === 'reserve' ? null : 'b',
});
const officer = (id: string, skills: string[]) => ({ id, name: id, skills, homeQueue: 'b', authorisations: [] });
const config = {
  hall: {
    code: 'H1',
    name: 'H1',
    tier: 'hall',
    timeZone: 'Asia/Shanghai',
    clock: 'feed',
    simulated: false,
    hours: [],
    closures: [],
    waitTargetMin: 15,
    queues: [],
    windows: [],
    terminals: [],
  },
  queues: [queue('a'), queue('b')],
  windows: [window('w1', 'specialised'), window('w2', 'specialised'), window('r1', 'reserve')],
  officers: [officer('both', ['b', 'a']), officer('one', ['b'])],
  items: [],
  day: '2026-03-02',
  dayStart,
  open: [{ from: at(0), to: at(540) }],
  forecast: { slotMin: 30, start: at(0), queues: {}, service: {}, noShowRate: 0 },
} as unknown as HallConfig;

const fall = { beforeP50Sec: 900, afterP50Sec: 300, beforeP80Sec: 1200, afterP80Sec: 500 };
const prompt = (id: string, more: Partial<Prompt>): Prompt => ({
  id,
  hall: 'H1',
  kind: 'link',
  queues: ['b', 'a'],
  state: 'shown',
  why: '',
  confidence: 'high',
  gainMin: 40,
  predicted: { a: fall, b: fall },
  decidedAt: new Date(at(1)).toISOString(),
  expiresAt: new Date(at(6)).toISOString(),
  ordinal: 1,
  ...more,
});
const OPEN = [
  prompt('p1', { windowId: 'w1' }),
  prompt('p2', { windowId: 'w2' }),
  prompt('p3', { windowId: 'w2', kind: 'recall', queues: ['b'] }),
  prompt('p4', { windowId: 'r1', kind: 'open', queues: ['a', 'b'] }),
];

const Happening = fc.record({
  type: fc.constantFrom('opened', 'closed', 'paused', 'resumed', 'fault', 'restored'),
  windowId: fc.constantFrom('w1', 'w2', 'r1'),
  officerId: fc.constantFrom('both', 'one'),
});
type Happening = typeof Happening extends fc.Arbitrary<infer T> ? T : never;
const eventOf = ({ type, windowId, officerId }: Happening, nth: number): HallEvent =>
  ({
    id: `e${String(nth)}`,
    type: `hall.window.${type}`,
    time: at(1) + nth * 1000,
    data: {
      hallId: 'H1',
      windowId,
      ...(type === 'opened' ? { officerId } : {}),
      ...(type === 'paused' ? { reason: 'break' } : {}),
      ...(type === 'fault' ? { device: 'printer', code: 'jam' } : {}),
    },
  }) as unknown as HallEvent;

const snapshotOf = (state: HallState, prompts: Prompt[], decided = at(1)): LiveHall =>
  liveHall({
    state,
    estimates: NO_ESTIMATES,
    wallNow: state.now,
    pulseAt: null,
    sections: { ...NO_SECTIONS, prompts, decidedAt: decided },
  });

describe('what a snapshot shows of open prompts', () => {
  it('never speaks against the windows of the same snapshot, whatever happens in the hall, and hides nothing else', () => {
    let shown = 0;
    let hidden = 0;
    fc.assert(
      fc.property(fc.array(Happening, { minLength: 1, maxLength: 25 }), (happenings) => {
        const state = new HallState(config);
        happenings.forEach((one, nth) => {
          state.apply(eventOf(one, nth));
          const { prompts } = snapshotOf(state, OPEN);
          expect(breachesOf(prompts, state, [], DEFAULT_PARAMS)).toEqual([]);
          const left = OPEN.filter(({ id }) => !prompts.some((known) => known.id === id));
          expect(left.filter((known) => !contradicts({ ...known, until: null }, state))).toEqual([]);
          shown += prompts.length;
          hidden += left.length;
        });
      }),
    );
    expect(Math.min(shown, hidden)).toBeGreaterThan(100);
  });

  it('shows none whose time is over, also where nobody has decided that minute yet', () => {
    const state = new HallState(config);
    state.apply(eventOf({ type: 'opened', windowId: 'w1', officerId: 'both' }, 0));
    const shown = (minute: number): string[] => {
      state.advance(at(minute));
      return snapshotOf(state, OPEN).prompts.map(({ id }) => id);
    };
    expect([shown(6), shown(6.1)]).toEqual([['p1', 'p4'], []]);
  });

  it('leaves what was agreed to alone: it is an order that is being carried out', () => {
    const agreed = OPEN.map((one): Prompt => ({ ...one, state: 'accepted' }));
    expect(snapshotOf(new HallState(config), agreed).prompts).toEqual(agreed);
  });
});

/** Calls, serves or finishes ticket `T` at the window. */
const ticketEvent = (type: string, minute: number): HallEvent =>
  ({
    id: `${type} ${String(minute)}`,
    type: `hall.ticket.${type}`,
    time: at(minute),
    data: {
      hallId: 'H1',
      ticketId: 'T',
      windowId: 'w1',
      officerId: 'both',
      ...(type === 'issued' ? { number: 'A1', queue: 'b', channel: 'kiosk' } : {}),
      ...(type === 'finished' ? { result: 'done' } : {}),
    },
  }) as unknown as HallEvent;

describe('the window of an accepted prompt', () => {
  const accepted = (minute: number): Prompt =>
    prompt('p1', { windowId: 'w1', state: 'accepted', answeredAt: new Date(at(minute)).toISOString() });
  const until = (minute: number): HallState => {
    const state = new HallState(config);
    state.apply(eventOf({ type: 'opened', windowId: 'w1', officerId: 'both' }, 0));
    for (const [type, when] of [
      ['issued', 2],
      ['called', 3],
      ['started', 4],
      ['finished', 30],
    ] as const)
      if (when <= minute) state.apply(ticketEvent(type, when));
    state.advance(at(minute));
    return state;
  };
  const freeAt = (answered: number, minute: number) =>
    snapshotOf(until(minute), [accepted(answered)]).prompts[0]?.freeAt;

  it('ends the ticket it had then, and is free from when it has; one without a ticket is free at once', () => {
    expect([freeAt(5, 29), freeAt(5, 40)]).toEqual([null, new Date(at(30)).toISOString()]);
    expect([freeAt(1, 29), freeAt(31, 40)]).toEqual([undefined, undefined]);
  });

  it('is told of beside a snapshot made before the prompt was accepted, and as the snapshot says it after', () => {
    const shown = promptsBeside([accepted(5)], snapshotOf(until(20), []));
    expect(shown.map(({ freeAt: free }) => free)).toEqual([null]);
    const later = snapshotOf(until(40), [accepted(5)]);
    expect(promptsBeside([accepted(5)], later)).toEqual(later.prompts);
    expect(promptsBeside([accepted(41)], snapshotOf(until(40), []))[0]?.freeAt).toBeUndefined();
  });
});

describe('what is shown beside a snapshot made before', () => {
  const state = new HallState(config);
  state.apply(eventOf({ type: 'opened', windowId: 'w1', officerId: 'both' }, 0));
  state.apply(eventOf({ type: 'opened', windowId: 'w2', officerId: 'one' }, 1));
  const later = prompt('p5', { windowId: 'w1', decidedAt: new Date(at(2)).toISOString() });
  const away = prompt('p6', {
    windowId: 'w2',
    kind: 'recall',
    queues: ['b'],
    decidedAt: new Date(at(2)).toISOString(),
  });
  const ids = (prompts: readonly Prompt[]): string[] => prompts.map(({ id }) => id);

  it('keeps out what that left out, and adds what was decided since', () => {
    const snapshot = snapshotOf(state, OPEN);
    expect(ids(snapshot.prompts)).toEqual(['p1', 'p4']);
    const told = [later, away, ...OPEN].filter((one) => !isHeldBack(one, snapshot));
    expect(ids(told)).toEqual(['p5', 'p6', 'p1', 'p4']);
  });

  it('adds nothing for a window that is elsewhere in it', () => {
    expect(ids(promptsBeside([later, away, ...OPEN], snapshotOf(state, OPEN)))).toEqual(['p5', 'p1', 'p4']);
  });

  it('tells of answers at once', () => {
    const declined = OPEN.map((one): Prompt => ({ ...one, state: 'declined' }));
    expect(promptsBeside(declined, snapshotOf(state, OPEN))).toEqual(declined);
  });
});
