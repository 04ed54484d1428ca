import type { ClickHouseClient } from '@clickhouse/client';
import { createClickhouse } from '@cockpit/platform';
import { freshStores, type Stores } from '../../../../tests/support/engines';
import { StoredCounts } from './stored-counts';

let stores: Stores;
let client: ClickHouseClient;
beforeAll(async () => {
  stores = await freshStores();
  client = createClickhouse(stores.settings, 'writer');
});
afterAll(async () => {
  await client.close();
  await stores.dispose();
});

const insert = (source: string, month: string, ids: readonly number[]): Promise<unknown> =>
  client.insert({
    table: 'event',
    format: 'JSONEachRow',
    values: ids.map((id) => ({
      hall: 'H1',
      entity: 't',
      type: 'hall.ticket.called',
      time: `${month}-05 08:00:00.000`,
      identity: `00000000-0000-0000-0000-${String(id).padStart(12, '0')}`,
      source,
      id: String(id),
      data: '{}',
    })),
  });
const drop = (id: number): Promise<unknown> =>
  client.command({
    query: `ALTER TABLE event DELETE WHERE id = '${String(id)}'`,
    clickhouse_settings: { mutations_sync: '2' },
  });

it('is exact while events are stored, are doubled and go, and tells apart only what has changed', async () => {
  const counts = new StoredCounts(client);
  const asked = jest.spyOn(client, 'query');
  const look = async (source?: string): Promise<[Record<string, number>, string[]]> => {
    asked.mockClear();
    const stored = Object.fromEntries(await counts.countBySource(source));
    return [
      stored,
      asked.mock.calls
        .flatMap(([{ query, query_params: values }]) =>
          query.includes('uniqExact') ? Object.values(values ?? {}) : [],
        )
        .filter((value): value is string[] => Array.isArray(value))
        .flat()
        .filter((value) => value.includes(' '))
        .sort(),
    ];
  };
  expect(await look()).toEqual([{}, []]);
  await insert('a', '2026-02', [1, 2, 3]);
  await insert('a', '2026-03', [4]);
  await insert("it's", '2026-03', [5]);
  expect((await look())[0]).toEqual({ a: 4, "it's": 1 });
  expect(await look()).toEqual([{ a: 4, "it's": 1 }, []]);
  await insert('a', '2026-03', [4, 6]);
  expect(await look('a')).toEqual([{ a: 5 }, ['202603 a']]);
  // the doubled row goes and another comes: as many rows as before, and one event more
  await drop(4);
  await insert('a', '2026-03', [4, 7]);
  expect(await look()).toEqual([{ a: 6, "it's": 1 }, ['202603 a']]);
  expect((await look())[1]).toEqual([]);
  await drop(1);
  expect(await look()).toEqual([{ a: 5, "it's": 1 }, ['202602 a']]);
});
