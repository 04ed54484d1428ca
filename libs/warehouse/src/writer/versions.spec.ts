import { Versions } from './versions';

describe('versions of recomputed rows', () => {
  it('go on above what the tables hold, also where another writer had a clock ahead of ours', async () => {
    let stored = 5_000_000;
    const versions = new Versions(
      () => 1,
      () => Promise.resolve(stored),
    );
    expect(await versions.next()).toBe(5_000_001);
    stored = 9_000_000;
    expect(await versions.next()).toBe(5_000_002);
    versions.takeOver();
    expect(await Promise.all([versions.next(), versions.next()])).toEqual([9_000_001, 9_000_002]);
  });

  it('are not handed out while the tables cannot be read, and are as soon as they can', async () => {
    let damaged = true;
    const versions = new Versions(
      () => 1,
      () => (damaged ? Promise.reject(new Error('part is broken')) : Promise.resolve(7_000)),
    );
    await expect(versions.next()).rejects.toThrow('part is broken');
    damaged = false;
    expect(await versions.next()).toBe(7_001);
  });
});
