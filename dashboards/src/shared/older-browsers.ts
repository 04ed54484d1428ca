/** What pages use and browsers of 2020 have not: televisions on walls are seldom given another one. Syntax is the build's business (`vite.config.mts`). */

function give(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  const whole = Math.trunc(index) || 0;
  return this[whole < 0 ? this.length + whole : whole];
}
function findLastIndex<T>(this: ArrayLike<T>, fits: (one: T, i: number) => boolean): number {
  for (let i = this.length - 1; i >= 0; i--) if (fits(this[i] as T, i)) return i;
  return -1;
}
function findLast<T>(this: ArrayLike<T>, fits: (one: T, i: number) => boolean): T | undefined {
  return this[findLastIndex.call(this, fits as (one: unknown, i: number) => boolean)];
}
function toSpliced<T>(this: readonly T[], start: number, ...rest: [number, ...T[]]): T[] {
  const copy = [...this];
  copy.splice(start, ...rest);
  return copy;
}
const hasOwn = (target: object, key: PropertyKey): boolean => Object.prototype.hasOwnProperty.call(target, key);
function canParse(address: string, base?: string): boolean {
  try {
    return new URL(address, base).href !== '';
  } catch {
    return false;
  }
}
function any(signals: readonly AbortSignal[]): AbortSignal {
  const whole = new AbortController();
  const end = (): void => {
    whole.abort();
    for (const signal of signals) signal.removeEventListener('abort', end);
  };
  for (const signal of signals) signal.addEventListener('abort', end);
  if (signals.some(({ aborted }) => aborted)) end();
  return whole.signal;
}
function timeout(ms: number): AbortSignal {
  const whole = new AbortController();
  setTimeout(() => {
    whole.abort();
  }, ms);
  return whole.signal;
}

/** Before anything else of a page runs. */
export function helpOlderBrowsers(): void {
  for (const kind of [Array, String]) give(kind.prototype, 'at', at);
  give(Array.prototype, 'findLast', findLast);
  give(Array.prototype, 'findLastIndex', findLastIndex);
  give(Array.prototype, 'toSpliced', toSpliced);
  give(Object, 'hasOwn', hasOwn);
  give(URL, 'canParse', canParse);
  give(AbortSignal, 'any', any);
  give(AbortSignal, 'timeout', timeout);
}

helpOlderBrowsers();
