import type { Message } from '@cockpit/contracts';
import { checkPrompt, type Hall, type PromptClaim } from './check-prompt';
import { NAMES, hall, opened, type FixtureEvent } from './hall.fixture';
import { DEFAULT_PARAMS } from './params';

const [Q1, Q2] = [NAMES.queue(0), NAMES.queue(1)];
/** both of the first queue; who sits at the second of them knows no other */
const [W1, W3] = [NAMES.window(0), NAMES.window(2)];

const waits = (beforeP80Min: number, afterP80Min: number, afterP50Min = 0) => ({
  beforeP50Min: 0,
  afterP50Min,
  beforeP80Min,
  afterP80Min,
});
const words = (params: Message['params'], code = 'why.link'): Message => ({ code, params });
const CLAIM: PromptClaim = {
  kind: 'link',
  windowId: W1,
  until: null,
  queues: [Q1, Q2],
  words: null,
  predicted: {},
  gainMin: 30,
};
const faults = (claim: Partial<PromptClaim>, told: readonly FixtureEvent[] = [], more: Partial<Hall> = {}) =>
  checkPrompt({ ...CLAIM, ...claim }, { state: hall([opened(W1), ...told]), params: DEFAULT_PARAMS, ...more });

describe('a prompt', () => {
  it('is true where nothing is wrong with it', () => {
    expect(faults({})).toEqual([]);
  });

  it('says everything that is wrong, the weightiest first', () => {
    const claim = {
      ...CLAIM,
      windowId: W3,
      gainMin: 0,
      words: words({ crowd: { code: 'crowd.waiting', params: {} } }),
    };
    expect(checkPrompt(claim, { state: hall([], 541), params: DEFAULT_PARAMS })).toEqual([
      ...['hall-closed', 'window-closed', 'not-qualified', 'saves-nothing', 'nobody-waits'],
    ]);
  });

  it('names nobody who is not qualified, but calls back whoever is on a break', () => {
    const at = (claim: Partial<PromptClaim>, told: FixtureEvent[] = []) =>
      faults({ windowId: W3, ...claim }, [opened(W3), ...told]);
    expect(at({})).toEqual(['not-qualified']);
    expect(at({ kind: 'reassign', queues: [Q1] })).toEqual([]);
    const paused: FixtureEvent = ['hall.window.paused', { windowId: W3, reason: 'break' }];
    expect(at({ kind: 'recall', queues: [Q2] }, [paused])).toEqual([]);
    for (const windowId of [null, undefined])
      expect(faults({ kind: 'other-hall', windowId, queues: [Q2] })).toEqual([]);
  });

  it('calls nobody back whose break could not be made good before the doors are shut', () => {
    const recall = (pausedAt: number, minute: number) =>
      checkPrompt(
        { ...CLAIM, kind: 'recall', queues: [Q1] },
        {
          state: hall([opened(W1), ['hall.window.paused', { windowId: W1, reason: 'break' }, pausedAt]], minute),
          params: DEFAULT_PARAMS,
        },
      );
    // an hour later, and of the ten minutes of a break what is left of it once the answer has come
    expect([recall(1, 480), recall(1, 481)]).toEqual([[], ['repaid-after-closing']]);
    expect([recall(471, 475), recall(473, 475)]).toEqual([[], ['repaid-after-closing']]);
    expect(faults({ kind: 'recall', queues: [Q1] })).toEqual(['window-present']);
    // what is no recall owes nobody a break
    const late = { state: hall([opened(W1)], 500), params: DEFAULT_PARAMS };
    expect(checkPrompt(CLAIM, late)).toEqual([]);
    expect(checkPrompt({ ...CLAIM, kind: 'recall', windowId: null, queues: [Q1] }, late)).toEqual([]);
  });

  it('saves something, but where it only tells of a shorter way', () => {
    expect([faults({ gainMin: 0 }), faults({ gainMin: 0.1 })]).toEqual([['saves-nothing'], []]);
    expect(faults({ kind: 'other-hall', windowId: null, queues: [Q1], gainMin: 0 })).toEqual([]);
  });

  it('names no fall that is none', () => {
    const relief = (params: Record<string, number>) =>
      faults({ words: words({ relief: { code: 'relief.most', params } }) });
    expect(relief({ before: 10, after: 10 })).toEqual(['wait-not-shorter']);
    expect(relief({ before: 9, after: 10 })).toEqual(['wait-not-shorter']);
    for (const told of [{ before: 10, after: 9 }, { before: 10 }, { after: 10 }, {}] as Record<string, number>[])
      expect(relief(told)).toEqual([]);
    expect(faults({ words: words({ relief: 'nothing that could be read' }) })).toEqual([]);
    expect(faults({ words: words({ relief: ['before', 'after'] }) })).toEqual([]);
    expect(faults({ words: words({}) })).toEqual([]);
  });

  describe('spares who gives a hand', () => {
    const reassign = (gives: ReturnType<typeof waits>, gets = waits(40, 10)) =>
      faults({ kind: 'reassign', queues: [Q2], predicted: { [Q2]: gets, [Q1]: gives } });

    it('leaves no queue without a window', () => {
      expect(faults({ words: words({ gives: { code: 'gives.unserved', params: {} } }) })).toEqual(['giver-suffers']);
      expect(faults({ words: words({ gives: { code: 'gives.longer', params: {} } }) })).toEqual([]);
    });

    it('pushes nobody beyond the target and beyond those who are helped', () => {
      expect(reassign(waits(10, 16))).toEqual(['giver-suffers']);
      expect(reassign(waits(10, 15))).toEqual([]);
      expect([reassign(waits(10, 20), waits(40, 20)), reassign(waits(10, 21), waits(40, 20))]).toEqual([
        [],
        ['giver-suffers'],
      ]);
      // it waits no longer than it did, as people read it
      expect([reassign(waits(20.4, 20.49)), reassign(waits(20.4, 20.6)), reassign(waits(30, 20))]).toEqual([
        [],
        ['giver-suffers'],
        [],
      ]);
    });

    it('whoever is helped may wait longer than the target', () => {
      expect(faults({ kind: 'reassign', queues: [Q1, Q2], predicted: { [Q1]: waits(10, 30) } })).toEqual([]);
      // a link helps all but its own queue
      expect(faults({ predicted: { [Q1]: waits(10, 30), [Q2]: waits(40, 20) } })).toEqual(['giver-suffers']);
      expect(faults({ predicted: { [Q1]: waits(10, 30) } })).toEqual(['giver-suffers']);
    });

    it('takes the usual target where a queue has none', () => {
      const away = (after: number) =>
        faults({ kind: 'reassign', queues: [Q2], predicted: { [Q2]: waits(40, 5), elsewhere: waits(10, after) } });
      expect([away(15), away(16)]).toEqual([[], ['giver-suffers']]);
    });

    it('says that it has time to spare only where its own queue stays under its target', () => {
      const free = (own: ReturnType<typeof waits>, code = 'why.link-free') =>
        faults({ words: words({}, code), predicted: { [Q1]: own } });
      expect(free(waits(30, 14, 14))).toEqual([]);
      expect(free(waits(30, 15, 14))).toEqual(['giver-suffers']);
      expect(free(waits(30, 14, 15))).toEqual(['giver-suffers']);
      expect(free(waits(30, 15, 15), 'why.link')).toEqual([]);
      expect(faults({ words: words({}, 'why.link-free') })).toEqual([]);
      for (const windowId of [null, undefined])
        expect(faults({ windowId, words: words({}, 'why.link-free'), predicted: { [Q1]: waits(30, 15, 15) } })).toEqual(
          [],
        );
    });
  });

  it('tells of people who wait only while some do, in a queue that it is for', () => {
    const crowd = (code: string, told: FixtureEvent[] = []) =>
      faults({ words: words({ crowd: { code, params: {} } }) }, told);
    const ticket = (queue: string): FixtureEvent => [
      'hall.ticket.issued',
      { ticketId: queue, number: '1', queue, channel: 'walk-in' },
    ];
    expect(crowd('crowd.waiting')).toEqual(['nobody-waits']);
    expect(crowd('crowd.waiting', [ticket(Q1)])).toEqual(['nobody-waits']);
    expect(crowd('crowd.waiting', [ticket(Q2)])).toEqual([]);
    expect(crowd('crowd.coming')).toEqual([]);
  });

  it('links a window to more than its own queue', () => {
    expect(faults({ queues: [Q1] })).toEqual(['own-queue']);
    expect(faults({ kind: 'reassign', queues: [Q1] })).toEqual([]);
  });

  it('sends nobody to a hall that is too far, unknown or serves something else', () => {
    const there = { code: 'H2', name: '东城', travelMin: 15, waitP50Min: new Map([[Q1, 5]]), waitP80Min: new Map() };
    const sent = (otherHalls: Hall['otherHalls'], more: Partial<PromptClaim> = {}) =>
      faults({ kind: 'other-hall', windowId: null, toHall: 'H2', queues: [Q1], ...more }, [], { otherHalls });
    expect([sent([there]), sent(undefined)]).toEqual([[], []]);
    expect(sent([{ ...there, travelMin: 15.1 }])).toEqual(['no-better-hall']);
    expect(sent([{ ...there, code: 'H3' }])).toEqual(['no-better-hall']);
    expect(sent([there], { queues: [Q2] })).toEqual(['no-better-hall']);
    expect(faults({}, [], { otherHalls: [] })).toEqual([]);
  });
});
