import { setOf } from '../queue-set';
import { isLeftAlone, isPending, isResting, unanswered, usedInLastHour } from './candidates';
import { openUntil } from './open-until';
import { DEFAULT_PARAMS } from './params';
import { guidesUnderWay } from './planned-guides';
import { isRefused, isRepeated, wasSaid } from './repeated';
import { viewOf } from './test-view';
import { isRelief, relief, type Trouble } from './trouble';
import type { PastPrompt } from './view';

const NOW = 200;
const past = (ago: number, more: Partial<PastPrompt> = {}): PastPrompt => ({
  kind: 'link',
  state: 'done',
  decidedMin: NOW - ago,
  window: 0,
  mask: setOf([0, 1]),
  ...more,
});
const after = (...prompts: PastPrompt[]) => viewOf([], [], { nowMin: NOW, past: prompts });

describe('what has been said before', () => {
  it('is pending until it is answered and done, or has expired', () => {
    const pending = (state: PastPrompt['state'], ago: number) => isPending(past(ago, { state }), NOW, DEFAULT_PARAMS);
    expect(pending('accepted', 60)).toBe(true);
    expect([pending('shown', 5), pending('shown', 5.1)]).toEqual([true, false]);
    for (const state of ['done', 'carried-out', 'declined', 'expired', 'cancelled', 'undone'] as const)
      expect([state, pending(state, 1)]).toEqual([state, false]);
    const view = after(past(5, { state: 'shown' }), past(5.1, { state: 'shown' }), past(1, { state: 'accepted' }));
    expect(unanswered(view, DEFAULT_PARAMS)).toBe(1);
  });

  it('took attention for an hour, unless nobody was there or it was somebody’s own idea', () => {
    expect(usedInLastHour(after(past(59.9), past(60), past(1, { state: 'declined' })))).toBe(2);
    expect(usedInLastHour(after(past(1, { state: 'expired' }), past(1, { own: true })))).toBe(0);
    expect(usedInLastHour(after(past(9, { state: 'expired', answeredMin: NOW - 8 })))).toBe(1);
  });

  it('shows that nobody is there: two lapsed since somebody last answered, one of them a moment ago', () => {
    const lapsed = (ago: number, more: Partial<PastPrompt> = {}) => past(ago, { state: 'expired', ...more });
    const alone = (...prompts: PastPrompt[]) => isLeftAlone(after(...prompts), DEFAULT_PARAMS);
    expect(alone(lapsed(14), lapsed(30))).toBe(true);
    expect(alone(lapsed(14))).toBe(false);
    expect(alone(lapsed(15), lapsed(30))).toBe(false);
    expect(alone(lapsed(14), lapsed(60))).toBe(false);
    expect(alone(lapsed(14), lapsed(30, { own: true }))).toBe(false);
    // somebody answered in between
    expect(alone(lapsed(14), lapsed(30), past(40, { answeredMin: NOW - 20 }))).toBe(false);
    expect(alone(lapsed(14), lapsed(30), past(40, { answeredMin: NOW - 35 }))).toBe(true);
    expect(alone(lapsed(14), lapsed(30), past(40, { state: 'cancelled', answeredMin: NOW - 20 }))).toBe(true);
    // what was agreed to had its answer, whatever came of it
    expect(alone(lapsed(14, { answeredMin: NOW - 9 }), lapsed(30))).toBe(false);
  });

  it('rests for a quarter of an hour after it was refused, counted from the answer', () => {
    const rests = (prompt: PastPrompt, window = 0, mask = setOf([0, 1])) =>
      isResting(after(prompt), DEFAULT_PARAMS, window, mask);
    for (const state of ['declined', 'expired', 'undone'] as const) expect(rests(past(1, { state }))).toBe(true);
    for (const state of ['done', 'accepted', 'shown', 'cancelled'] as const)
      expect(rests(past(1, { state }))).toBe(false);
    const declined = (ago: number, more: Partial<PastPrompt> = {}) => past(ago, { state: 'declined', ...more });
    expect([rests(declined(14.9)), rests(declined(15))]).toEqual([true, false]);
    expect(rests(declined(20, { answeredMin: NOW - 10 }))).toBe(true);
    expect([rests(declined(1), 1), rests(declined(1), 0, setOf([1]))]).toEqual([false, false]);
  });

  it('is the same by kind, window and what it serves, or by item and queue', () => {
    const link = { kind: 'link', window: 0, mask: setOf([0, 1]) } as const;
    const said = (prompt: PastPrompt, next: Parameters<typeof wasSaid>[2] = link) =>
      wasSaid(after(prompt), DEFAULT_PARAMS, next);
    expect([said(past(29.9)), said(past(30)), said(past(1, { own: true }))]).toEqual([true, false, false]);
    for (const other of [
      { kind: 'reassign' },
      { window: 1 },
      { mask: setOf([1]) },
      { item: 1 },
    ] as Partial<PastPrompt>[])
      expect(said(past(1, other))).toBe(false);
    const { window: _w, mask: _m, ...aside } = past(1, { kind: 'guide', item: 2 });
    const guide = (queue?: number) => ({ kind: 'guide' as const, item: 2, ...(queue === undefined ? {} : { queue }) });
    expect(said(aside, guide(1))).toBe(true);
    expect(said({ ...aside, queue: 1 }, guide(1))).toBe(true);
    expect(said({ ...aside, queue: 0 }, guide(1))).toBe(false);
    expect(said({ ...aside, queue: 0 }, guide())).toBe(true);
  });

  it('is not said within a quarter of an hour of a no, however bad it has become since: nor for others of the same queue', () => {
    const declined = (ago: number, more: Partial<PastPrompt> = {}) =>
      past(ago + 1, { state: 'declined', answeredMin: NOW - ago, troubleMin: 1, ...more });
    const link = { kind: 'link', window: 0, mask: setOf([0, 1]) } as const;
    const refused = (prompt: PastPrompt, next: Parameters<typeof isRefused>[2] = link) =>
      isRefused(after(prompt), DEFAULT_PARAMS, next);
    expect([refused(declined(14.9)), refused(declined(15))]).toEqual([true, false]);
    expect([refused(declined(1, { state: 'undone' })), refused(declined(1, { state: 'expired' }))]).toEqual([
      true,
      false,
    ]);
    expect([refused(declined(1, { window: 1 })), refused(declined(1, { kind: 'reassign' }))]).toEqual([false, false]);
    const { window: _w, mask: _m, ...aside } = declined(1, { kind: 'guide', item: 2, queue: 1 });
    const guide = (queue: number) => ({ kind: 'guide' as const, item: 3, queue });
    expect([refused(aside, guide(1)), refused(aside, guide(0))]).toEqual([true, false]);
    const trouble: Trouble = { queue: 0, waitMin: 100, share: 1, nowShare: 1, coming: false, lastsMin: 0 };
    expect(isRepeated(after(declined(10)), DEFAULT_PARAMS, link, trouble)).toBe(true);
  });

  it('is said again only when it has become half as bad again, and by three minutes', () => {
    const link = { kind: 'link', window: 0, mask: setOf([0, 1]) } as const;
    const repeated = (waitMin: number, ...prompts: PastPrompt[]) => {
      const trouble: Trouble = { queue: 0, waitMin, share: 1, nowShare: 1, coming: false, lastsMin: 0 };
      return isRepeated(after(...prompts), DEFAULT_PARAMS, link, trouble);
    };
    const of = (troubleMin: number) => past(10, { troubleMin });
    expect([repeated(14.9, of(10)), repeated(15, of(10))]).toEqual([true, false]);
    expect([repeated(6.9, of(4)), repeated(7, of(4))]).toEqual([true, false]);
    expect(repeated(100, past(10))).toBe(true);
    expect([repeated(15, of(10), of(12)), repeated(18, of(10), of(12))]).toEqual([true, false]);
    expect(repeated(1)).toBe(false);
  });
});

