/**
 * Indexed reads whose index is correct by construction. Under `noUncheckedIndexedAccess` every read of a typed array is
 * `number | undefined`; the look-ahead reads millions. A wrong index poisons the result with NaN instead of passing for 0.
 */
export const at = (values: ArrayLike<number>, index: number): number => values[index] ?? Number.NaN;

/** The element at an index that is valid by construction; throws a plain RangeError when that belief is wrong. */
export function pick<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`index ${String(index)} outside 0…${String(items.length - 1)}`);
  return item;
}

/** Number of set bits, i.e. how many queues a mask contains. */
export function bitCount(mask: number): number {
  let rest = mask;
  let count = 0;
  while (rest !== 0) {
    rest &= rest - 1;
    count += 1;
  }
  return count;
}

/** The mask with the lowest `count` bits set: "all queues". */
export const allBits = (count: number): number => (1 << count) - 1;

export const has = (mask: number, bit: number): boolean => bit >= 0 && ((mask >> bit) & 1) === 1;
