import { HallState } from '../live';
import { busyHall, DAY_START, happen, smallHall } from './hall.fixture';
import {
  forecastWaits,
  isUnknown,
  learnDay,
  loadPerWindow,
  quote,
  quoteAll,
  readPast,
  UnqualifiedError,
  whatIf,
  writePast,
  type Quote,
  type WaitQuote,
} from './index';

function known(answer: Quote | undefined): WaitQuote {
  if (answer === undefined || isUnknown(answer)) throw new Error(`expected a quote, got ${JSON.stringify(answer)}`);
  return answer;
}

describe('quotes', () => {
  it('come in order and grow with the line', () => {
    const short = known(quote(busyHall(2, 0), 'a'));
    const long = known(quote(busyHall(12, 0), 'a'));
    for (const q of [short, long]) {
      expect(q.p50Sec).toBeLessThanOrEqual(q.p80Sec);
      expect(q.p80Sec).toBeLessThanOrEqual(q.p90Sec);
    }
    expect(long.p50Sec).toBeGreaterThan(short.p50Sec + 1200);
  });

  it('agree between one queue and all queues at once', () => {
    const state = busyHall(6, 3);
    const all = quoteAll(state);
    expect(known(all.get('a')).p50Sec).toBe(known(quote(state, 'a')).p50Sec);
    expect(known(all.get('b')).p50Sec).toBeGreaterThan(0);
  });

  it('quote a waiting ticket from its issue', () => {
    const state = busyHall(6, 0);
    const head = known(quote(state, 'a', { ticketId: 'a0' }));
    expect(head.p50Sec).toBeGreaterThan(180);
    expect(head.p50Sec).toBeLessThan(known(quote(state, 'a')).p50Sec);
    expect(quote(state, 'a', { ticketId: 'not here' })).toEqual(quote(state, 'a'));
  });

  it('are refused with the reason', () => {
    const state = busyHall(3, 3);
    expect(quote(state, 'nowhere')).toEqual({ unknown: 'no-history' });
    expect(quote(state, 'a', { now: state.now + 45 * 60_000 })).toEqual({ unknown: 'silent-feed' });
    expect(quote(state, 'a', { now: DAY_START + 1051 * 60_000 })).toEqual({ unknown: 'closed' });
    happen(state, 590, 'hall.window.closed', { windowId: 'w3' });
    expect(quote(state, 'b')).toEqual({ unknown: 'no-open-window' });
    const orphan = busyHall(0, 0);
    happen(orphan, 590, 'hall.ticket.issued', { ticketId: 'x', number: 'x', queue: 'c', channel: 'walk-in' });
    expect(quote(orphan, 'c')).toEqual({ unknown: 'nobody-qualified' });
    const unheard = smallHall({
      items: [],
      forecast: { slotMin: 30, start: DAY_START + 510 * 60_000, queues: {}, service: {}, noShowRate: 0 },
    });
    happen(unheard, 590, 'hall.window.opened', { windowId: 'w1', officerId: 'o-w1', queues: ['a'] });
    expect(quote(unheard, 'a')).toEqual({ unknown: 'no-history' });
  });

  it('read halls that only show boards off their boards', () => {
    const state = smallHall();
    for (let i = 0; i < 30; i++)
      happen(state, 520 + i * 5, 'hall.queue.observed', {
        queue: 'a',
        waiting: 4,
        lastCalled: `A${String(i).padStart(3, '0')}`,
        openWindows: 2,
      });
    const q = known(quote(state, 'a'));
    // One call every five minutes and four people: about twenty minutes.
    expect(q.p50Sec).toBeGreaterThan(12 * 60);
    expect(q.p50Sec).toBeLessThan(28 * 60);
    expect(q.p90Sec).toBeGreaterThan(q.p50Sec);
  });
});

