import type { Level, NetworkNode } from '@cockpit/contracts';
import fc from 'fast-check';
import { clustersOf, discRem, loadOf } from './cluster';
import { waitingAt } from './tree';

const spots = fc
  .array(
    fc.record({
      x: fc.double({ min: -500, max: 1500, noNaN: true }),
      y: fc.double({ min: -500, max: 1500, noNaN: true }),
    }),
    {
      maxLength: 200,
    },
  )
  .map((all) => all.map((at, i) => ({ code: `p${String(i)}`, ...at })));
const reach = fc.double({ min: 1, max: 300, noNaN: true });

const LEVELS: readonly Level[] = ['unknown', 'normal', 'busy', 'overloaded'];
const place = fc.record({
  level: fc.constantFrom(...LEVELS),
  feed: fc.constantFrom('live' as const, 'silent' as const, 'never' as const),
  waiting: fc.nat(200),
  served: fc.boolean(),
});
const nodeOf = ({ level, feed, waiting, served }: { level: Level; feed: string; waiting: number; served: boolean }) =>
  ({ served, sum: null, pulse: { level, feed, waiting } }) as unknown as NetworkNode;

describe('discs of many places', () => {
  it('hold every place once, and stand as far apart as they must', () => {
    fc.assert(
      fc.property(spots, reach, (all, px) => {
        const clusters = clustersOf(all, px);
        expect(clusters.flatMap(({ codes }) => codes).sort()).toEqual(all.map(({ code }) => code).sort());
        // one question for all pairs: asking each by itself takes minutes
        const far = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y);
        const tooNear = clusters.filter((a, i) => clusters.some((b, k) => k > i && far(a, b) < px));
        expect(tooNear).toEqual([]);
        const at = new Map(all.map((spot) => [spot.code, spot]));
        const astray = clusters.filter((cluster) =>
          cluster.codes.some((code) => far(cluster, at.get(code) ?? { x: NaN, y: NaN }) > px),
        );
        expect(astray).toEqual([]);
        expect(clusters.map(({ code, codes }) => codes[0] === code)).not.toContain(false);
      }),
    );
  });

  it('do not depend on the order in which places come, which changes with every load', () => {
    fc.assert(
      fc.property(spots, reach, (all, px) => {
        expect(clustersOf([...all].reverse(), px)).toEqual(clustersOf(all, px));
      }),
    );
  });

  it('are as many as the places where nothing is to be joined', () => {
    fc.assert(
      fc.property(spots, (all) => {
        expect(clustersOf(all, 0).length).toBe(all.length);
      }),
    );
  });

  it('have the worst level of their places and the sum of their waiting, whatever is silent left out', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 40 }), (places) => {
        const { level, waiting, atLevel, served } = loadOf(places.map(nodeOf));
        expect(served).toBe(places.filter((one) => one.served).length);
        const heard = places.filter(({ served, feed }) => served && feed === 'live');
        expect(LEVELS.indexOf(level)).toBe(Math.max(0, ...heard.map((one) => LEVELS.indexOf(one.level))));
        expect(waiting).toBe(heard.reduce((sum, one) => sum + one.waiting, 0));
        expect(atLevel).toBe(
          level === 'unknown'
            ? places.filter(({ served }) => served).length
            : heard.filter((one) => one.level === level).length,
        );
      }),
    );
  });

  it('add up: split or joined, the same people wait', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 40 }), fc.nat(40), (places, cut) => {
        const nodes = places.map(nodeOf);
        expect(loadOf(nodes.slice(0, cut)).waiting + loadOf(nodes.slice(cut)).waiting).toBe(loadOf(nodes).waiting);
        expect(loadOf(nodes).waiting).toBe(nodes.reduce((sum, node) => sum + waitingAt(node), 0));
      }),
    );
  });

  it('grow with the people who wait, by area', () => {
    expect(discRem(0)).toBeCloseTo(1.9);
    const grown = (waiting: number) => discRem(waiting) ** 2 - discRem(0) ** 2;
    expect(grown(40)).toBeCloseTo(2 * grown(20));
    expect(discRem(5000)).toBe(5);
    expect(discRem(5000, 5000)).toBe(5);
    expect(discRem(2500, 5000)).toBeLessThan(4);
  });
});
