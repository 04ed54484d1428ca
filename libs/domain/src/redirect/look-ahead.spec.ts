import { setOf } from '../queue-set';
import { FluidModel } from './fluid';
import { DEFAULT_PARAMS } from './params';
import { meanResidualMin } from './residual';
import { queueOf, viewOf, windowOf } from './test-view';
import type { QueueView, WindowView } from './view';

/** Nobody comes and nothing wavers, unless it is said: what is left after every two minutes can be told by hand. */
const CALM = { ...DEFAULT_PARAMS, noise: 0, stepMin: 2, horizonMin: 20 };
const STILL = new Float64Array(18);
const NOW = 120;
const queue = (code: string, over: Partial<QueueView> = {}) => queueOf(code, { ratePerMin: STILL, ...over });
const fluidOf = (queues: QueueView[], windows: WindowView[], nowMin = NOW) =>
  new FluidModel(viewOf(queues, windows, { nowMin, noShowRate: 0 }), CALM);
/** work left of a queue at the start of each step */
const levels = (fluid: FluidModel, b = 0): number[] => {
  const { level } = fluid.paths();
  const n = fluid.view.queues.length;
  return Array.from({ length: 10 }, (_, k) => Math.round((level[k * n + b] ?? NaN) * 1e6) / 1e6);
};
const work = queue('a', { workMin: 100 });
const served = (window: Partial<WindowView>) => levels(fluidOf([work], [windowOf(1, 0, window)]));

describe('how much a window takes off its queue', () => {
  it('is a minute’s work a minute while it is there', () => {
    expect(served({})).toEqual([100, 98, 96, 94, 92, 90, 88, 86, 84, 82]);
    expect(served({ condition: 'closed' })).toEqual(Array(10).fill(100));
    expect(levels(fluidOf([work], [windowOf(1, 0), windowOf(2, 0)]))[9]).toBe(64);
  });

  it('begins when it is back, or done with whom it serves', () => {
    expect(served({ condition: 'away', backMin: NOW + 7 })).toEqual([100, 100, 100, 100, 99, 97, 95, 93, 91, 89]);
    expect(served({ condition: 'away', backMin: NOW - 7 })[9]).toBe(82);
    const busy = { condition: 'busy', serviceMeanMin: 8, elapsedMin: 3 } as const;
    const rest = meanResidualMin(8, 0.6, 3);
    expect(rest).toBeGreaterThan(4);
    expect(served(busy)[9]).toBeCloseTo(100 - (18 - rest), 6);
    const fluid = fluidOf([work], []);
    expect(fluid.freeMin(windowOf(1, 0, busy))).toBeCloseTo(NOW + rest, 9);
    expect(fluid.freeMin(windowOf(1, 0, { condition: 'away', backMin: NOW + 7 }))).toBe(NOW + 7);
    expect(fluid.freeMin(windowOf(1, 0, { condition: 'away', backMin: NOW - 7 }))).toBe(NOW);
    expect(fluid.freeMin(windowOf(1, 0))).toBe(NOW);
  });

  it('pauses while it is away, and ends when it closes', () => {
    const absence = (start: number, end: number) => ({
      startMin: NOW + start,
      endMin: NOW + end,
      kind: 'break' as const,
    });
    expect(served({ absences: [absence(5, 9)] })).toEqual([100, 98, 96, 95, 95, 94, 92, 90, 88, 86]);
    expect(served({ absences: [absence(5, 9), absence(12, 14)] })[9]).toBe(88);
    expect(served({ absences: [absence(20, 30)] })[9]).toBe(82);
    // one that should have begun begins when it can, and is as long as it should be
    expect(served({ condition: 'away', backMin: NOW + 4, absences: [absence(2, 6)] })[9]).toBe(90);
    expect(served({ closesMin: NOW + 9 })).toEqual([100, 98, 96, 94, 92, 91, 91, 91, 91, 91]);
  });

  it('is less with what is not its own, unless it belongs to nobody', () => {
    expect(served({ home: 1 })[1]).toBeCloseTo(100 - 2 / CALM.crossSkillFactor, 6);
    expect(served({ home: -1, reserve: true })[1]).toBe(98);
  });

  it('goes first to its own queue, and what is left of it to the others of its mask', () => {
    const two = (own: number) =>
      fluidOf(
        [queue('a', { workMin: own }), queue('b', { workMin: 100 })],
        [windowOf(1, 0, { mask: setOf([0, 1]), skills: setOf([0, 1]) })],
      );
    expect([levels(two(100), 0)[9], levels(two(100), 1)[9]]).toEqual([82, 100]);
    expect([levels(two(0), 0)[9], levels(two(0), 1)[9]]).toEqual([0, 100 - 18 * CALM.foreignEfficiency]);
    // half of the second step is needed at home
    const some = levels(two(3), 1);
    expect(some.slice(0, 3)).toEqual([100, 100, 100 - CALM.foreignEfficiency]);
  });

  it('goes where most wait for it', () => {
    const three = fluidOf(
      [queue('a'), queue('b', { workMin: 1 }), queue('c', { workMin: 5, meanMin: 2 }), queue('d', { workMin: 9 })],
      [windowOf(1, 0, { mask: setOf([0, 1, 2]), skills: setOf([0, 1, 2]) })],
    );
    // two and a half people wait for the third, a tenth of one for the second
    expect([1, 2, 3].map((b) => levels(three, b)[1])).toEqual([1, 3.5, 9]);
    expect([1, 2, 3].map((b) => levels(three, b)[4])).toEqual([0, 0, 9]);
  });
});