describe('a hall of fifty queues', () => {
  const codes = Array.from({ length: 50 }, (_, i) => `q${String(i)}`);
  /** w1 serves `q1`; w2 the queue of the same place thirty-two further on, where the bits of a plain number begin anew. */
  const hall = (...people: [queue: string, count: number][]): HallState => {
    const state = smallHall({
      queues: codes.map((code) => ({ code, name: code, branch: code, waitTargetMin: 15 })),
      items: [],
      officers: [],
      windows: [
        ['w1', 'q1'],
        ['w2', 'q33'],
      ].map(([id = '', queue = '']) => ({
        id,
        number: id,
        kind: 'specialised',
        queues: [queue],
        homeQueue: queue,
        switchMin: 2,
        roster: [],
      })),
      forecast: {
        slotMin: 30,
        start: DAY_START + 510 * 60_000,
        queues: {},
        service: Object.fromEntries(codes.map((code) => [code, { meanMin: 10, cv: 0.6 }])),
        noShowRate: 0,
      },
    });
    for (const [id, queue] of [
      ['w1', 'q1'],
      ['w2', 'q33'],
    ] as const)
      happen(state, 510, 'hall.window.opened', { windowId: id, queues: [queue] });
    for (const [queue, n] of people)
      for (let i = 0; i < n; i++)
        happen(state, 588, 'hall.ticket.issued', {
          ticketId: `${queue}-${String(i)}`,
          number: 'x',
          queue,
          channel: 'walk-in',
        });
    return state;
  };

  it('takes no queue for another one', () => {
    const all = quoteAll(hall(['q33', 12]));
    expect([...all.keys()]).toEqual(codes);
    expect(known(all.get('q33')).p50Sec).toBeGreaterThan(3000);
    expect(known(all.get('q1')).p50Sec).toBeLessThan(60);
    for (const code of codes)
      if (code !== 'q1' && code !== 'q33') expect(all.get(code)).toEqual({ unknown: 'nobody-qualified' });
    expect(loadPerWindow(hall(['q33', 12])).get('w1')).toBe(0);
    expect(loadPerWindow(hall(['q49', 12])).get('w2')).toBe(0);
  });
});

describe('what waits for each window', () => {
  it('goes by the no-show rate of its own hall, whatever hall without a past was asked before', () => {
    const work = (noShowRate: number): number => {
      const state = busyHall(10, 4, { noShowRate });
      return [...loadPerWindow(state).values()].reduce<number>((sum, load) => sum + (load ?? 0), 0);
    };
    const [none, usual] = [work(0), work(0.06)];
    expect(usual / none).toBeCloseTo(0.94, 2);
    expect(work(0)).toBe(none);
  });

  it('adds up to the work that waits, shared evenly among those who may take it', () => {
    const loads = loadPerWindow(busyHall(10, 4));
    const work = (5 * 6 + 5 * 14 + 4 * 8) * (1 - 0.06);
    const sum = [...loads.values()].reduce<number>((total, load) => total + (load ?? 0), 0);
    expect(Math.abs(sum - work)).toBeLessThan(1);
    expect(Math.abs((loads.get('w1') ?? 0) - (loads.get('w2') ?? 0))).toBeLessThan(3);
    expect(loads.get('w4')).toBeNull();
  });
});

describe('the next two hours', () => {
  it('are told in steps, P80 above P50, not past closing', () => {
    const forecast = forecastWaits(busyHall(10, 0));
    const steps = forecast.get('a') ?? [];
    expect(steps).toHaveLength(9);
    for (const s of steps) expect(s.p80Sec).toBeGreaterThanOrEqual(s.p50Sec);
    const late = busyHall(3, 0);
    happen(late, 1000, 'hall.ticket.called', { ticketId: 'a0', windowId: 'w1' });
    expect(forecastWaits(late).get('a')?.length).toBe(4);
  });
});

