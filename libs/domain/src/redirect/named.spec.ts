import fc from 'fast-check';
import { setOf } from '../queue-set';
import type { Decision } from './decision';
import { isNamed, tellsWaits, TOUCHED_MIN } from './named';
import { queueOf, viewOf, windowOf } from './test-view';

const QUEUES = [0, 1, 2, 3, 4];
/** window 1 is of queue 0 and lends itself to 1; window 2 is a reserve of no branch */
const view = viewOf(
  QUEUES.map((q) => queueOf(`q${String(q)}`)),
  [windowOf(1, 0, { mask: setOf([1]), skills: setOf(QUEUES) }), windowOf(2, -1, { reserve: true, mask: setOf([2]) })],
);
const link = (window: number, mask?: bigint): Decision => ({
  kind: 'link',
  window,
  gain: 1,
  ...(mask === undefined ? {} : { mask }),
});
const guide = (queue: number): Decision => ({ kind: 'guide', item: 0, channel: 'mobile', queue, gain: 1 });
const named = (decision: Decision): number[] => QUEUES.filter((queue) => isNamed(view, decision, queue));

describe('a prompt speaks of', () => {
  it('the home of its window, what that serves, and what it is to serve', () => {
    expect(named(link(0, setOf([1, 3])))).toEqual([0, 1, 3]);
    expect(named(link(0, setOf([4])))).toEqual([0, 1, 4]);
    expect(named({ kind: 'recall', window: 0, gain: 1 })).toEqual([0, 1]);
    expect(named({ kind: 'open', window: 1, mask: setOf([3, 4]), gain: 1 })).toEqual([2, 3, 4]);
  });

  it('the queue whose newcomers are guided or sent elsewhere, and no other', () => {
    for (const queue of QUEUES) {
      expect(named(guide(queue))).toEqual([queue]);
      expect(named({ kind: 'other-hall', queue, toHall: 'H2', gain: 1 })).toEqual([queue]);
    }
  });

  it('nothing where its window is not in the hall any more', () => {
    expect(named(link(7, setOf([1, 3])))).toEqual([]);
  });
});

describe('a prompt tells the waits of', () => {
  const change = (queue: number, p50: number, p80 = 0) => ({
    queue,
    beforeP50Min: 10,
    afterP50Min: 10 + p50,
    beforeP80Min: 20,
    afterP80Min: 20 + p80,
  });

  it('what it speaks of, also where nothing changes there', () => {
    expect(QUEUES.filter((queue) => tellsWaits(view, link(0, setOf([1, 3])), change(queue, 0)))).toEqual([0, 1, 3]);
  });

  it('every queue that waits a quarter of a minute more or less, in the middle or four in five', () => {
    const tells = (p50: number, p80: number): boolean => tellsWaits(view, guide(0), change(4, p50, p80));
    for (const sign of [1, -1]) {
      expect([tells(sign * 0.25, 0), tells(sign * 0.24, 0)]).toEqual([true, false]);
      expect([tells(0, sign * 0.25), tells(0, sign * 0.24)]).toEqual([true, false]);
    }
  });

  it('fifteen whole seconds count, in whatever minute they fall', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7200 }), fc.integer({ min: -40, max: 40 }), (before, by) => {
        const waits = { beforeP50Min: before / 60, afterP50Min: (before + by) / 60, beforeP80Min: 0, afterP80Min: 0 };
        expect(tellsWaits(view, guide(0), { queue: 4, ...waits })).toBe(Math.abs(by) >= 60 * (TOUCHED_MIN + 1e-9));
      }),
    );
  });
});