describe('who comes', () => {
  const rates = Float64Array.from({ length: 18 }, (_, slot) => (slot === 4 ? 0.2 : slot === 5 ? 0.4 : 0));
  const demand = new Float64Array(18).fill(1);
  demand[5] = 0.5;
  const arriving = (nowMin: number) => fluidOf([queue('a', { ratePerMin: rates, demandRatio: demand })], [], nowMin);

  it('does so by the half hour, as the day has shown', () => {
    // 0.2 a minute from 120 on, each ten minutes of work
    expect(levels(arriving(120))).toEqual([0, 4, 8, 12, 16, 20, 24, 28, 32, 36]);
    // from 150 on 0.4, of which half come
    expect(levels(arriving(145)).map(Math.round)).toEqual([0, 4, 8, 12, 16, 20, 24, 28, 32, 36]);
    demand[5] = 0.25;
    expect(levels(arriving(145))).toEqual([0, 4, 8, 10, 12, 14, 16, 18, 20, 22]);
    expect(levels(arriving(175))).toEqual([0, 2, 4, 4, 4, 4, 4, 4, 4, 4]);
  });

  it('does so before the doors open as in the first half hour, and not at all after the last', () => {
    const first = { ratePerMin: [0.2, 0.5], demandRatio: [3, 1] };
    expect(levels(fluidOf([queue('a', first)], [], -30))[9]).toBe(36);
    expect(levels(fluidOf([queue('a', first)], [], 0))[1]).toBe(12);
    expect(levels(fluidOf([queue('a', first)], [], 56))).toEqual([0, 10, 20, 20, 20, 20, 20, 20, 20, 20]);
  });

  it('goes elsewhere in part, within a time', () => {
    const fluid = arriving(120);
    fluid.scaleInflow(0, 0.5, 124, 128);
    expect(levels(fluid)).toEqual([0, 4, 8, 10, 12, 16, 20, 24, 28, 32]);
  });

  it('is less work where some do not come when called, and where the day is quick', () => {
    const view = viewOf([queue('a', { ratePerMin: rates, serviceRatio: 0.8 })], [], { nowMin: NOW, noShowRate: 0.25 });
    expect(levels(new FluidModel(view, CALM))[1]).toBeCloseTo(0.4 * 10 * 0.8 * 0.75, 6);
  });
});

