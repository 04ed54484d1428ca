import { WAIT_EDGES_MIN } from '@cockpit/contracts';
import fc from 'fast-check';
import { reasonOf } from './reason';

const part = (by: string, numerator: number, denominator: number) => ({ by, numerator, denominator });

describe('the reason of a missed target', () => {
  it('is the part that most of the gap is of, not the one with the worst rate', () => {
    // household misses 40 of its 200, exit-entry all of its 5
    const parts = [part('household', 140, 200), part('exit-entry', 0, 5), part('traffic', 95, 100)];
    expect(reasonOf('service_level', parts, 0.9)).toEqual({ part: 'household', share: 40 / (40 + 4.5) });
  });

  it('of a mean that is to be small is what lies above it', () => {
    const parts = [part('household', 90_000, 100), part('traffic', 10_000, 100)];
    expect(reasonOf('wait_mean', parts, 300)).toEqual({ part: 'household', share: 1 });
  });

  it('of the 90th percentile is where more than one in ten wait longer than the target', () => {
    const waits = (bucket: number, longer: number, all: number) => {
      const counts = new Array<number>(WAIT_EDGES_MIN.length + 1).fill(0);
      counts[0] = all - longer;
      counts[bucket] = longer;
      return counts;
    };
    const beyond20 = WAIT_EDGES_MIN.indexOf(30);
    const parts = [
      { ...part('household', 0, 0), histogram: waits(beyond20, 30, 100) },
      { ...part('traffic', 0, 0), histogram: waits(beyond20, 15, 100) },
      { ...part('general', 0, 0), histogram: waits(beyond20, 5, 100) },
    ];
    expect(reasonOf('wait_p90', parts, 20 * 60)).toEqual({ part: 'household', share: 0.8 });
    // the last bucket has no upper edge
    const endless = [{ ...part('a', 0, 0), histogram: waits(WAIT_EDGES_MIN.length, 50, 100) }, part('b', 0, 0)];
    expect(reasonOf('wait_p90', endless, 20 * 60)).toEqual({ part: 'a', share: 1 });
  });

  it('is none where nothing is missed, where there is one part alone, and where all parts miss alike', () => {
    expect(reasonOf('service_level', [part('a', 10, 10), part('b', 9, 10)], 0.9)).toBeNull();
    expect(reasonOf('service_level', [part('a', 0, 10)], 0.9)).toBeNull();
    const alike = Array.from({ length: 6 }, (_, n) => part(String(n), 5, 10));
    expect(reasonOf('service_level', alike, 0.9)).toBeNull();
    expect(reasonOf('balance', alike, 0.9)).toBeNull();
  });

  it('has a share of all that is missed, whatever the parts', () => {
    const some = fc.record({ n: fc.nat(500), d: fc.nat(500) });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 8 }), fc.double({ min: 0, max: 1, noNaN: true }), (rows, target) => {
        const parts = rows.map(({ n, d }, at) => part(String(at), Math.min(n, d), d));
        const found = reasonOf('service_level', parts, target);
        if (found === null) return;
        expect(found.share).toBeGreaterThanOrEqual(0.25);
        expect(found.share).toBeLessThanOrEqual(1);
        const own = parts.find(({ by }) => by === found.part);
        expect((own?.numerator ?? 0) / (own?.denominator ?? 1)).toBeLessThan(target);
      }),
    );
  });
});
