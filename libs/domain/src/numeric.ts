/**
 * Reads at an index that is valid by construction. `noUncheckedIndexedAccess` makes every typed array read `number | undefined`, and the
 * look-ahead does millions of them. A wrong index gives NaN, which spreads, instead of a plausible 0.
 */
export const at = (values: ArrayLike<number>, index: number): number => values[index] ?? Number.NaN;

/** The item at an index that is valid by construction. @throws RangeError for a wrong index */
export function pick<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`index ${String(index)} outside 0…${String(items.length - 1)}`);
  return item;
}
