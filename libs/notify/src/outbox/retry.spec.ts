import fc from 'fast-check';
import { refused } from '../channels/channel';
import { MOST_ATTEMPTS, afterRefusal } from './retry';

describe('after a refusal', () => {
  it('pauses grow to a quarter of an hour, with chance in them, and end with giving up', () => {
    const away = refused('unreachable', 'away');
    const pauses = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, i) => afterRefusal(away, i + 1, 1));
    expect(pauses.map((next) => (next.state === 'failed' ? next.afterMs / 1000 : 0))).toEqual([
      1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900,
    ]);
    expect(afterRefusal(away, 1, 0)).toEqual({ state: 'failed', afterMs: 500 });
    expect(afterRefusal(away, MOST_ATTEMPTS, 0)).toEqual({ state: 'dead' });
  });

  it('is never before the other side has said', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e7 }),
        fc.integer({ min: 1, max: MOST_ATTEMPTS - 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('limited' as const, 'unreachable' as const),
        (afterMs, attempts, random, reason) => {
          const next = afterRefusal(refused(reason, '', { afterMs }), attempts, random);
          expect(next.state === 'failed' && next.afterMs >= afterMs).toBe(true);
        },
      ),
    );
  });

  it('does not give up because of a limit, and gives up at once what will never be taken', () => {
    expect(afterRefusal(refused('limited', ''), 1000, 0).state).toBe('failed');
    expect(afterRefusal(refused('rejected', ''), 1, 0).state).toBe('dead');
    expect(afterRefusal(refused('forbidden', ''), 1, 0).state).toBe('dead');
  });
});