describe('what if', () => {
  it('shows who gains and who pays when a window moves', () => {
    const state = busyHall(14, 0);
    const { queues, savedMin } = whatIf(state, { kind: 'open', windowId: 'w4', queues: ['a'] });
    expect(queues['a']?.afterP50Sec).toBeLessThan(queues['a']?.beforeP50Sec ?? 0);
    expect(savedMin.p10).toBeLessThanOrEqual(savedMin.p90);
  });

  it('says nothing of what must not be done: queues whoever sits there is not qualified for', () => {
    const state = busyHall(14, 0);
    for (const change of [
      { kind: 'assign', windowId: 'w3', queues: ['b', 'a'] },
      { kind: 'assign', windowId: 'w1', queues: ['b'] },
      { kind: 'open', windowId: 'w1', queues: ['a', 'b'] },
    ] as const) {
      expect(() => whatIf(state, change)).toThrow(UnqualifiedError);
    }
    expect(() => whatIf(state, { kind: 'assign', windowId: 'w2', queues: ['b'] })).not.toThrow();
  });

  it('tells the wait in a queue that nobody served before', () => {
    const state = busyHall(4, 3);
    happen(state, 590, 'hall.window.closed', { windowId: 'w3' });
    const { queues, begun, unknown } = whatIf(state, { kind: 'assign', windowId: 'w2', queues: ['a', 'b'] });
    expect(queues['b']).toBeUndefined();
    expect(unknown['b']).toEqual({ before: 'no-open-window', after: null });
    expect(begun['b']?.afterP80Sec).toBeGreaterThanOrEqual(begun['b']?.afterP50Sec ?? Infinity);
    expect(Object.keys(whatIf(state, { kind: 'close', windowId: 'w1' }).begun)).toEqual([]);
  });

  it('begins with the wait everybody else is told, and keeps the difference the change makes', () => {
    for (const [a, b] of [
      [2, 0],
      [6, 3],
      [14, 2],
    ] as const) {
      const state = busyHall(a, b);
      const said = quoteAll(state);
      for (const [code, waits] of Object.entries(whatIf(state, { kind: 'officer', queues: ['a'] }).queues)) {
        const { p50Sec, p80Sec } = known(said.get(code));
        expect([waits.beforeP50Sec, waits.beforeP80Sec]).toEqual([p50Sec, p80Sec]);
        expect(waits.afterP50Sec).toBeLessThanOrEqual(waits.afterP80Sec);
        if (code === 'a' && a > 2) expect(waits.afterP50Sec).toBeLessThan(waits.beforeP50Sec);
      }
    }
  });

  it('opens, staffs, closes and guides', () => {
    const state = busyHall(14, 2);
    const p50 = (change: Parameters<typeof whatIf>[1]): number => whatIf(state, change).queues['a']?.afterP50Sec ?? NaN;
    const before = whatIf(state, { kind: 'open', windowId: 'w4', queues: ['a'] }).queues['a']?.beforeP50Sec ?? NaN;
    expect(p50({ kind: 'open', windowId: 'w4', queues: ['a'] })).toBeLessThan(before);
    expect(p50({ kind: 'officer', queues: ['a'] })).toBeLessThan(before);
    expect(p50({ kind: 'close', windowId: 'w1' })).toBeGreaterThan(before);
    expect(p50({ kind: 'guide', item: 'a1', share: 1, minutes: 60 })).toBeLessThan(before);
    expect(() => whatIf(state, { kind: 'close', windowId: 'w9' })).toThrow('no window w9');
    expect(() => whatIf(state, { kind: 'guide', item: 'zz' })).toThrow('no item zz');
    expect(() => whatIf(state, { kind: 'officer', queues: ['zz'] })).toThrow('no queue zz');
  });

  it('counts who is not sent home unserved when the hall closes, and nobody while that is far off', () => {
    const busy = busyHall(14, 0);
    const help = { kind: 'open', windowId: 'w4', queues: ['a'] } as const;
    const closing = (afterMin: number): HallState =>
      HallState.fromJSON(busy.toJSON(), {
        ...busy.config,
        open: [{ from: DAY_START, to: busy.now + afterMin * 60_000 }],
      });
    const fewer = (afterMin: number): number => whatIf(closing(afterMin), help).fewerAtClosing;
    // half an hour of one more window is three or four people of ten minutes each
    expect(fewer(30)).toBeGreaterThan(1.5);
    expect(fewer(30)).toBeLessThan(5);
    expect(fewer(121)).toBe(0);
    const lost = whatIf(closing(30), { kind: 'close', windowId: 'w1' });
    expect(lost.fewerAtClosing).toBeLessThan(-1);
    // who stands in line is counted for that alone: the waits are told as before
    expect(whatIf(closing(30), help).hour).toEqual(whatIf(closing(121), help).hour);
  });

  it('changes nothing where nothing changes', () => {
    const { queues, savedMin } = whatIf(busyHall(5, 2), { kind: 'assign', windowId: 'w1', queues: ['a'] });
    expect(savedMin).toEqual({ mean: 0, p10: 0, p90: 0 });
    expect(queues['a']?.afterP80Sec).toBe(queues['a']?.beforeP80Sec);
  });
});

describe('days that are over', () => {
  it('teach, and survive being written down', () => {
    const state = busyHall(0, 0);
    happen(state, 600, 'hall.ticket.finished', { ticketId: 's1', windowId: 'w1', officerId: 'o-w1', result: 'done' });
    happen(state, 600, 'hall.ticket.issued', { ticketId: 'gone', number: 'g', queue: 'a', channel: 'walk-in' });
    happen(state, 640, 'hall.ticket.called', { ticketId: 'gone', windowId: 'w1' });
    happen(state, 641, 'hall.ticket.no-show', { ticketId: 'gone', windowId: 'w1' });
    const past = learnDay(
      null,
      state,
      new Map([
        [
          'gone',
          known({ p50Sec: 600, p80Sec: 700, p90Sec: 800, confidence: 'low', model: { p50Sec: 600, p90Sec: 800 } }),
        ],
      ]),
    );
    expect(past.experience.days).toBe(1);
    const json = writePast(past);
    expect(
      JSON.parse(JSON.stringify(writePast(readPast(JSON.parse(JSON.stringify(json)) as typeof json, state)))),
    ).toEqual(JSON.parse(JSON.stringify(json)));
    expect(known(quote(busyHall(5, 0), 'a', { past })).confidence).toBe('medium');
  });
});
