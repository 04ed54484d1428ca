import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import type { LoggedEvent } from '@cockpit/contracts';
import type { Quarantine } from '@cockpit/ingestion';
import { createClickhouse } from '@cockpit/platform';
import { freshStores, type Stores } from '../../../../tests/support/engines';
import { EventTable } from '../tables/event-table';
import { SideTables } from '../tables/side-tables';
import { EventStorage } from './event-storage';

const ROWS = 100;
/** how long the engine takes for one insert: longer than the impatient client waits */
const INSERT_SEC = 2;
const PATIENCE_MS = 500;

let stores: Stores;
let clients: ClickHouseClient[] = [];
beforeAll(async () => {
  stores = await freshStores();
  await clientOf().command({
    query: `ALTER TABLE event ADD COLUMN slow UInt8 DEFAULT sleepEachRow(${String(INSERT_SEC / ROWS)})`,
  });
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
});
afterAll(() => stores.dispose());

function clientOf(patienceMs = 60_000): ClickHouseClient {
  const client = createClickhouse({ ...stores, clickhousePatienceMs: patienceMs }, 'writer');
  clients.push(client);
  return client;
}

const storageOf = (client: ClickHouseClient): EventStorage =>
  new EventStorage(new EventTable(client), new SideTables(client), {
    put: () => Promise.resolve(),
  } as unknown as Quarantine);

const lease = { name: 'writer:3', isHeld: () => true };

const batchOf = (story: number): LoggedEvent[] =>
  Array.from({ length: ROWS }, (_, i) => ({
    id: `e${String(i)}`,
    type: 'hall.ticket.called',
    time: Date.parse('2026-03-04T09:00:00+08:00'),
    data: { hallId: 'H32', ticketId: `t${String(i)}`, windowId: 'w1' },
    identity: String(story * 1000 + i).padStart(32, '0'),
    bodyHash: '0000000000000001',
    sourceName: 's',
    ceSource: 'c',
    receivedAt: 0,
  }));

/** As the writer of a partition does it: again and again until it is stored. @returns what was said against it on the way */
async function storeUntilDone(storage: EventStorage, events: readonly LoggedEvent[]): Promise<string[]> {
  const faults: string[] = [];
  for (const end = performance.now() + 30_000; ;) {
    try {
      await storage.store([{ events, lease }]);
      return faults;
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
      if (performance.now() > end) throw error;
      await sleep(100);
    }
  }
}

/** Rows of a batch once the engine is at no insert any more. */
async function rowsOf(story: number): Promise<number> {
  const client = clientOf();
  const ask = async (query: string): Promise<number> =>
    Number((await (await client.query({ query, format: 'JSONCompactEachRow' })).json<[number]>())[0]?.[0]);
  const running =
    "SELECT count() FROM system.processes WHERE current_database = currentDatabase() AND query LIKE 'INSERT%'";
  while ((await ask(running)) > 0) await sleep(100);
  return ask(
    `SELECT count() FROM event WHERE intDiv(toUInt64(replaceAll(toString(identity), '-', '')), 1000) = ${String(story)}`,
  );
}

it('stores once what takes the engine longer than its client waits', async () => {
  const faults = await storeUntilDone(storageOf(clientOf(PATIENCE_MS)), batchOf(1));
  expect(faults[0]).toMatch(/timeout/i);
  expect(await rowsOf(1)).toBe(ROWS);
}, 60_000);

it('waits for the insert of whoever had the lease before', async () => {
  const before = storageOf(clientOf(PATIENCE_MS)).store([{ events: batchOf(2), lease }]);
  await expect(before).rejects.toThrow(/timeout/i);
  await storeUntilDone(storageOf(clientOf()), batchOf(2));
  expect(await rowsOf(2)).toBe(ROWS);
}, 60_000);

it('waits for nobody else: partitions do not hold one another back', async () => {
  const other = storageOf(clientOf()).store([{ events: batchOf(3), lease: { ...lease, name: 'writer:13' } }]);
  await sleep(PATIENCE_MS);
  expect(await storeUntilDone(storageOf(clientOf()), batchOf(4))).toEqual([]);
  await other;
}, 60_000);
