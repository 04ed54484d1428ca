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
