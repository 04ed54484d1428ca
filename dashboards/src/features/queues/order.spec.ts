import type { LiveQueue } from '@cockpit/contracts';
import fc from 'fast-check';
import { byTrouble, headlined, ordered, type Row } from './order';

const queue = (code: string, level: LiveQueue['level'], waitMin: number): LiveQueue => ({
  code,
  name: code,
  level,
  waiting: 3,
  longestWaitSec: waitMin * 60,
  predictedP50Sec: waitMin * 60,
  predictedP80Sec: waitMin * 60,
  openWindows: 1,
  lastCalled: null,
  forecast: [],
});
const codes = (queues: readonly LiveQueue[]): string => queues.map(({ code }) => code).join('');
const order = (...queues: LiveQueue[]): string => codes(byTrouble(queues));

describe('the rows of queues', () => {
  it('begin with the worst trouble', () => {
    expect(order(queue('a', 'overloaded', 21), queue('b', 'normal', 2), queue('c', 'overloaded', 65))).toBe('cab');
    expect(order(queue('a', 'unknown', 0), queue('b', 'busy', 12))).toBe('ba');
  });

  it('let those in which people wait stand before one in which nobody does', () => {
    expect(order({ ...queue('a', 'busy', 20), waiting: 0 }, queue('b', 'busy', 10))).toBe('ba');
  });

  it('stay where they are while they are about as bad, and while they are well', () => {
    expect(order(queue('a', 'overloaded', 18), queue('b', 'overloaded', 21))).toBe('ab');
    expect(order(queue('a', 'overloaded', 21), queue('b', 'overloaded', 18))).toBe('ab');
    expect(order(queue('a', 'normal', 1), queue('b', 'normal', 8))).toBe('ab');
  });

  it('begin with the one that the headline is of where no other is of a worse level', () => {
    const rows = ordered([queue('a', 'overloaded', 40), queue('b', 'overloaded', 25), queue('c', 'busy', 12)], 0);
    const first = (code?: string): string => codes(headlined(rows, code).map(({ queue: one }) => one));
    expect([first('b'), first('c'), first('a'), first(), first('z')]).toEqual(['bac', 'abc', 'abc', 'abc', 'abc']);
  });

  const MIN = 60_000;
  const after = (now: number, before: Row[], ...queues: LiveQueue[]): Row[] => ordered(queues, now, before);
  const said = (rows: readonly Row[]): string => codes(rows.map(({ queue: one }) => one));

  it('do not go back to where they were at the first minute in which they are no longer clearly worse', () => {
    const calm = after(0, [], queue('a', 'overloaded', 20), queue('b', 'overloaded', 20));
    const worse = after(MIN, calm, queue('a', 'overloaded', 20), queue('b', 'overloaded', 27));
    expect(said(worse)).toBe('ba');
    expect(said(after(2 * MIN, worse, queue('a', 'overloaded', 20), queue('b', 'overloaded', 20)))).toBe('ba');
    expect(said(after(2 * MIN, worse, queue('a', 'overloaded', 30), queue('b', 'overloaded', 20)))).toBe('ab');
  });

  it('rise at once when a queue gets worse, and sink only once it has been better for two minutes', () => {
    const calm = after(0, [], queue('a', 'normal', 8), queue('b', 'normal', 8));
    const worse = after(1_000, calm, queue('a', 'normal', 8), queue('b', 'busy', 9));
    expect(said(worse)).toBe('ba');
    let rows = worse;
    // on the edge of two levels, one second this and the next second that
    for (let at = 2_000; at < 10 * MIN; at += 1_000) {
      rows = after(at, rows, queue('a', 'normal', 8), queue('b', at % 2_000 === 0 ? 'normal' : 'busy', 9));
      expect(said(rows)).toBe('ba');
    }
    const better = (at: number): void => {
      rows = after(at, rows, queue('a', 'busy', 9), queue('b', 'normal', 8));
    };
    better(10 * MIN);
    better(11.5 * MIN);
    expect(said(rows)).toBe('ba');
    better(12 * MIN);
    expect(said(rows)).toBe('ab');
  });

  it('begin anew when a replay is wound back', () => {
    const rows = after(
      10 * MIN,
      after(9 * MIN, [], queue('b', 'busy', 9), queue('a', 'normal', 1)),
      queue('b', 'normal', 1),
      queue('a', 'normal', 1),
    );
    expect(rows.map(({ rank }) => rank)).toEqual([1, 2]);
    expect(after(MIN, rows, queue('b', 'normal', 1), queue('a', 'busy', 9)).map(({ rank }) => rank)).toEqual([1, 2]);
    expect(said(after(MIN, rows, queue('b', 'normal', 1), queue('a', 'busy', 9)))).toBe('ab');
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
