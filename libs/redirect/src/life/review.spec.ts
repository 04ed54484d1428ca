import { message, part, type Message, type Part } from '@cockpit/contracts';
import { PROMPT_STATES, type HallEvent } from '@cockpit/contracts';
import { HallState, Unchanged, type HallConfig } from '@cockpit/domain';
import { review, withdrawn, type LivePrompt } from './review';
import { LIVE_STATES, PROMPT_MOVES } from './transitions';

const dayStart = Date.parse('2026-03-02T00:00:00+08:00');
const at = (minute: number): number => dayStart + (510 + minute) * 60_000;
const queue = (code: string) => ({ code, name: code, branch: code, waitTargetMin: 15 });
const window = (id: string, home: string) => ({
  id,
  number: id,
  kind: 'specialised' as const,
  queues: [home],
  homeQueue: home,
  switchMin: 2,
  roster: [],
});
const config: HallConfig = {
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
  windows: [window('w1', 'a'), window('w2', 'b')],
  officers: [{ id: 'o2', name: 'o2', skills: ['b', 'a'], homeQueue: 'b', authorisations: [] }],
  items: [],
  day: '2026-03-02',
  dayStart,
  open: [{ from: at(0), to: at(540) }],
  forecast: { slotMin: 30, start: at(0), queues: {}, service: {}, noShowRate: 0 },
};
let serial = 0;
const event = (type: HallEvent['type'], minute: number, data: object): HallEvent =>
  ({ id: `e${String(++serial)}`, type, time: at(minute), data: { hallId: 'H1', ...data } }) as unknown as HallEvent;
const issued = (id: string, minute: number) =>
  event('hall.ticket.issued', minute, { ticketId: id, number: id, queue: 'a', channel: 'walk-in' });

function hall(...events: HallEvent[]): HallState {
  const state = new HallState(config);
  for (const one of [
    event('hall.window.opened', 0, { windowId: 'w1' }),
    event('hall.window.opened', 0, { windowId: 'w2', officerId: 'o2' }),
    ...events,
  ])
    state.apply(one);
  return state;
}
const change = { beforeP50Sec: 900, afterP50Sec: 300, beforeP80Sec: 1200, afterP80Sec: 500 };
const said = (crowd: Part): Message =>
  message('why.link-free', {
    window: 'w2',
    home: 'b',
    queue: 'a',
    crowd,
    relief: part('relief.half', { queue: 'a', before: 15, after: 5 }),
    gives: '',
  });
const prompt = (over: Partial<LivePrompt> = {}): LivePrompt => ({
  id: 'p1',
  kind: 'link',
  queues: ['b', 'a'],
  predicted: { a: change },
  windowId: 'w2',
  item: null,
  channel: null,
  toHall: null,
  gainMin: 40,
  words: said(part('crowd.waiting', { waiting: 2 })),
  state: 'shown',
  expiresAt: at(5),
  until: null,
  answeredAt: null,
  carriedOutAt: null,
  confirmed: false,
  ...over,
});
const crowd = [issued('t1', 1), issued('t2', 1)];

