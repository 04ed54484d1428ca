import { helpOlderBrowsers } from './older-browsers';

const LACKING: readonly (readonly [object, string])[] = [
  ...(['at', 'findLast', 'findLastIndex', 'toSpliced'] as const).map((name) => [Array.prototype, name] as const),
  ...([
    [String.prototype, 'at'],
    [Object, 'hasOwn'],
    [URL, 'canParse'],
    [AbortSignal, 'any'],
    [AbortSignal, 'timeout'],
  ] as const),
];

describe('a browser of 2020', () => {
  const own = LACKING.map(([target, name]) => Object.getOwnPropertyDescriptor(target, name));
  beforeEach(() => {
    for (const [target, name] of LACKING) Reflect.deleteProperty(target, name);
    helpOlderBrowsers();
  });
  afterEach(() => {
    LACKING.forEach(([target, name], i) => {
      Object.defineProperty(target, name, own[i] ?? {});
    });
  });

  it('counts from the end, and looks from there', () => {
    expect([[1, 2, 3].at(-1), [1, 2, 3].at(0), [1].at(5), 'ab'.at(-1), [1].at(-2)]).toEqual([
      3,
      1,
      undefined,
      'b',
      undefined,
    ]);
    expect([[1, 2, 3].findLast((n) => n < 3), [1, 2, 3].findLastIndex((n) => n > 5)]).toEqual([2, -1]);
    const list = [1, 2, 3];
    expect([list.toSpliced(0, 2, 9), list]).toEqual([
      [9, 3],
      [1, 2, 3],
    ]);
  });

  it('knows own names and addresses', () => {
    expect([Object.hasOwn({ a: 1 }, 'a'), Object.hasOwn({}, 'toString')]).toEqual([true, false]);
    expect([URL.canParse('/wall', 'http://here.invalid'), URL.canParse('/wall')]).toEqual([true, false]);
  });

  it('breaks off with the first of several signals, and after a time', async () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const both = AbortSignal.any([one.signal, other.signal]);
    expect(both.aborted).toBe(false);
    other.abort();
    expect([both.aborted, AbortSignal.any([other.signal]).aborted]).toEqual([true, true]);
    const soon = AbortSignal.timeout(1);
    await new Promise((resolve) => {
      soon.addEventListener('abort', resolve);
    });
    expect(soon.aborted).toBe(true);
  });
});
