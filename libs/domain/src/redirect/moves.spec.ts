import { setOf } from '../queue-set';
import { FluidModel } from './fluid';
import { bestHall, guidedShare, possibleMoves, type Move } from './moves';
import { DEFAULT_PARAMS, type RedirectParams } from './params';
import { queueOf, viewOf, windowOf } from './test-view';
import type { Trouble } from './trouble';
import type { ItemView, OtherHallView, PastPrompt, RedirectView } from './view';

const NOW = 120;
const P = DEFAULT_PARAMS;
const only = (...kinds: RedirectParams['kinds']): RedirectParams => ({ ...P, kinds });
const moves = (view: RedirectView, params: RedirectParams, troubles: readonly Trouble[] = []): Move[] =>
  possibleMoves(new FluidModel(view, params), params, troubles);
const past = (more: Partial<PastPrompt>): PastPrompt => ({ kind: 'link', state: 'done', decidedMin: NOW - 1, ...more });
const trouble = (queue: number, lastsMin = 0): Trouble => ({
  queue,
  waitMin: 30,
  share: 2,
  nowShare: 2,
  coming: false,
  lastsMin,
});
/** Applied it changes the look-ahead, and taken back it does not. */
function expectEffect(
  move: Move | undefined,
  view: RedirectView,
  params: RedirectParams,
  effect: 'more' | 'less',
): void {
  const fluid = new FluidModel(view, params);
  const before = fluid.run();
  move?.apply(fluid);
  const changed = fluid.run();
  if (effect === 'less') expect(changed).toBeLessThan(before - 1);
  else expect(changed).toBeGreaterThan(before + 1);
  move?.undo(fluid);
  expect(fluid.run()).toBeCloseTo(before, 9);
}
const queues = [queueOf('a', { waiting: 20, workMin: 200 }), queueOf('b', { waiting: 1, workMin: 5 })];

describe('what could be done', () => {
  it('is nothing while the doors are shut, and only what is wanted', () => {
    const windows = [windowOf(1, 0), windowOf(2, 1, { skills: setOf([0, 1]) })];
    const kinds = (view: RedirectView, params: RedirectParams) =>
      moves(view, params).map(({ decision }) => decision.kind);
    expect(kinds(viewOf(queues, windows), only('link', 'reassign'))).toEqual(['link', 'reassign']);
    expect(kinds(viewOf(queues, windows), only('reassign'))).toEqual(['reassign']);
    expect(kinds(viewOf(queues, windows), only('guide', 'open', 'recall', 'other-hall'))).toEqual([]);
    expect(kinds(viewOf(queues, windows, { doorsOpen: false }), only('link', 'reassign'))).toEqual([]);
  });
});

describe('another set of queues', () => {
  const view = (more: Partial<RedirectView> = {}, mask = setOf([1])) =>
    viewOf(queues, [windowOf(1, 0), windowOf(2, 1, { skills: setOf([0, 1]), mask })], more);

  it('must bring more soon after the last', () => {
    const threshold = (...prompts: PastPrompt[]) => moves(view({ past: prompts }), only('link'))[0]?.threshold;
    const dear = P.threshold.link * P.hysteresisFactor;
    expect(threshold()).toBe(P.threshold.link);
    expect(threshold(past({ window: 1, decidedMin: NOW - 19.9 }))).toBe(dear);
    expect(threshold(past({ window: 1, decidedMin: NOW - 20 }))).toBe(P.threshold.link);
    expect(threshold(past({ window: 0 }))).toBe(P.threshold.link);
    for (const state of ['declined', 'expired'] as const)
      expect(threshold(past({ window: 1, state }))).toBe(P.threshold.link);
    expect(moves(view(), only('reassign'))[0]?.threshold).toBe(P.threshold.reassign);
  });

  it('is liked homewards, and the less the more an officer knows', () => {
    const preference = (v: RedirectView) => moves(v, only('reassign')).map((move) => move.preference + 0);
    expect(preference(view())).toEqual([0]);
    expect(preference(view({}, setOf([0])))).toEqual([P.homeBonus]);
    const all = viewOf([...queues, queueOf('c')], [windowOf(2, 1, { skills: setOf([0, 1, 2]) })]);
    expect(preference(all)).toEqual([-1, -1]);
    expect(moves(view(), only('link'))[0]?.preference).toBe(0);
  });

  it('helps the one queue', () => {
    expectEffect(moves(view(), only('link'))[0], view(), P, 'less');
  });
});