describe('guides of a plan', () => {
  it('are under way from a quarter of an hour before they begin until they end', () => {
    const active = (fromMin: number, untilMin: number) => [
      ...guidesUnderWay([{ item: 3, fromMin, untilMin }], NOW).entries(),
    ];
    expect(active(NOW + 15, 300)).toEqual([[3, 300]]);
    expect(active(NOW + 15.1, 300)).toEqual([]);
    expect([active(100, NOW), active(100, NOW + 1)]).toEqual([[], [[3, NOW + 1]]]);
    const two = [210, 250, 220].map((untilMin) => ({ item: 1, fromMin: NOW, untilMin }));
    expect([...guidesUnderWay(two, NOW)]).toEqual([[1, 250]]);
  });
});

describe('a reserve window', () => {
  it('is staffed for its whole length, but not beyond closing', () => {
    expect([openUntil(100, 540, { openMin: 45 }), openUntil(500, 540, { openMin: 45 })]).toEqual([145, 540]);
  });
});

describe('a relief', () => {
  it('is three minutes, or two that are a good part of the wait', () => {
    const is = (before: number, now: number) => isRelief(before, now, DEFAULT_PARAMS);
    expect([is(40, 37), is(40, 37.1)]).toEqual([true, false]);
    expect([is(13, 11), is(13, 11.1)]).toEqual([true, false]);
    // two of fourteen are less than fifteen per cent
    expect(is(14, 12)).toBe(false);
  });

  it('is looked for where it is greatest, with those who need not wait at all', () => {
    const wait = (p50Min: number, p80Min: number) => ({ p50Min, p80Min });
    const before = [wait(10, 20), wait(12, 30), wait(12, 30)];
    expect(relief(before, [wait(9, 15), wait(9, 22), wait(9, 22)], DEFAULT_PARAMS)).toEqual({
      inMin: 15,
      beforeP80Min: 30,
      afterP80Min: 22,
    });
    expect(relief(before, [wait(9, 19), wait(9, 28)], DEFAULT_PARAMS)).toBeUndefined();
    expect(relief(before, [], DEFAULT_PARAMS)).toBeUndefined();
    // of those who stay it is the wait that 75 per cent stay below
    const some = relief([wait(10, 30)], [wait(10, 30)], DEFAULT_PARAMS, 0.2);
    expect(some?.afterP80Min).toBeCloseTo(10 + (0.67449 / 0.841621) * 20, 3);
  });
});
