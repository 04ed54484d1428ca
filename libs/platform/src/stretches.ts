import { setImmediate as others } from 'node:timers/promises';

/** So long one piece of work may keep everybody else waiting. */
const STRETCH_MS = 20;

/** `items.map(work)` for very many items: others are let in between, so that a large question holds up nobody who asks a small one. */
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
