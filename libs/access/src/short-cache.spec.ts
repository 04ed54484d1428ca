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

  it('are loaded once for all who ask meanwhile, but not what began before a change', async () => {
    const cache = new ShortCache<number>(1000, () => 1e12, 10);
    const loads: ((value: number) => void)[] = [];
    const ask = (): Promise<number> => cache.get('key', () => new Promise((done) => loads.push(done)));
    const before = [ask(), ask()];
    cache.clear();
    const after = [ask(), ask()];
    expect(loads).toHaveLength(2);
    loads[1]?.(2);
    loads[0]?.(1);
    expect(await Promise.all([...before, ...after])).toEqual([1, 1, 2, 2]);
    expect(await ask()).toBe(2);
  });

  describe('while asking fails', () => {
    const AWAY = new Error('away');
    const cacheOf = () => {
      const clock = { now: 1e12 };
      const cache = new ShortCache<string | null>(1000, () => clock.now, 10, 3_600_000);
      return {
        clock,
        cache,
        ask: (value: string | null) => cache.get('key', () => Promise.resolve(value)),
        fail: () => cache.get('key', () => Promise.reject(AWAY)),
      };
    };

    it('are given for an hour, and asked for again in between', async () => {
      const { clock, ask, fail } = cacheOf();
      await expect(fail()).rejects.toBe(AWAY);
      await ask('known');
      clock.now += 3_000_000;
      expect(await fail()).toBe('known');
      // failed a moment ago: not asked
      expect(await ask('new')).toBe('known');
      clock.now += 1000;
      expect(await ask('new')).toBe('new');
      clock.now += 3_600_000;
      await expect(fail()).rejects.toBe(AWAY);
    });

    it('are not given once something has changed, be it while asking, nor that there was nothing', async () => {
      const { clock, cache, ask, fail } = cacheOf();
      await ask('known');
      clock.now += 2000;
      const changed = cache.get('key', () => {
        cache.clear();
        return Promise.reject(AWAY);
      });
      await expect(changed).rejects.toBe(AWAY);
      await expect(fail()).rejects.toBe(AWAY);
      await ask(null);
      clock.now += 2000;
      await expect(fail()).rejects.toBe(AWAY);
    });

    it('are given too when there is no answer at all', async () => {
      const { clock, cache, ask } = cacheOf();
      await ask('known');
      clock.now += 2000;
      expect(await cache.get('key', () => new Promise(() => undefined))).toBe('known');
    });
  });
});
