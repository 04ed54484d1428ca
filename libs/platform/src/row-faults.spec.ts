import fc from 'fast-check';
import { isRowFault, isolate } from './row-faults';

const withCode = (code: string): Error => Object.assign(new Error('refused'), { code });

it('does everything but the bad rows, whichever they are, and names exactly them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 300 }),
      fc.array(fc.nat(300), { maxLength: 20 }),
      async (items, picks) => {
        const bad = new Set(picks.map((pick) => items[pick % items.length]));
        const done: number[] = [];
        const failed = await isolate(items, (part) => {
          if (part.some((item) => bad.has(item))) return Promise.reject(withCode('22007'));
          done.push(...part);
          return Promise.resolve();
        });
        expect(failed.map(({ item }) => item)).toEqual(items.filter((item) => bad.has(item)));
        expect(done).toEqual(items.filter((item) => !bad.has(item)));
      },
    ),
    { numRuns: 100 },
  );
});

it.each([
  ['a store that is away', withCode('ECONNREFUSED')],
  ['a full disk', withCode('53100')],
  ['a damaged part', withCode('40')],
  ['a lost lease', new Error('the lease was lost')],
])('gives up no row for %s', async (_, error) => {
  expect(isRowFault(error)).toBe(false);
  await expect(isolate([1, 2, 3], () => Promise.reject(error))).rejects.toBe(error);
});

it('takes a fault that everything has for one of the work, not of the rows', async () => {
  let calls = 0;
  await expect(
    isolate(
      Array.from({ length: 4000 }, (_, i) => i),
      () => {
        calls += 1;
        return Promise.reject(new TypeError('a mistake of ours'));
      },
    ),
  ).rejects.toThrow('a mistake of ours');
  expect(calls).toBeLessThan(1000);
});

it('finds the good rows behind any number of bad ones', async () => {
  const done = new Set<number>();
  const failed = await isolate(
    Array.from({ length: 1000 }, (_, i) => i),
    (part) => {
      if (part.some((item) => item < 500)) return Promise.reject(withCode('22008'));
      for (const item of part) done.add(item);
      return Promise.resolve();
    },
  );
  expect([failed.length, done.size]).toEqual([500, 500]);
});

it('tries a row three times before it gives it up', async () => {
  let left = 2;
  expect(
    await isolate(['once'], () => (left-- > 0 ? Promise.reject(new RangeError('not yet')) : Promise.resolve())),
  ).toEqual([]);
});
