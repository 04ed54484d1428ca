import fc from 'fast-check';
import { LEVELS, isPressing, judgeQueue, levelOfQueue } from './index';

const figures = fc.record({
  waiting: fc.integer({ min: 0, max: 90 }),
  waitSec: fc.option(fc.integer({ min: 0, max: 9000 })),
  longestWaitSec: fc.option(fc.integer({ min: 0, max: 9000 })),
  targetSec: fc.integer({ min: 60, max: 3600 }),
});

describe('the level of a queue', () => {
  it('is overloaded only with people in it who wait too long, or will', () => {
    fc.assert(
      fc.property(figures, (one) => {
        if (levelOfQueue(one) !== 'overloaded') return;
        expect(one.waiting).toBeGreaterThan(0);
        const late = (one.longestWaitSec ?? 0) >= one.targetSec;
        expect(one.waitSec ?? one.longestWaitSec).toBeGreaterThanOrEqual((late ? 0.6 : 1) * one.targetSec);
        // one or two people are no overload unless one is known to have waited too long
        if (one.waiting <= 2 && one.longestWaitSec !== null) expect(late).toBe(true);
      }),
    );
  });

  it('is never milder because somebody has waited for longer', () => {
    fc.assert(
      fc.property(figures, fc.integer({ min: 0, max: 9000 }), (one, more) => {
        const longest = one.longestWaitSec ?? 0;
        const rank = (longestWaitSec: number): number => LEVELS.indexOf(levelOfQueue({ ...one, longestWaitSec }));
        expect(rank(longest + more)).toBeGreaterThanOrEqual(rank(longest));
      }),
    );
  });

  it('is never overloaded for one or two who have just come, nor does anybody have to act for them', () => {
    const come = { waiting: 2, waitSec: 1800, longestWaitSec: 500, targetSec: 900 };
    expect([levelOfQueue(come), isPressing(come)]).toEqual(['busy', false]);
    const long = { ...come, longestWaitSec: 540 };
    expect([levelOfQueue(long), isPressing(long)]).toEqual(['busy', true]);
    for (const more of [{ waiting: 3 }, { longestWaitSec: 900 }, { longestWaitSec: null }])
      expect([levelOfQueue({ ...come, ...more }), isPressing({ ...come, ...more })]).toEqual(['overloaded', true]);
    expect(isPressing({ ...come, waiting: 0, longestWaitSec: null })).toBe(false);
  });

  it('is busy without anybody who need act only where who comes next would wait beyond the target', () => {
    fc.assert(
      fc.property(figures, (one) => {
        if (isPressing(one) || levelOfQueue(one) === 'normal') return;
        expect(one.waitSec ?? one.longestWaitSec).toBeGreaterThanOrEqual(one.targetSec);
      }),
    );
    const next = { waiting: 0, waitSec: 780, longestWaitSec: null, targetSec: 900 };
    expect([levelOfQueue(next), levelOfQueue({ ...next, waitSec: 900 })]).toEqual(['normal', 'busy']);
  });

  it('is never normal while its wait, or that of somebody in it, is beyond the target', () => {
    fc.assert(
      fc.property(figures, (one) => {
        const beyond = (sec: number | null): boolean => sec !== null && sec >= one.targetSec;
        if (beyond(one.waitSec) || (one.waiting > 0 && beyond(one.longestWaitSec)))
          expect(levelOfQueue(one)).not.toBe('normal');
      }),
    );
  });

  it('names the figure that is the cause, and none for a normal queue', () => {
    fc.assert(
      fc.property(figures, (one) => {
        const { level, cause } = judgeQueue(one);
        expect(cause === null).toBe(level === 'normal');
        if (cause !== null) expect(cause === 'wait' ? one.waitSec : one.longestWaitSec).not.toBeNull();
        // without that figure the level would be better
        const without = { ...one, ...(cause === 'wait' ? { waitSec: 0 } : { longestWaitSec: null }) };
        if (cause !== null) expect(LEVELS.indexOf(levelOfQueue(without))).toBeLessThanOrEqual(LEVELS.indexOf(level));
      }),
    );
    const calm = { waiting: 3, waitSec: 60, longestWaitSec: 60, targetSec: 600 };
    expect([
      judgeQueue(calm).cause,
      judgeQueue({ ...calm, waitSec: 600 }).cause,
      judgeQueue({ ...calm, longestWaitSec: 600 }).cause,
      judgeQueue({ ...calm, waitSec: null, longestWaitSec: 600 }).cause,
    ]).toEqual([null, 'wait', 'longest', 'longest']);
  });

  it('orders two queues of one target as their waits do', () => {
    const rank = (one: Parameters<typeof levelOfQueue>[0]): number => LEVELS.indexOf(levelOfQueue(one));
    fc.assert(
      fc.property(figures, figures, (a, b) => {
        const [long, short] = [
          { ...a, waiting: a.waiting + 1, longestWaitSec: null, waitSec: (b.waitSec ?? 0) + 1 },
          { ...b, targetSec: a.targetSec, longestWaitSec: null, waitSec: b.waitSec ?? 0 },
        ];
        expect(rank(long)).toBeGreaterThanOrEqual(rank(short));
      }),
    );
  });
});
