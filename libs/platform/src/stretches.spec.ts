import { inStretches } from './stretches';

const busyFor = (ms: number): void => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

describe('work in stretches', () => {
  it('comes to what a map comes to', async () => {
    const items = Array.from({ length: 1000 }, (_, i) => i);
    expect(await inStretches(items, (n) => n * 2)).toEqual(items.map((n) => n * 2));
    expect(await inStretches([], () => 1)).toEqual([]);
  });

  it('lets others in before it is done, and none while there is little to do', async () => {
    const turns = async (each: number): Promise<number> => {
      let seen = 0;
      let isOver = false;
      const count = (): void => {
        seen += 1;
        if (!isOver) setImmediate(count);
      };
      setImmediate(count);
      await inStretches([1, 2, 3, 4, 5, 6], () => {
        busyFor(each);
      });
      isOver = true;
      return seen;
    };
    expect(await turns(25)).toBeGreaterThanOrEqual(5);
    expect(await turns(0)).toBe(0);
  });

  it('fails as its work does', async () => {
    const failing = inStretches([1], () => {
      throw new Error('no such row');
    });
    await expect(failing).rejects.toThrow('no such row');
  });
});
