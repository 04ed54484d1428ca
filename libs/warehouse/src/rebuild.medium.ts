import { createClickhouse, createRedis } from '@cockpit/platform';
import type { ClickHouseClient } from '@clickhouse/client';
import type { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { partitionOf } from '@cockpit/log';
import { freshStores, type Stores } from '../../../tests/support/engines';
import { DueAtStart } from './due-at-start';
import { Rebuild } from './rebuild';
import type { WarehouseReader } from './reads/warehouse-reader';
import { dueKey, redoKey } from './writer/redo';

let stores: Stores;
let redis: Redis;
let clickhouse: ClickHouseClient;
beforeAll(async () => {
  stores = await freshStores();
  redis = createRedis(stores.settings, 'commands');
  clickhouse = createClickhouse(stores.settings, 'writer');
});
afterAll(async () => {
  redis.disconnect();
  await clickhouse.close();
  await stores.dispose();
});

it('asks for every visit of a long past once, and for no more at a time than the writer works off', async () => {
  const key = redoKey(partitionOf('H1', stores.settings.logPartitions));
  await clickhouse.command({
    query: `INSERT INTO event (hall, entity, type, time, identity, body_hash, source, ce_source, id, data, received_at)
    SELECT 'H1', concat('t-', toString(intDiv(number, 2))), 'hall.ticket.called', fromUnixTimestamp(1772586000 + number), generateUUIDv4(), 1, 's', '/s', toString(number), '{}', now() FROM numbers(24000)`,
  });
  const waiting = Array.from({ length: 20_001 }, (_, i) => `ticket|H0|${String(i)}`);
  await redis.sadd(key, ...waiting);
  const reader: Pick<WarehouseReader, 'zoneOf'> = { zoneOf: () => Promise.resolve('Asia/Shanghai') };
  const rebuild = new Rebuild(
    clickhouse,
    redis,
    stores.settings,
    { now: Date.now },
    reader as WarehouseReader,
    { halls: () => Promise.resolve(new Map()) } as never,
  );
  let answer: unknown;
  const asking = rebuild.schedule({}).then((asked) => (answer = asked));
  await sleep(600);
  expect([answer, await redis.scard(key)]).toEqual([undefined, 20_001]);
  await redis.srem(key, ...waiting.slice(0, 1));
  await sleep(1000);
  expect([answer, await redis.scard(key)]).toEqual([undefined, 25_000]);
  await redis.srem(key, ...waiting);
  expect(await asking).toMatchObject({ visits: 12_000, days: 1, others: 0 });
  expect(
    await redis.smembers(key).then((members) => members.filter((member) => member.startsWith('ticket|H1|t-')).length),
  ).toBe(12_000);
  await redis.sadd(key, ...waiting);
  // nobody works anything off while a backup is restored
  expect(await rebuild.schedule({}, Infinity)).toMatchObject({ visits: 12_000 });
});

describe('what was due when it was asked', () => {
  const now = Date.parse('2026-10-26T04:00:00Z');
  const saveRollupState = (day: string, version: number): Promise<unknown> =>
    clickhouse.insert({
      table: 'day_told',
      values: [{ hall: 'H9', day, told: 'day', version }],
      format: 'JSONEachRow',
    });
  const left = async (due: DueAtStart, wanted: number): Promise<void> => {
    while ((await due.left()) !== wanted) await sleep(50);
  };

  it('is done although a hall that is open makes its day due again and again, and new days come', async () => {
    await redis.flushdb();
    await redis.sadd(redoKey(0), 'ticket|H9|a', 'ticket|H9|b');
    await saveRollupState('2026-10-25', now * 1000 - 7);
    const due = await DueAtStart.read(redis, clickhouse, 2, () => now);
    expect(await due.left()).toBe(2);
    await redis.sadd(redoKey(0), 'ticket#later|H9|c');
    // a visit makes its day due before it is taken off the list
    await redis.sadd(dueKey(1), '2026-10-25|H9', '2026-10-24|H9', '2026-10-26|H9');
    await redis.srem(redoKey(0), 'ticket|H9|a', 'ticket|H9|b');
    expect(await due.left()).toBe(3);
    await redis.srem(dueKey(1), '2026-10-24|H9');
    await redis.sadd(dueKey(1), '2026-10-27|H9');
    await left(due, 2);
    // begun before the visits were there: that is not enough, nor is a day that nobody waits for
    await Promise.all([saveRollupState('2026-10-26', now * 1000 - 1), saveRollupState('2026-10-27', now * 1000 + 5)]);
    await sleep(1100);
    expect(await due.left()).toBe(2);
    await saveRollupState('2026-10-26', now * 1000 + 9);
    await left(due, 1);
    await saveRollupState('2026-10-25', now * 1000 + 8);
    await left(due, 0);
    expect(await redis.smembers(dueKey(1))).toHaveLength(3);
  });
});
