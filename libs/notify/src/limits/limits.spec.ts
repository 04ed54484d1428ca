import fc from 'fast-check';
import { freeAt, freeNow, pacedAt, stillCounted, toFold, type Limits } from './limits';

const LIMITS: Limits = {
  windows: [
    { count: 20, ms: 60_000 },
    { count: 5, ms: 1_000 },
  ],
  bytes: 20_000,
};
const SEND_MS = 10_000;

/** one message: how long after the last one it is wanted, how long it is on its way, whether its sender dies over it */
const sending = fc.record({
  pause: fc.integer({ min: 0, max: 4_000 }),
  travel: fc.integer({ min: 0, max: SEND_MS }),
  answer: fc.integer({ min: 0, max: SEND_MS }),
  isKilled: fc.boolean(),
});

describe('the limit of a robot', () => {
  it('holds in every span of the receiver, however long messages travel and whoever is killed', () => {
    fc.assert(
      fc.property(fc.array(sending, { maxLength: 120 }), (sendings) => {
        const { arrived } = play(sendings);
        for (const { count, ms } of LIMITS.windows)
          for (const last of arrived)
            expect(arrived.filter((at) => at > last - ms && at <= last).length).toBeLessThanOrEqual(count);
      }),
    );
  });

  it('lets as many through as it may when answers come at once', () => {
    let arrivals: number[] = [];
    let now = 0;
    const times: number[] = [];
    for (let i = 0; i < 45; i++) {
      now = freeAt(LIMITS, arrivals, now);
      times.push(now);
      arrivals = [...stillCounted(LIMITS, arrivals, now), now];
    }
    expect(times.filter((at) => at < 60_000)).toHaveLength(20);
    expect(times.filter((at) => at < 120_000)).toHaveLength(40);
  });

  it('forgets what no longer counts, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200_000 })), fc.integer({ min: 0, max: 200_000 }), (all, now) => {
        const kept = stillCounted(LIMITS, all, now);
        expect(freeAt(LIMITS, kept, now)).toBe(freeAt(LIMITS, all, now));
        expect(freeNow(LIMITS, kept, now)).toBe(freeNow(LIMITS, all, now));
      }),
    );
  });
});

describe('pacing', () => {
  const ROBOT: Limits = { windows: [{ count: 20, ms: 60_000 }], bytes: 4_096 };
  /** messages that come every `everyMs`, each with the next that goes; how long they waited, ms */
  const waits = (everyMs: number, level: 'red' | 'yellow'): number[] => {
    const waited: number[] = [];
    let arrivals: number[] = [];
    let next = 0;
    for (let now = 0; now < 600_000; now = sentAt(now)) {
      arrivals = [...stillCounted(ROBOT, arrivals, now), now];
      for (; next <= now; next += everyMs) waited.push(now - next);
    }
    return waited;
    function sentAt(now: number): number {
      let at = Math.max(next, now + 1);
      while (pacedAt(ROBOT, arrivals, at, level) > at) at += 250;
      return at;
    }
  };

  it('keeps everybody from waiting for a minute when there is too much', () => {
    expect(Math.max(...waits(1_000, 'yellow'))).toBeLessThanOrEqual(10_000);
    expect(Math.max(...waits(1_000, 'red'))).toBeLessThanOrEqual(20_000);
    expect(Math.max(...waits(4_000, 'yellow'))).toBe(0);
  });

  it('is never earlier than the limit allows, nor later than when all is free again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 25 }),
        fc.integer({ min: 60_000, max: 130_000 }),
        fc.constantFrom('red' as const, 'yellow' as const),
        (arrivals, now, level) => {
          const at = pacedAt(ROBOT, arrivals, now, level);
          expect(at).toBeGreaterThanOrEqual(freeAt(ROBOT, arrivals, now));
          expect(at).toBeLessThanOrEqual(Math.max(now, ...arrivals) + 60_000);
          expect(pacedAt(ROBOT, arrivals, now, 'red')).toBeLessThanOrEqual(pacedAt(ROBOT, arrivals, now, 'yellow'));
        },
      ),
    );
  });
});

describe('folding', () => {
  it('sends one by one while there is room, and together when it gets tight', () => {
    expect([toFold(null, 50, 0), toFold(LIMITS, 1, 0), toFold(LIMITS, 3, 20), toFold(LIMITS, 3, 9)]).toEqual([
      1, 1, 1, 3,
    ]);
    expect(toFold(LIMITS, 500, 20)).toBe(30);
  });

  it('takes at least one and never more than wait', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 20 }), (waiting, free) => {
        const folded = toFold(LIMITS, waiting, free);
        expect(folded).toBeGreaterThanOrEqual(1);
        expect(folded).toBeLessThanOrEqual(waiting);
      }),
    );
  });
});

interface Sending {
  pause: number;
  travel: number;
  answer: number;
  isKilled: boolean;
}

/** Sends as the outbox does: an arrival is counted as the latest possible until the answer is there; one sender at a time, unless it died. */
function play(sendings: readonly Sending[]): { arrived: number[] } {
  const arrived: number[] = [];
  let arrivals: number[] = [];
  let now = 0;
  for (const { pause, travel, answer, isKilled } of sendings) {
    now = freeAt(LIMITS, arrivals, now + pause);
    const latest = now + SEND_MS;
    arrivals = [...stillCounted(LIMITS, arrivals, now), latest];
    arrived.push(now + travel);
    const answered = Math.min(now + Math.max(travel, answer), latest);
    // another takes over at once from a killed one, while its message is still on the way
    if (isKilled) continue;
    arrivals = arrivals.map((at) => (at === latest ? answered : at));
    now = answered;
  }
  return { arrived };
}
