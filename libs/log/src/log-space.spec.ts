import fs from 'node:fs/promises';
import { HealthRegistry, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { LogSpace, LogSpaceHealth } from './log-space';

const MIB = 1024 * 1024;
let now = 0;
/** MB free on the disk; null: there is no such directory here */
let free: number | null = 0;
let looks = 0;

beforeEach(() => {
  [now, free, looks] = [1_000_000, 1000, 0];
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  jest.spyOn(fs, 'statfs').mockImplementation(() => {
    looks++;
    return free === null
      ? Promise.reject(new Error('ENOENT'))
      : (Promise.resolve({ bavail: free * 256, bsize: 4096 }) as ReturnType<typeof fs.statfs>);
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const space = (diskLowMb = 500): LogSpace => new LogSpace({ dataDir: '/data', diskLowMb } as Settings);
/** Whether the door is open a while later, when so much is free. */
async function opens(door: LogSpace, freeMb: number | null): Promise<boolean> {
  now += 1001;
  free = freeMb;
  return door.assert().then(
    () => true,
    () => false,
  );
}

describe('room on the disk', () => {
  it('closes the door below the limit, and opens it only well above: no flapping at the edge', async () => {
    const door = space();
    expect([await opens(door, 501), await opens(door, 500), await opens(door, 499)]).toEqual([true, true, false]);
    expect([await opens(door, 500), await opens(door, 549), await opens(door, 550)]).toEqual([false, false, true]);
    expect(await opens(door, 500)).toBe(true);
  });

  it('is said with its figures, and when to come back', async () => {
    free = 499.7;
    await expect(space().assert()).rejects.toMatchObject({
      code: 'disk-low',
      status: 503,
      headers: { 'retry-after': '30' },
      detail: expect.stringMatching(/^499 MB are free under \/data, less than the 500 MB of DISK_LOW_MB/) as unknown,
    });
  });

  it('is looked at once a second at most, and a door that waits for the look has its answer', async () => {
    const door = space();
    free = 1;
    await expect(Promise.allSettled([door.assert(), door.assert()])).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ]);
    now += 1000;
    await expect(door.assert()).rejects.toThrow();
    expect(looks).toBe(1);
    now += 1;
    await expect(door.assert()).rejects.toThrow();
    expect(looks).toBe(2);
  });

  it('does not matter without a limit, nor where the stores are other machines', async () => {
    expect(await opens(space(0), 0)).toBe(true);
    expect(looks).toBe(0);
    const door = space();
    expect([await opens(door, 1), await opens(door, null)]).toEqual([false, true]);
  });
});

describe('room in the memory of Redis', () => {
  const ready = async (memory: string, door = space()) => {
    const health = new HealthRegistry();
    new LogSpaceHealth(health, door, { info: () => Promise.resolve(memory) } as unknown as Redis).onModuleInit();
    return health.run();
  };
  const uses = (used: number, most: number): string =>
    `# Memory\r\nused_memory:${String(used * MIB)}\r\nused_memory_rss:1\r\nmaxmemory:${String(most * MIB)}\r\nmaxmemory_policy:noeviction\r\n`;

  it('ends at nine tenths of its limit', async () => {
    expect(await ready(uses(90, 100))).toEqual({ ok: true, checks: { disk: 'ok', 'log-memory': 'ok' } });
    const { ok, checks } = await ready(uses(90.5, 100.5));
    expect([ok, checks['log-memory']]).toEqual([
      false,
      'Redis uses 91 of 100 MB: nothing is taken in until the writer has made room',
    ]);
  });

  it('has no end where there is no limit, or none is told', async () => {
    expect((await ready(uses(5000, 0))).ok).toBe(true);
    expect((await ready('# nothing')).ok).toBe(true);
  });

  it('is missed for five seconds by a door that was refused', async () => {
    const door = space();
    door.memoryRefused();
    now += 4999;
    expect((await ready(uses(1, 100), door)).ok).toBe(false);
    now += 1;
    expect((await ready(uses(1, 100), door)).ok).toBe(true);
    door.memoryRefused();
    expect((await ready(uses(1, 0), door)).ok).toBe(true);
  });

  it('is beside the disk in what the program says of itself', async () => {
    free = 1;
    const { ok, checks } = await ready(uses(1, 100));
    expect([ok, checks['disk'], checks['log-memory']]).toEqual([false, expect.stringContaining('1 MB are free'), 'ok']);
  });
});