describe('guiding', () => {
  const item = (code: string, more: Partial<ItemView> = {}): ItemView => ({
    code,
    name: code,
    queue: 0,
    meanMin: 10,
    share: 0.5,
    channels: ['self-service'],
    guidedUntilMin: -Infinity,
    ...more,
  });
  const guides = (items: ItemView[], more: Partial<RedirectView> = {}, troubles: readonly Trouble[] = [trouble(0)]) =>
    moves(viewOf(queues, [windowOf(1, 0)], { items, ...more }), only('guide'), troubles).map(
      ({ decision }) => decision,
    );
  const guide = (more: Partial<PastPrompt>) => past({ kind: 'guide', item: 0, ...more });

  it('takes off as much as those who go would have brought', () => {
    const view = viewOf(queues, []);
    expect(guidedShare(view, P, item('i'))).toBeCloseTo(0.5 * P.compliance * P.terminalSuccess, 12);
    expect(guidedShare(view, P, item('i', { meanMin: 5 }), 'mobile')).toBeCloseTo(0.25 * P.mobileCompliance, 12);
    expect(guidedShare(view, P, item('i', { queue: 9, meanMin: 4 }))).toBeCloseTo(
      0.5 * P.compliance * P.terminalSuccess,
      12,
    );
  });

  it('begins after the answer and lasts as long as the trouble, within its limits and the doors', () => {
    const until = (lastsMin: number, more: Partial<RedirectView> = {}) =>
      guides([item('i')], more, [trouble(0, lastsMin)])[0]?.untilMin;
    expect(guides([item('i')])).toEqual([
      { kind: 'guide', item: 0, channel: 'self-service', queue: 0, untilMin: NOW + P.replyMin + P.guideMin },
    ]);
    expect([until(90), until(500)]).toEqual([NOW + 2 + 90, NOW + 2 + P.guideMostMin]);
    expect(until(90, { closeMin: 180 })).toBe(180);
    // half of the usual length must be left
    expect([until(0, { closeMin: NOW + 2 + 15 }), until(0, { closeMin: NOW + 2 + 14.9 })]).toEqual([137, undefined]);
    expect(guides([item('i')], {}, [trouble(1, 90)])[0]?.untilMin).toBe(NOW + 2 + P.guideMin);
  });

  it('needs somewhere to go, and is not said where it is under way, pending or was refused a moment ago', () => {
    expect(guides([item('i', { channels: [] })])).toEqual([]);
    expect(guides([item('i', { channels: ['mobile'] })])[0]?.channel).toBe('mobile');
    expect(guides([item('i')], { past: [guide({ state: 'accepted' })] })).toEqual([]);
    expect(guides([item('i')], { past: [past({ kind: 'link', item: 0, state: 'accepted' })] })).toHaveLength(1);
    const refused = (state: PastPrompt['state'], ago: number, more: Partial<PastPrompt> = {}) =>
      guides([item('i')], { past: [guide({ state, decidedMin: NOW - ago, ...more })] }).length;
    expect([refused('declined', 1.9), refused('undone', 1.9), refused('declined', 2)]).toEqual([0, 0, 1]);
    expect(refused('declined', 30, { answeredMin: NOW - 1 })).toBe(0);
    expect([refused('done', 1), refused('declined', 1, { item: 1 })]).toEqual([1, 1]);
    // prolonged just before it ends
    const active = (left: number) => guides([item('i', { guidedUntilMin: NOW + left })]).length;
    expect([active(2.1), active(2), active(0)]).toEqual([0, 1, 1]);
  });

  it('is of two items at a time, those that take most work off a queue in trouble', () => {
    const three = [item('i', { share: 0.2 }), item('j', { share: 0.3 }), item('k', { share: 0.1 })];
    expect(guides(three).map((one) => one.item)).toEqual([0, 1]);
    // what takes more off a queue that is not in trouble keeps no place
    const elsewhere = three.map((one, i) => (i === 2 ? { ...one, queue: 1, share: 0.9 } : one));
    expect(guides(elsewhere).map((one) => one.item)).toEqual([0, 1, 2]);
    expect(guides(elsewhere, {}, [trouble(0), trouble(1)]).map((one) => one.item)).toEqual([1, 2]);
    const first = three.map((one, i) => (i < 2 ? { ...one, guidedUntilMin: NOW + 20 } : one));
    expect(guides(first)).toEqual([]);
    const under = three.map((one, i) => (i === 1 ? { ...one, guidedUntilMin: NOW + 20 } : one));
    expect(guides(under).map((one) => one.item)).toEqual([0]);
    expect(guides(three, { past: [guide({ item: 1, state: 'accepted' })] }).map((one) => one.item)).toEqual([0]);
    // what was refused a moment ago keeps its place, one only: the other is free
    const refused = (item: number) => guide({ item, state: 'declined', decidedMin: NOW - 1 });
    expect(guides(three, { past: [refused(1)] }).map((one) => one.item)).toEqual([0]);
    expect(guides(three, { past: [refused(0), refused(1)] })).toEqual([]);
  });

  it('spares its queue newcomers', () => {
    const view = viewOf(queues, [windowOf(1, 0)], { items: [item('i', { share: 0.9 })] });
    const [move] = moves(view, only('guide'), [trouble(0)]);
    expect([move?.threshold, move?.preference]).toEqual([P.threshold.guide, 0]);
    expectEffect(move, view, P, 'less');
  });
});

