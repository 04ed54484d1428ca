import type { Visit } from '@cockpit/contracts';
import fc from 'fast-check';
import { isBeyondQuoted, ordered, printedWaitSec, sumsOf } from './order';

const visit = fc.record({
  ticketId: fc.string({ minLength: 1 }),
  waitSec: fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: null }),
  serviceSec: fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: null }),
}) as unknown as fc.Arbitrary<Visit>;

describe('visits behind a figure', () => {
  it('are all there in any order, the longest wait first and those who were never called last', () => {
    fc.assert(
      fc.property(fc.array(visit), fc.constantFrom('wait', 'service', 'time'), (visits, order) => {
        const found = ordered(visits, order);
        expect([...found].sort(byTicket)).toEqual([...visits].sort(byTicket));
        const waits = ordered(visits, 'wait').map(({ waitSec }) => waitSec);
        waits.slice(1).forEach((wait, i) => {
          const before = waits[i] ?? null;
          expect(wait === null || (before !== null && before >= wait)).toBe(true);
        });
      }),
    );
  });

  it('are marked where the wait was longer than the upper bound as it was told', () => {
    const waited = (waitSec: number | null, quotedP90Sec: number | null): boolean =>
      isBeyondQuoted({ waitSec, quotedP90Sec, issuedAt: null, calledAt: null });
    expect([waited(1544, 1500), waited(1500, 1500), waited(null, 1500), waited(1544, null)]).toEqual([
      ...[true, false, false, false],
    ]);
    // 24:40 is told as 25 minutes, and 25:20 as well
    expect([waited(1490, 1480), waited(1510, 1520)]).toEqual([false, false]);
  });

  it('show the wait that the printed times have between them, whatever their fractions', () => {
    const [issuedAt, calledAt] = ['2026-11-02T01:52:04.900Z', '2026-11-02T02:10:40.100Z'];
    expect(printedWaitSec({ waitSec: 1115.2, issuedAt, calledAt })).toBe(18 * 60 + 36);
    // told otherwise, it is not made up from the two times
    expect(printedWaitSec({ waitSec: 600, issuedAt, calledAt })).toBe(600);
    expect(printedWaitSec({ waitSec: null, issuedAt, calledAt: null })).toBeNull();
  });

  it('have a mean between their least and their longest', () => {
    fc.assert(
      fc.property(fc.array(visit), (visits) => {
        const waits = visits.flatMap(({ waitSec }) => (waitSec === null ? [] : [waitSec]));
        const { meanWaitSec, longestWaitSec, visits: many } = sumsOf(visits);
        expect(many).toBe(visits.length);
        if (meanWaitSec === null || longestWaitSec === null) expect(waits).toEqual([]);
        else {
          expect(longestWaitSec).toBe(Math.max(...waits));
          expect(meanWaitSec).toBeLessThanOrEqual(longestWaitSec);
          expect(meanWaitSec).toBeGreaterThanOrEqual(Math.min(...waits));
        }
      }),
    );
  });
});

const byTicket = (a: Visit, b: Visit): number =>
  a.ticketId.localeCompare(b.ticketId) ||
  String([a.waitSec, a.serviceSec]).localeCompare(String([b.waitSec, b.serviceSec]));