describe('the life of a prompt, minute by minute', () => {
  it('stays until it expires, by the clock of the hall', () => {
    expect(review(prompt(), hall(...crowd), at(5))).toBeNull();
    expect(review(prompt(), hall(...crowd), at(6))).toEqual({ to: 'expired', at: at(5) });
  });

  it('is carried out when the feed names it, answered or not', () => {
    const seen = hall(
      ...crowd,
      event('hall.window.assigned', 3, { windowId: 'w2', queues: ['b', 'a'], promptId: 'p1' }),
    );
    expect(review(prompt(), seen, at(4))).toEqual({ to: 'carried-out', at: at(3) });
    expect(review(prompt({ state: 'accepted', answeredAt: at(2) }), seen, at(4))).toEqual({
      to: 'carried-out',
      at: at(3),
    });
  });

  it('is carried out when the window does what was asked without naming it', () => {
    const accepted = prompt({ state: 'accepted', answeredAt: at(2) });
    expect(
      review(accepted, hall(...crowd, event('hall.window.assigned', 3, { windowId: 'w2', queues: ['a', 'b'] })), at(4)),
    ).toEqual({ to: 'carried-out', at: at(3) });
    expect(
      review(accepted, hall(...crowd, event('hall.window.assigned', 1, { windowId: 'w2', queues: ['a', 'b'] })), at(4)),
    ).toBeNull();
    expect(
      review(accepted, hall(...crowd, event('hall.window.assigned', 3, { windowId: 'w2', queues: ['a'] })), at(4)),
    ).toBeNull();
  });

  describe('in a hall that only tells of tickets', () => {
    const called = (id: string, minute: number, windowId = 'w2') =>
      event('hall.ticket.called', minute, { ticketId: id, windowId });
    const silent = (...events: HallEvent[]): HallState => {
      const state = new HallState(config);
      for (const one of events) state.apply(one);
      return state;
    };
    const accepted = prompt({ state: 'accepted', answeredAt: at(2) });

    it('is carried out by a call of an asked queue at the window after acceptance, which links the window', () => {
      const seen = silent(...crowd, called('t1', 3));
      expect(review(accepted, seen, at(4))).toEqual({ to: 'carried-out', at: at(3) });
      expect(seen.windows.get('w2')?.servingQueues).toEqual(['b', 'a']);
    });

    it('is not by an earlier call, a call elsewhere, or a call of what the window serves anyway', () => {
      const own = event('hall.ticket.issued', 1, { ticketId: 'own', number: 'own', queue: 'b', channel: 'walk-in' });
      for (const events of [[called('t1', 1)], [called('t1', 3, 'w1')], [own, called('own', 3)]])
        expect(review(accepted, silent(...crowd, ...events), at(4))).toBeNull();
    });

    it('opens a window with its first call', () => {
      expect(
        review(prompt({ state: 'accepted', kind: 'open', queues: ['b'], answeredAt: at(2) }), silent(...crowd), at(4)),
      ).toBeNull();
      expect(review({ ...accepted, kind: 'open', queues: ['a'] }, silent(...crowd, called('t2', 3)), at(4))).toEqual({
        to: 'carried-out',
        at: at(3),
      });
    });

    it('lets go of a queue that the window has not called for an hour', () => {
      const later = [61, 62, 63, 64].flatMap((minute) => [
        event('hall.ticket.issued', minute, {
          ticketId: `b${String(minute)}`,
          number: 'b',
          queue: 'b',
          channel: 'walk-in',
        }),
        called(`b${String(minute)}`, minute),
      ]);
      expect(silent(...crowd, called('t1', 3), ...later).windows.get('w2')?.servingQueues).toEqual(['b']);
    });
  });

  it('stays although nobody waits yet where it speaks of what is expected, and goes when those it speaks of have been served', () => {
    expect(review(prompt({ words: said(part('crowd.expected', {})) }), hall(), at(4))).toBeNull();
    expect(review(prompt(), hall(), at(4))).toMatchObject({ to: 'cancelled', words: withdrawn('nobody-waits') });
  });

  it('goes when it is no longer worth enough, and stays while nobody has judged it anew', () => {
    const told: HallConfig = {
      ...config,
      forecast: {
        ...config.forecast,
        // on days before hardly anybody came
        queues: { a: Array.from({ length: 18 }, () => 0.2), b: Array.from({ length: 18 }, () => 0.2) },
        service: { a: { meanMin: 8, cv: 0.8 }, b: { meanMin: 8, cv: 0.8 } },
      },
    };
    const after = (people: number): ReturnType<typeof review> => {
      const state = new HallState(told);
      const events = [
        event('hall.window.opened', 0, { windowId: 'w1' }),
        event('hall.window.opened', 0, { windowId: 'w2', officerId: 'o2' }),
        ...Array.from({ length: people }, (_, nth) => issued(`t${String(nth)}`, 1)),
      ];
      for (const one of events) state.apply(one);
      state.advance(at(4));
      expect(review(prompt(), state, at(4))).toBeNull();
      return review(prompt(), state, at(4), { unchanged: new Unchanged(state, { now: at(4) }) });
    };
    expect(after(20)).toBeNull();
    expect(after(1)).toEqual({ to: 'cancelled', at: at(4), words: message('withdrawn.too-little', {}) });
  });

  it('lapses when its window has closed', () => {
    expect(review(prompt(), hall(...crowd, event('hall.window.closed', 3, { windowId: 'w2' })), at(4))).toMatchObject({
      to: 'cancelled',
      words: withdrawn('window-closed'),
    });
  });

  it.each([
    [
      'its window is on a break',
      [event('hall.window.paused', 3, { windowId: 'w2', reason: 'break' })],
      {},
      'window-paused' as const,
    ],
    [
      'its window has a fault',
      [event('hall.window.fault', 3, { windowId: 'w2', device: 'printer', code: 'jam' })],
      {},
      'window-fault' as const,
    ],
    ['the officer it speaks of is back', [], { kind: 'recall' as const }, 'window-present' as const],
    [
      'there is no terminal',
      [],
      { kind: 'guide' as const, windowId: null, item: 'card', channel: 'self-service' as const, queues: ['a'] },
      'no-terminal' as const,
    ],
    ['it would not end before the hall closes', [], { until: at(541) }, 'ends-after-closing' as const],
  ])('lapses when %s', (_, events, over, fault) => {
    expect(review(prompt(over), hall(...crowd, ...events), at(4))).toEqual({
      to: 'cancelled',
      at: at(4),
      words: withdrawn(fault),
    });
  });

  it('is done when its time is over, and forgotten when the hall never gets to it', () => {
    expect(review(prompt({ state: 'carried-out', carriedOutAt: at(3) }), hall(...crowd), at(33))).toEqual({
      to: 'done',
      at: at(33),
    });
    expect(review(prompt({ state: 'accepted', answeredAt: at(2) }), hall(...crowd), at(62))).toMatchObject({
      to: 'expired',
    });
  });

  describe('that asks guides to lead people away', () => {
    const leading = (over: Partial<LivePrompt> = {}) =>
      prompt({
        state: 'accepted',
        kind: 'guide',
        windowId: null,
        queues: ['a'],
        answeredAt: at(2),
        until: at(32),
        ...over,
      });
    const led = (minute: number) =>
      event('hall.ticket.cancelled', minute, { ticketId: 't1', reason: 'guided-self-service' });
    const done = { to: 'done', at: at(32) };

    it('is done when its time is over and somebody confirmed it, and no sooner', () => {
      expect(review(leading({ confirmed: true }), hall(...crowd), at(31))).toBeNull();
      expect(review(leading({ confirmed: true }), hall(...crowd), at(32))).toEqual(done);
      expect(review(leading({ kind: 'other-hall', confirmed: true }), hall(...crowd), at(32))).toEqual(done);
    });

    it('or when a guide led somebody of its queue away since, without a word', () => {
      expect(review(leading(), hall(...crowd, led(9)), at(32))).toEqual(done);
    });

    it('is not called done when nobody confirmed it, nobody was led away, or only before or from another queue', () => {
      const over = { to: 'expired', at: at(32), words: message('prompt-reason.not-confirmed', {}) };
      expect(review(leading(), hall(...crowd), at(32))).toEqual(over);
      expect(review(leading({ answeredAt: at(10) }), hall(...crowd, led(9)), at(32))).toEqual(over);
      expect(review(leading({ queues: ['b'] }), hall(...crowd, led(9)), at(32))).toEqual(over);
      const gone = event('hall.ticket.cancelled', 9, { ticketId: 't1', reason: 'went home' });
      expect(review(leading(), hall(...crowd, gone), at(32))).toEqual(over);
    });
  });

  it('never proposes a move the table does not have', () => {
    for (const state of PROMPT_STATES) {
      for (const minute of [2, 6, 40, 80]) {
        for (const seen of [hall(), hall(...crowd)]) {
          const move = review(prompt({ state, answeredAt: at(1), carriedOutAt: at(1) }), seen, at(minute));
          if (move !== null) expect(PROMPT_MOVES[state]).toContain(move.to);
          if (!LIVE_STATES.includes(state)) expect(move).toBeNull();
        }
      }
    }
  });
});
