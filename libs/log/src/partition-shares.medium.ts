import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freshStores, type Stores } from '../../../tests/support/engines';
import { Lease } from './lease';
import { PartitionShares, shareOf } from './partition-shares';

const PARTITIONS = 4;

let stores: Stores;
let redis: Redis;
beforeAll(async () => {
  stores = await freshStores();
  redis = new Redis(stores.redisUrl);
});
afterAll(async () => {
  redis.disconnect();
  await stores.dispose();
});

/** One process that serves what it gets; `both` counts how often two served one partition at once. */
function member(serving: Map<number, number>, role: string) {
  const held = new Set<number>();
  const stop = new AbortController();
  const lease = new Lease(redis);
  const leaseOf = (partition: number): string => `${role}:${String(partition)}`;
  const shares = new PartitionShares({ redis, lease, role, partitions: PARTITIONS, leaseMs: 1_000, leaseOf });
  const serve = async (partition: number): Promise<void> => {
    for (;;) {
      const turn = await shares.wait(partition, stop.signal);
      if (turn === null) return;
      held.add(partition);
      serving.set(partition, (serving.get(partition) ?? 0) + 1);
      expect(serving.get(partition)).toBe(1);
      while (!turn.signal.aborted && !turn.lease.signal.aborted) await sleep(5);
      serving.set(partition, 0);
      held.delete(partition);
      await turn.release();
    }
  };
  const running = Promise.all([
    shares.keep(stop.signal),
    ...Array.from({ length: PARTITIONS }, (_, partition) => serve(partition)),
  ]);
  const end = async (): Promise<void> => {
    stop.abort();
    await running;
  };
  return { held, end };
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = performance.now() + 20_000; !holds();) {
    if (performance.now() > end) throw new Error('it never came to hold');
    await sleep(20);
  }
}

const sizes = (...members: { held: Set<number> }[]): number[] =>
  members.map(({ held }) => held.size).sort((a, b) => a - b);

it('gives work to every process, whoever came first, and all of it to who is left', async () => {
  const serving = new Map<number, number>();
  const first = member(serving, 'all');
  await until(() => first.held.size === PARTITIONS);
  const second = member(serving, 'all');
  await sleep(800);
  const third = member(serving, 'all');
  await until(() => sizes(first, second, third).join() === '1,1,2');
  // it stays so: nobody hands to and fro
  await sleep(2_500);
  expect(sizes(first, second, third)).toEqual([1, 1, 2]);
  expect(new Set([...first.held, ...second.held, ...third.held]).size).toBe(PARTITIONS);
  await first.end();
  await until(() => sizes(second, third).join() === '2,2');
  await second.end();
  await until(() => third.held.size === PARTITIONS);
  await third.end();
});

it('divides everything and nothing twice, for any number of members', () => {
  for (let partitions = 1; partitions <= 20; partitions++)
    for (let members = 1; members <= 25; members++) {
      const shares = Array.from({ length: members }, (_, before) => shareOf(partitions, members, before));
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(partitions);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    }
});
