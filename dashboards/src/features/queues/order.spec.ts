import type { LiveQueue } from '@cockpit/contracts';
import fc from 'fast-check';
import { byTrouble } from './order';

const queue = (code: string, level: LiveQueue['level'], waitMin: number): LiveQueue => ({
  ...{ code, name: code, level, waiting: 3, longestWaitSec: waitMin * 60, predictedP50Sec: waitMin * 60 },
  ...{ predictedP80Sec: waitMin * 60, openWindows: 1, lastCalled: null, forecast: [] },
});
const codes = (queues: readonly LiveQueue[]): string => queues.map(({ code }) => code).join('');
const order = (...queues: LiveQueue[]): string => codes(byTrouble(queues));

describe('the rows of queues', () => {
  it('begin with the worst trouble', () => {
    expect(order(queue('a', 'overloaded', 21), queue('b', 'normal', 2), queue('c', 'overloaded', 65))).toBe('cab');
    expect(order(queue('a', 'unknown', 0), queue('b', 'busy', 12))).toBe('ba');
  });

  it('stay where they are while they are about as bad, and while they are well', () => {
    expect(order(queue('a', 'overloaded', 18), queue('b', 'overloaded', 21))).toBe('ab');
    expect(order(queue('a', 'overloaded', 21), queue('b', 'overloaded', 18))).toBe('ab');
    expect(order(queue('a', 'normal', 1), queue('b', 'normal', 8))).toBe('ab');
  });

  it('do not go back to where they were at the first minute in which they are no longer clearly worse', () => {
    const calm = [queue('a', 'overloaded', 20), queue('b', 'overloaded', 20)];
    const worse = byTrouble([queue('a', 'overloaded', 20), queue('b', 'overloaded', 27)], byTrouble(calm));
    expect(codes(worse)).toBe('ba');
    expect(codes(byTrouble(calm, worse))).toBe('ba');
    expect(codes(byTrouble([queue('a', 'overloaded', 30), queue('b', 'overloaded', 20)], worse))).toBe('ab');
  });

  it('lose and double nobody, keep levels apart, and stand still once they stand', () => {
    const some = fc.uniqueArray(
      fc.record({
        code: fc.string({ minLength: 1, maxLength: 3 }),
        level: fc.constantFrom('overloaded', 'busy', 'normal', 'unknown'),
        wait: fc.integer({ min: 0, max: 90 }),
      }),
      { selector: ({ code }) => code, maxLength: 12 },
    );
    const rank = ['overloaded', 'busy', 'normal', 'unknown'];
    fc.assert(
      fc.property(some, (list) => {
        const queues = list.map(({ code, level, wait }) => queue(code, level, wait));
        const rows = byTrouble(queues);
        expect([...rows].sort((a, b) => (a.code < b.code ? -1 : 1))).toEqual(
          [...queues].sort((a, b) => (a.code < b.code ? -1 : 1)),
        );
        const levels = rows.map(({ level }) => rank.indexOf(level));
        expect(levels).toEqual([...levels].sort((a, b) => a - b));
      }),
    );
  });
});
