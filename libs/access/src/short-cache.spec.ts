import { ShortCache } from './short-cache';

describe('answers believed for a while', () => {
  it('are asked for again when their time is over, also after the clock was set back', async () => {
    let now = 1e12;
    let asked = 0;
    const cache = new ShortCache<number>(1000, () => now, 10);
    const ask = (): Promise<number> => cache.get('key', () => Promise.resolve(++asked));
    expect([await ask(), await ask()]).toEqual([1, 1]);
    now += 1001;
    expect(await ask()).toBe(2);
    now -= 3_600_000;
    expect([await ask(), await ask()]).toEqual([3, 3]);
  });
});
