import { setImmediate as others } from 'node:timers/promises';

/** Maximum time that one piece of work may block the event loop. */
const STRETCH_MS = 20;

/**
 * `items.map(work)` for very many items; it yields to the event loop, so that a large query does not block small ones.
 */
export async function inStretches<T, R>(items: Iterable<T>, work: (item: T) => R): Promise<R[]> {
  const results: R[] = [];
  let since = performance.now();
  for (const item of items) {
    results.push(work(item));
    if (performance.now() - since < STRETCH_MS) continue;
    await others();
    since = performance.now();
  }
  return results;
}
