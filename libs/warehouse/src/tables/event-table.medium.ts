import type { ClickHouseClient } from '@clickhouse/client';
import type { LoggedEvent } from '@cockpit/contracts';
import { createClickhouse } from '@cockpit/platform';
import { freshStores, type Stores } from '../../../../tests/support/engines';
import { EventTable } from './event-table';

let stores: Stores;
let client: ClickHouseClient;
beforeAll(async () => {
  stores = await freshStores();
  client = createClickhouse(stores, 'writer');
});
afterAll(async () => {
  await client.close();
  await stores.dispose();
});

const HASHES = [
  '0000000000000000',
  '0000000000000001',
  '00ab000000000000',
  '0a00000000000000',
  '7fffffffffffffff',
  '8000000000000000',
  'ffffffffffffffff',
];
const event = (bodyHash: string, i: number): LoggedEvent => ({
  id: `e${String(i)}`,
  type: 'hall.ticket.called',
  time: Date.parse('2026-03-04T09:00:00+08:00'),
  data: { hallId: 'H32', ticketId: 't1', windowId: 'w1' },
  identity: String(i).padStart(32, '0'),
  bodyHash,
  sourceName: 's',
  ceSource: 'c',
  receivedAt: 0,
});

it('gives back the body hash it was given, whatever its bytes: what is stored must know itself again', async () => {
  const table = new EventTable(client);
  const events = HASHES.map(event);
  await table.insert(events, []);
  const stored = await table.stored(events.map(({ identity }) => identity));
  expect(events.map(({ identity }) => stored.get(identity))).toEqual(HASHES);
  const read = await table.ofTickets('H32', ['t1']);
  expect(read.map(({ bodyHash }) => bodyHash).sort()).toEqual([...HASHES].sort());
});

it('leaves one row of events that two writers stored, and the others alone', async () => {
  const table = new EventTable(client);
  const batch = (from: number, to: number): LoggedEvent[] =>
    Array.from({ length: to - from }, (_, i) => event('00000000000000aa', 1000 + from + i));
  await table.insert(batch(0, 40), []);
  await new Promise((done) => setTimeout(done, 5));
  await table.insert(batch(20, 60), []);
  const identities = batch(0, 60).map(({ identity }) => identity);
  expect(await table.dropDoubles(identities)).toBe(20);
  expect(await table.dropDoubles(identities)).toBe(0);
  const read = await table.withIdentities(identities);
  expect(read.map(({ identity }) => identity).sort()).toEqual([...identities].sort());
  expect((await table.stored(identities)).size).toBe(60);
});

it('asks of as many at once as a batch may hold, and takes as many away', async () => {
  const table = new EventTable(client);
  const batch = Array.from({ length: 6000 }, (_, i) => event('00000000000000ab', 100_000 + i));
  await table.insert(batch, []);
  await new Promise((done) => setTimeout(done, 5));
  await table.insert(batch, []);
  const never = Array.from({ length: 18_000 }, (_, i) => String(200_000 + i).padStart(32, '0'));
  const identities = [...never, ...batch.map(({ identity }) => identity)];
  expect((await table.stored(identities)).size).toBe(6000);
  expect(await table.dropDoubles(identities)).toBe(6000);
  expect(await table.dropDoubles(identities)).toBe(0);
  expect((await table.stored(identities)).size).toBe(6000);
});
