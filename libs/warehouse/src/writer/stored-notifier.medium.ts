import type { LoggedEvent } from '@cockpit/contracts';
import { Redis } from 'ioredis';
import { freshStores, type Stores } from '../../../../tests/support/engines';
import { StoredListeners } from './stored-listeners';
import { StoredNotifier, untoldKey } from './stored-notifier';

const event = (n: number): LoggedEvent => ({
  id: `e${String(n)}`,
  type: 'hall.case.reopened',
  time: 0,
  data: { caseId: 'c' },
  identity: String(n).padStart(32, '0'),
  bodyHash: '0'.repeat(16),
  sourceName: 's',
  ceSource: 'c',
  receivedAt: 0,
});

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

function untold(listen: (standing: readonly LoggedEvent[]) => Promise<void>) {
  const listeners = new StoredListeners();
  listeners.add(listen);
  return new StoredNotifier({
    partition: 0,
    redis,
    listeners,
    failed: () => undefined,
    events: { withIdentities: (wanted) => Promise.resolve(wanted.map((identity) => event(Number(identity)))) },
    sift: async (items, { work }) => {
      await work(items);
      return [];
    },
  });
}

it('notes what listeners cannot hear, lets the writer go on, and tells it later, also after a restart', async () => {
  const heard: string[] = [];
  let isAway = true;
  const listen = (standing: readonly LoggedEvent[]): Promise<void> => {
    if (isAway) return Promise.reject(new Error('Postgres is away'));
    heard.push(...standing.map(({ id }) => id));
    return Promise.resolve();
  };
  const before = untold(listen);
  await before.notify([event(1), event(2)]);
  await before.notify([event(2), event(3)]);
  await expect(before.notifyNoted()).rejects.toThrow('Postgres is away');
  expect(heard).toEqual([]);
  expect(await redis.scard(untoldKey(0))).toBe(3);

  const after = untold(listen);
  isAway = false;
  // noted before it: told in its turn
  await after.notify([event(4)]);
  await after.notifyNoted();
  expect(heard.sort()).toEqual(['e1', 'e2', 'e3', 'e4']);
  expect(await redis.scard(untoldKey(0))).toBe(0);
  await after.notify([event(5)]);
  expect(heard).toContain('e5');
  expect(await redis.scard(untoldKey(0))).toBe(0);
});