describe('opening a reserve window', () => {
  const reserve = windowOf(2, -1, { reserve: true, condition: 'closed', skills: setOf([0, 1]), mask: setOf([]) });
  const view = (more: Partial<RedirectView> = {}, windows = [windowOf(1, 0), reserve]) =>
    viewOf(queues, windows, { reserveLeftMin: 90, ...more });
  const opens = (more: Partial<RedirectView> = {}, windows?: RedirectView['windows']) =>
    moves(view(more, windows === undefined ? undefined : [...windows]), only('open')).map(({ decision }) => decision);

  it('is for its whole length, of the first that is closed', () => {
    expect(opens()).toEqual([{ kind: 'open', window: 1, mask: setOf([0, 1]), untilMin: NOW + P.replyMin + P.openMin }]);
    expect(opens({}, [windowOf(1, 0, { condition: 'closed' })])).toEqual([]);
    expect(opens({}, [{ ...reserve, condition: 'free' }, reserve]).map(({ window }) => window)).toEqual([1]);
    expect(opens({}, [reserve, reserve]).map(({ window }) => window)).toEqual([0]);
  });

  it('is not while it rests or is pending, without minutes left, or too late', () => {
    const at = (more: Partial<PastPrompt>) =>
      opens({ past: [past({ kind: 'open', window: 1, mask: setOf([0, 1]), ...more })] }).length;
    expect([
      at({ state: 'declined' }),
      at({ state: 'accepted' }),
      at({}),
      at({ window: 0, state: 'accepted' }),
    ]).toEqual([...[0, 0, 1, 1]]);
    expect([opens({ reserveLeftMin: 44.9 }).length, opens({ reserveLeftMin: 45 }).length]).toEqual([0, 1]);
    const half = NOW + P.replyMin + P.openMin / 2;
    expect([opens({ closeMin: half - 0.1 }).length, opens({ closeMin: half }).length]).toEqual([0, 1]);
    expect(opens({ closeMin: half })[0]?.untilMin).toBe(half);
  });

  it('must bring more the fewer are left for the hours that are left', () => {
    const threshold = (more: Partial<RedirectView>) => moves(view(more), only('open'))[0]?.threshold ?? NaN;
    // two openings for the four hours of which three and a quarter are left to begin in
    expect(threshold({ closeMin: NOW + 240 })).toBeCloseTo((P.threshold.open * 3.25) / 2 / 2, 9);
    expect(threshold({ closeMin: NOW + 240, reserveLeftMin: 45 })).toBeCloseTo((P.threshold.open * 3.25) / 2, 9);
    expect(threshold({ closeMin: NOW + 480, reserveLeftMin: 45 })).toBe(P.threshold.open * 2);
    expect(threshold({ closeMin: NOW + 60, reserveLeftMin: 900 })).toBe(P.threshold.open * 0.2);
    expect(threshold({ closeMin: NOW + 60, reserveLeftMin: 45 })).toBeCloseTo(P.threshold.open * 0.25, 9);
  });

  it('takes work off what it may serve', () => {
    const serving = { ...reserve, mask: setOf([0, 1]) };
    const [move] = moves(view({}, [windowOf(1, 0), serving]), only('open'));
    expect(move?.preference).toBe(0);
    expectEffect(move, view({}, [windowOf(1, 0), serving]), P, 'less');
  });
});

