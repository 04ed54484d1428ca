/**
 * Keeps a thread busy.
 * @returns duration in ms
 */
export function spin(ms: number): number {
  const began = performance.now();
  while (performance.now() - began < ms);
  return performance.now() - began;
}

export const doubled = (values: ReadonlyMap<string, number>): Map<string, number> =>
  new Map([...values].map(([key, value]) => [key, 2 * value]));

export function refuse(what: string): never {
  throw new RangeError(`no ${what}`);
}