describe('a change of what a window serves', () => {
  const both = [queue('a', { workMin: 100 }), queue('b', { workMin: 100 })];
  const skilled = { skills: setOf([0, 1]) };

  it('begins when it is told, and after the switch of the system', () => {
    const fluid = fluidOf(both, [windowOf(1, 0, skilled)]);
    fluid.apply({ window: 0, mask: setOf([1]), startMin: NOW + 5 });
    expect(levels(fluid, 0)).toEqual([100, 98, 96, 95, 95, 95, 95, 95, 95, 95]);
    const other = levels(fluid, 1);
    // two minutes of switching after the fifth
    expect(other.slice(0, 4)).toEqual([100, 100, 100, 100]);
    expect(other[4]).toBeCloseTo(100 - 1 / CALM.crossSkillFactor, 6);
    expect(other[9]).toBeCloseTo(100 - 11 / CALM.crossSkillFactor, 6);
    fluid.apply({ window: 0, mask: setOf([1]), startMin: NOW + 5 }, true);
    expect([levels(fluid, 0)[9], levels(fluid, 1)[9]]).toEqual([82, 100]);
  });

  it('needs no switch where the system that is open is among what it serves', () => {
    const fluid = fluidOf([queue('a'), queue('b', { workMin: 100 })], [windowOf(1, 0, skilled)]);
    fluid.apply({ window: 0, mask: setOf([0, 1]), startMin: NOW });
    expect(levels(fluid, 1)[1]).toBeCloseTo(100 - 2 * CALM.foreignEfficiency, 6);
    fluid.apply({ window: 7, mask: setOf([0, 1]), startMin: NOW });
    expect(levels(fluid, 1)[1]).toBeCloseTo(100 - 2 * CALM.foreignEfficiency, 6);
  });

  it('may be other breaks of the same window', () => {
    const fluid = fluidOf(both, [windowOf(1, 0)]);
    fluid.replace(0, windowOf(1, 0, { condition: 'away', backMin: NOW + 10 }));
    expect(levels(fluid, 0)[9]).toBe(92);
    fluid.replace(0, windowOf(1, 0));
    expect(levels(fluid, 0)[9]).toBe(82);
  });
});

describe('what it costs', () => {
  it('is waiting while it lasts, and what is left at the end as long as it would take', () => {
    const fluid = fluidOf([work], [windowOf(1, 0)]);
    // ten people, one less in ten minutes: 100 down to 80, and then 80 minutes of work by one window
    expect(fluid.run()).toBeCloseTo((20 * (10 + 8)) / 2 + (80 * 80) / (2 * 10 * 1), 6);
    expect(fluid.cost[0]).toBeCloseTo(180 + 320, 6);
    // with people still coming it takes longer, at least a quarter of the pace is left
    const coming = (rate: number) =>
      fluidOf([queue('a', { workMin: 100, ratePerMin: new Float64Array(18).fill(rate) })], [windowOf(1, 0)]).run();
    expect(coming(0.05)).toBeCloseTo((20 * (10 + 9)) / 2 + (90 * 90) / (2 * 10 * 0.5), 6);
    expect(coming(0.1)).toBeCloseTo(20 * 10 + (100 * 100) / (2 * 10 * 0.25), 6);
    expect(fluidOf([work], []).run()).toBeCloseTo(200 + (100 * 100) / (2 * 10 * 0.05), 6);
  });

  it('is, for one who comes, the work ahead at the pace that is there, and the spread of that', () => {
    const one = fluidOf([work], [windowOf(1, 0), windowOf(2, 0)]).newcomerWait(0, 0);
    expect(one.p50Min).toBeCloseTo(50, 6);
    expect(one.p80Min).toBeCloseTo(50 + (0.84 * Math.sqrt(10 * 1.36 + 0.25) * 10) / 2, 6);
    const alone = fluidOf([queue('a', { workMin: 60 })], [windowOf(1, 0)]);
    expect(alone.newcomerWait(0, 10).p50Min).toBeCloseTo(50, 6);
    // unless it is said, of who comes in a quarter of an hour, to the next step
    expect(alone.newcomerWait(0).p50Min).toBeCloseTo(44, 6);
    // less than one person ahead: little to waver
    const short = fluidOf([queue('a', { workMin: 5 })], [windowOf(1, 0)]).newcomerWait(0, 0);
    expect(short.p50Min).toBeCloseTo(5, 6);
    expect(short.p80Min).toBeCloseTo(5 + 0.84 * Math.sqrt(0.5 * 1.36 + 0.25) * 10 * 0.5, 6);
    expect(fluidOf([queue('a')], [windowOf(1, 0)]).newcomerWait(0, 0)).toEqual({ p50Min: 0, p80Min: 0 });
    // nobody serves it: looked at for four times as far as is played
    expect(fluidOf([work], []).newcomerWait(0, 0).p50Min).toBeCloseTo(80, 6);
  });

  it('wavers with those who come', () => {
    const rate = new Float64Array(18).fill(0.1);
    const view = viewOf([queueOf('a', { ratePerMin: rate, cv: 0.6 })], [windowOf(1, 0)], {
      nowMin: NOW,
      noShowRate: 0,
    });
    const rough = new FluidModel(view, { ...CALM, noise: 1 });
    // as much comes as is served: what is left is the positive part of the noise alone
    const sd = 10 * Math.sqrt(0.2 * 1.36);
    expect(levels(rough)[1]).toBeCloseTo(sd * 0.39894, 3);
    expect(levels(new FluidModel(view, CALM))[9]).toBe(0);
  });
});
