import fc from 'fast-check';
import { benchHall, benchNames, makeDay, STANDARD } from '../simulation';
import type { HallConfig } from '../live';
import { compareSetups, type QueueChange } from './compare-setups';

const HOUR = 3_600_000;
const day = makeDay(STANDARD, 20_001);
const usual = benchHall(day, benchNames(day));
/** every window serves whatever its officer can */
const comprehensive: HallConfig = {
  ...usual,
  windows: usual.windows.map((window) => ({
    ...window,
    queues: usual.officers.find(({ id }) => id === window.roster[0]?.officerId)?.skills ?? window.queues,
  })),
};
const unmanned = (config: HallConfig, gone: ReadonlySet<number>): HallConfig => ({
  ...config,
  windows: config.windows.map((window, i) => (gone.has(i) ? { ...window, roster: [] } : window)),
});
const shifted = (config: HallConfig, earlierMs: number, laterMs: number): HallConfig => ({
  ...config,
  open: config.open.map(({ from, to }) => ({ from: from - earlierMs, to: to + laterMs })),
  windows: config.windows.map((window) => ({
    ...window,
    roster: window.roster.map((shift) => ({ ...shift, from: shift.from - earlierMs, to: shift.to + laterMs })),
  })),
});
const window = fc.nat(usual.windows.length - 1);
const FEW = { numRuns: 8 };
/** minutes that all visitors of the hall wait together */
const total = (queues: readonly QueueChange[], side: 'before' | 'after'): number =>
  queues.reduce((sum, one) => sum + one[side].meanMin * one[side].visitors, 0);

describe('what another setup of a hall does to a day', () => {
  it('is nothing at all when nothing changes', () => {
    for (const config of [usual, comprehensive]) {
      const { state, queues, gaps, closed } = compareSetups(config, structuredClone(config));
      expect([state, gaps, closed]).toEqual(['compared', [], []]);
      for (const { before, after, byMin, within, wait, unserved, worst } of queues) {
        expect(after).toEqual(before);
        expect([byMin, within, wait, unserved, worst]).toEqual([0, 0, 'none', 'none', null]);
      }
    }
  });

  it('is nothing at all for queues that a change has nothing to do with', () => {
    const [first] = usual.windows;
    const { queues } = compareSetups(usual, unmanned(usual, new Set([0])));
    for (const { queue, wait, unserved } of queues)
      if (queue !== first?.homeQueue) expect([wait, unserved]).toEqual(['none', 'none']);
  });

  it('never shortens a wait by taking officers away', () => {
    fc.assert(
      fc.property(fc.uniqueArray(window, { minLength: 1, maxLength: 6 }), (gone) => {
        for (const { wait, unserved } of compareSetups(usual, unmanned(usual, new Set(gone))).queues) {
          expect(wait).not.toBe('shorter');
          expect(unserved).not.toBe('shorter');
        }
      }),
      FEW,
    );
  });

  it('never shortens what all wait together by taking skills away, beyond noise', () => {
    fc.assert(
      fc.property(fc.uniqueArray(window, { minLength: 1, maxLength: 6 }), (chosen) => {
        const gone = new Set(chosen.map((i) => comprehensive.windows[i]?.roster[0]?.officerId));
        const poorer = {
          ...comprehensive,
          officers: comprehensive.officers.map((one) =>
            gone.has(one.id) ? { ...one, skills: one.skills.slice(0, Math.max(1, one.skills.length - 1)) } : one,
          ),
        };
        const { queues } = compareSetups(comprehensive, poorer);
        const noise = queues.reduce((sum, { within, before }) => sum + within * before.visitors, 0);
        expect(total(queues, 'after')).toBeGreaterThanOrEqual(total(queues, 'before') - noise);
      }),
      FEW,
    );
  });

  it('leaves a queue unserved that nobody can serve any more, and says from when to when', () => {
    const [queue = ''] = usual.queues.map(({ code }) => code);
    const gone = new Set(usual.windows.flatMap((one, i) => (one.queues.includes(queue) ? [i] : [])));
    const { queues, gaps, closed } = compareSetups(usual, unmanned(usual, gone));
    expect(gaps).toEqual([{ queue, ...usual.open[0] }]);
    expect(closed).toEqual([]);
    const lost = queues.find((one) => one.queue === queue);
    expect(lost).toMatchObject({ wait: 'longer', unserved: 'longer' });
    expect(lost?.after.unserved).toBeCloseTo(lost?.after.visitors ?? 0, 6);
    expect(compareSetups(unmanned(usual, gone), usual)).toMatchObject({ gaps: [], closed: gaps });
  });

  it('never leaves more people unserved by opening longer', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.nat(3), fc.boolean(), (earlier, later, crowded) => {
        const hall = crowded ? unmanned(usual, new Set([0, 1, 2, 3, 4])) : usual;
        for (const { before, after } of compareSetups(hall, shifted(hall, earlier * HOUR, later * HOUR)).queues)
          expect(after.unserved).toBeLessThanOrEqual(before.unserved);
      }),
      FEW,
    );
  });

  it('counts those as unserved who would come to closed doors', () => {
    const shorter = { ...usual, open: usual.open.map(({ from, to }) => ({ from, to: to - 3 * HOUR })) };
    const { queues } = compareSetups(usual, shorter);
    expect(queues.every(({ unserved }) => unserved === 'longer')).toBe(true);
    const shut = compareSetups(usual, { ...usual, open: [] });
    for (const { after } of shut.queues) expect(after.unserved).toBeCloseTo(after.visitors, 6);
  });

  it('says where nothing is known of the past, and where the doors stay shut', () => {
    const unknown = { ...usual, forecast: { ...usual.forecast, queues: {} } };
    expect(compareSetups(unknown, unmanned(unknown, new Set([0])))).toMatchObject({ state: 'no-past', queues: [] });
    const shut = { ...usual, open: [] };
    expect(compareSetups(shut, shut)).toMatchObject({ state: 'closed', queues: [], gaps: [] });
  });

  it('names the hour that changes most, with what is waited then', () => {
    const [queue = ''] = usual.queues.map(({ code }) => code);
    const gone = usual.windows.flatMap((one, i) => (one.homeQueue === queue ? [i] : [])).slice(0, 2);
    const changed = compareSetups(usual, unmanned(usual, new Set(gone))).queues.find((one) => one.queue === queue);
    expect(changed?.wait).toBe('longer');
    expect(changed?.worst?.afterMin).toBeGreaterThan(changed?.worst?.beforeMin ?? Infinity);
    expect(((changed?.worst?.at ?? 0) - usual.dayStart) % HOUR).toBe(0);
  });
});
