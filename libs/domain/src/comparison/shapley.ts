/** What each of some causes did, times `orders`, so that whole worths give whole numbers. */
export interface Shares<Cause extends string> {
  /** in how many orders the causes can come: their factorial */
  readonly orders: number;
  readonly sums: ReadonlyMap<Cause, number>;
}

/**
 * The Shapley value of causes that came together: what each adds when it comes, over all orders in which they could have come. It is the only way to
 * share out a change so that everything is shared out, a cause that does nothing gets nothing, and no order is preferred.
 * @param worth what there is when these causes have come
 */
export function shapley<Cause extends string>(
  causes: readonly Cause[],
  worth: (come: ReadonlySet<Cause>) => number,
): Shares<Cause> {
  const subsets = 1 << causes.length;
  const worths = Array.from({ length: subsets }, (_, mask) =>
    worth(new Set(causes.filter((_cause, i) => (mask & (1 << i)) !== 0))),
  );
  const sums = causes.map((cause, i): [Cause, number] => {
    let sum = 0;
    for (let mask = 0; mask < subsets; mask++) {
      const [without, bit] = [worths[mask], 1 << i];
      const having = worths[mask | bit];
      if ((mask & bit) !== 0 || without === undefined || having === undefined) continue;
      const before = bitsOf(mask);
      sum += factorial(before) * factorial(causes.length - before - 1) * (having - without);
    }
    return [cause, sum];
  });
  return { orders: factorial(causes.length), sums: new Map(sums) };
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
const bitsOf = (mask: number): number => (mask === 0 ? 0 : (mask & 1) + bitsOf(mask >>> 1));