describe('calling back from a break', () => {
  const away = (more: Partial<RedirectView['windows'][number]> = {}) =>
    windowOf(1, 0, { condition: 'away', onBreak: true, breakKind: 'break', backMin: NOW + 10, ...more });
  const recalls = (window = away(), more: Partial<RedirectView> = {}) =>
    moves(viewOf(queues, [window], more), only('recall')).map(({ decision }) => decision);

  it('is worth it while minutes are left of a short one, which are given back within the day', () => {
    expect(recalls()).toEqual([{ kind: 'recall', window: 0, mask: setOf([0]) }]);
    expect(recalls(away({ backMin: NOW + P.replyMin + 4 }))).toHaveLength(1);
    expect(recalls(away({ backMin: NOW + P.replyMin + 3.9 }))).toEqual([]);
    expect([recalls(away({ breakKind: 'lunch' })), recalls(away({ onBreak: false }))]).toEqual([[], []]);
    const enough = NOW + P.repayAfterMin + 8;
    expect([recalls(away(), { closeMin: enough }).length, recalls(away(), { closeMin: enough - 0.1 }).length]).toEqual([
      ...[1, 0],
    ]);
    const at = (state: PastPrompt['state'], window = 0) =>
      recalls(away(), { past: [past({ kind: 'recall', window, mask: setOf([0]), state })] }).length;
    expect([at('declined'), at('accepted'), at('done'), at('declined', 1), at('accepted', 1)]).toEqual([0, 0, 1, 1, 1]);
  });

  it('is there sooner, and away later', () => {
    const view = viewOf(queues, [away({ backMin: NOW + 30 })]);
    const [move] = moves(view, only('recall'));
    expect([move?.threshold, move?.preference]).toEqual([P.threshold.recall, 0]);
    expectEffect(move, view, P, 'less');
    // what is left of the break, an hour later: by then as much has been served as without
    const long = { ...P, horizonMin: 120 };
    const fluid = new FluidModel(view, long);
    const before = fluid.paths().level;
    move?.apply(fluid);
    const after = fluid.paths().level;
    const place = (minute: number): number => (minute / P.stepMin) * queues.length;
    expect(after[place(60)]).toBeLessThan((before[place(60)] ?? 0) - 20);
    expect(after[place(100)]).toBeCloseTo(before[place(100)] ?? NaN, 0);
  });
});

