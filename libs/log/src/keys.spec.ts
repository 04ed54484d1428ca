import fc from 'fast-check';
import { compareEntryIds, partitionOf, positionsKey, streamKey } from './keys';

describe('the partition of a hall', () => {
  it('is the same in every process and version', () => {
    // figures of FNV-1a as its authors publish them
    expect(partitionOf('', 2 ** 32)).toBe(0x811c9dc5);
    expect(partitionOf('a', 2 ** 32)).toBe(0xe40c292c);
    expect(partitionOf('foobar', 2 ** 32)).toBe(0xbf9cf968);
  });

  it('is one of those there are, and halls spread over all', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 64 }), (hall, partitions) => {
        const partition = partitionOf(hall, partitions);
        expect(Number.isInteger(partition) && partition >= 0 && partition < partitions).toBe(true);
      }),
    );
    const halls = Array.from({ length: 60 }, (_, k) => `H${String(k + 1).padStart(2, '0')}`);
    const sizes = [0, 1, 2, 3].map((one) => halls.filter((hall) => partitionOf(hall, 4) === one).length);
    expect(Math.min(...sizes)).toBeGreaterThan(5);
  });

  it('has a stream and positions of its own', () => {
    const names = [0, 1, 2].flatMap((partition) => [streamKey(partition), positionsKey(partition)]);
    expect(new Set(names).size).toBe(6);
  });
});

describe('entries of a stream', () => {
  const part = fc.integer({ min: 0, max: 12 });
  const entry = fc.tuple(part, part);
  const id = ([ms, seq]: readonly [number, number]): string => `${String(ms)}-${String(seq)}`;

  it('are in the order of their time, then of their number, neither as text', () => {
    fc.assert(
      fc.property(entry, entry, (a, b) => {
        expect(Math.sign(compareEntryIds(id(a), id(b)))).toBe(Math.sign(a[0] - b[0] || a[1] - b[1]));
      }),
    );
    expect(compareEntryIds('9-0', '10-0')).toBeLessThan(0);
    expect(compareEntryIds('1-9', '1-10')).toBeLessThan(0);
  });

  it('without a number are the first of their time', () => {
    expect(compareEntryIds('5', '5-0')).toBe(0);
    expect(compareEntryIds('5-0', '5')).toBe(0);
    expect(compareEntryIds('5', '5-1')).toBeLessThan(0);
  });
});
