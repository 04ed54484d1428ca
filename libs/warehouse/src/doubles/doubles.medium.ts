import { readFileSync } from 'node:fs';
import type { ClickHouseClient } from '@clickhouse/client';
import { Lease } from '@cockpit/log';
import { HealthRegistry, createClickhouse, createRedis } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { freshStores, type Stores } from '../../../../tests/support/engines';
import { DoublesWatch, doubledEvents } from './doubles-watch';

let stores: Stores;
let client: ClickHouseClient;
let redis: Redis;
beforeAll(async () => {
  stores = await freshStores();
  client = createClickhouse(stores, 'writer');
  redis = createRedis(stores, 'commands');
  await insert(1, 10, '2026-03-04T01:00:00Z');
  await insert(11, 15, '2026-04-01T01:00:00Z');
});
afterAll(async () => {
  redis.disconnect();
  await client.close();
  await stores.dispose();
});

const insert = (from: number, to: number, time: string): Promise<unknown> =>
  client.insert({
    table: 'event',
    values: Array.from({ length: to - from + 1 }, (_, i) => ({
      hall: 'H32',
      type: 'hall.ticket.called',
      time,
      identity: `00000000-0000-0000-0000-${String(from + i).padStart(12, '0')}`,
    })),
    format: 'JSONEachRow',
  });

/** The watch of a worker whose clock stands there. */
function watchAt(time: string): { look: () => Promise<void>; health: HealthRegistry } {
  const health = new HealthRegistry();
  const watch = new DoublesWatch(new Lease(redis), client, redis, { now: () => Date.parse(time) }, health);
  return { look: () => watch.look(), health };
}

it('counts at night, once, and says in health what it found: nobody is the less ready for it', async () => {
  const fine = { ok: true, checks: { 'doubled-events': 'ok' } };
  const first = watchAt('2026-05-02T02:00:00+08:00');
  await first.look();
  expect(await first.health.run()).toEqual(fine);
  await insert(3, 6, '2026-03-04T01:00:00Z');
  const [later, day] = [watchAt('2026-05-02T03:00:00+08:00'), watchAt('2026-05-03T09:00:00+08:00')];
  await later.look();
  await day.look();
  expect(await day.health.run()).toEqual(fine);
  const next = watchAt('2026-05-04T02:00:00+08:00');
  await next.look();
  const told = await day.health.run();
  expect(told.ok).toBe(true);
  expect(told.checks['doubled-events']).toContain('4 in 2026-03 (docs/operations.md');
});

it('is well again after what the manual says to do', async () => {
  expect(await doubledEvents(client)).toEqual([{ month: '202603', surplus: 4 }]);
  const manual = readFileSync('docs/operations.md', 'utf8');
  const remedy = /## Events that stand twice[\s\S]*?```sql\n([\s\S]*?)```/.exec(manual)?.[1] ?? '';
  await client.command({ query: remedy, clickhouse_settings: { mutations_sync: '2' } });
  expect(await doubledEvents(client)).toEqual([]);
  const rows = await client.query({ query: 'SELECT count() FROM event', format: 'JSONCompactEachRow' });
  expect(await rows.json()).toEqual([[15]]);
});