describe('sending to another hall', () => {
  const there = (more: Partial<OtherHallView> = {}, p50 = 10): OtherHallView => ({
    code: 'H2',
    name: '东城',
    travelMin: 12,
    waitP50Min: new Map([['a', p50]]),
    waitP80Min: new Map([['a', 20]]),
    ...more,
  });
  const busy = [queueOf('a', { waiting: 20, workMin: 200, predictedP50Min: 37 }), queueOf('b')];
  const sends = (otherHalls: OtherHallView[], more: Partial<RedirectView> = {}) =>
    moves(viewOf(busy, [windowOf(1, 0)], { otherHalls, ...more }), only('other-hall'));

  it('is worth it where way and wait are clearly less, and not said again at once', () => {
    const untilMin = NOW + P.replyMin + P.guideMin;
    expect(sends([there()]).map(({ decision }) => decision)).toEqual([
      { kind: 'other-hall', queue: 0, toHall: 'H2', untilMin },
    ]);
    expect(sends([there({}, 10.1)])).toEqual([]);
    expect(sends([there()], { closeMin: 140 })[0]?.decision.untilMin).toBe(140);
    const said = (more: Partial<PastPrompt>) =>
      sends([there()], { past: [past({ kind: 'other-hall', queue: 0, ...more })] }).length;
    expect([
      said({ decidedMin: NOW - 29.9 }),
      said({ decidedMin: NOW - 30 }),
      said({ queue: 1 }),
      said({ kind: 'guide' }),
    ]).toEqual([...[0, 1, 1, 1]]);
    const unknown = viewOf([queueOf('a', { waiting: 20 })], [], { otherHalls: [there()] });
    expect(moves(unknown, only('other-hall'))).toEqual([]);
  });

  it('costs those who go their way and their wait', () => {
    const [move] = sends([there()]);
    expect(move?.threshold).toBe(P.threshold.otherHall);
    expect(move?.preference).toBeCloseTo(-0.2 * P.guideMin * P.otherHallShare * 22, 9);
    const slots = Float64Array.from({ length: 18 }, (_, slot) => (slot === 4 ? 0.4 : 0.1));
    const demandRatio = Float64Array.from({ length: 18 }, (_, slot) => (slot === 4 ? 0.5 : 3));
    const varying = [{ ...busy[0], ratePerMin: slots, demandRatio } as (typeof busy)[number]];
    const preference = (nowMin: number) =>
      moves(viewOf(varying, [], { otherHalls: [there()], nowMin }), only('other-hall'))[0]?.preference;
    expect(preference(NOW)).toBeCloseTo(-0.4 * 0.5 * P.guideMin * P.otherHallShare * 22, 9);
    expect(preference(NOW - 1)).toBeCloseTo(-0.1 * 3 * P.guideMin * P.otherHallShare * 22, 9);
    const view = viewOf(busy, [windowOf(1, 0)], { otherHalls: [there()] });
    expectEffect(move, view, P, 'less');
  });

  it('is to where one is served soonest, of those within reach', () => {
    const best = (...halls: OtherHallView[]) => bestHall(viewOf(busy, [], { otherHalls: halls }), P, 'a');
    const near = there({ code: 'H3', travelMin: 2 }, 15);
    expect(best(there(), near)).toEqual({ hall: near, totalP50Min: 17, totalP80Min: 22 });
    expect(best(near, there())?.hall).toBe(near);
    expect(best(there({ travelMin: P.circleMin }))?.totalP50Min).toBe(25);
    expect(best(there({ travelMin: P.circleMin + 0.1 }))).toBeUndefined();
    expect(best(there({ waitP80Min: new Map() }))).toBeUndefined();
    expect(best(there({ waitP50Min: new Map() }))).toBeUndefined();
    expect(best()).toBeUndefined();
  });
});
