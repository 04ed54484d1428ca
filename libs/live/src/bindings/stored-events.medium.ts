import { createClickhouse } from '@cockpit/platform';
import type { ClickHouseClient } from '@clickhouse/client';
import type { WarehouseReader } from '@cockpit/warehouse';
import { freshStores, type Stores } from '../../../../tests/support/engines';
import { WarehouseEvents } from './stored-events';

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

const at = (day: string): number => Date.parse(`${day}T02:00:00Z`);

it('tells how far the source that leads a hall has come', async () => {
  const told = [
    ['H1', 'archive', 'hall.ticket.called', '2026-01-05'],
    ['H1', 'live', 'hall.window.opened', '2026-03-02'],
    ['H1', 'live', 'hall.booking.created', '2026-03-04'],
    ['H1', 'cases', 'hall.case.accepted', '2026-05-01'],
    ['H1', 'manual', 'hall.ticket.issued', '2026-05-02'],
    ['H2', 'cases', 'hall.case.accepted', '2026-04-01'],
  ] as const;
  for (const [i, [hall, source, type, day]] of told.entries()) {
    await client.command({
      query: `INSERT INTO event (hall, entity, type, time, identity, body_hash, source, ce_source, id, data, received_at)
      VALUES ('${hall}', 'x', '${type}', '${day} 02:00:00', generateUUIDv4(), 1, '${source}', '/s', '${String(i)}', '{}', now())`,
    });
  }
  const stored = new WarehouseEvents({} as WarehouseReader, client);
  // named: whatever it tells of; not named: what a wall shows, and only where there is none of that anything
  expect(await stored.latest('H1', 'live')).toBe(at('2026-03-04'));
  expect(await stored.latest('H1', 'archive')).toBe(at('2026-01-05'));
  expect(await stored.latest('H1')).toBe(at('2026-03-02'));
  expect(await stored.latest('H2')).toBe(at('2026-04-01'));
  expect([await stored.latest('H3'), await stored.latest('H2', 'live')]).toEqual([null, null]);
});
