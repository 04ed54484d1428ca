import { z } from 'zod';
import { freePort } from '@cockpit/engines';
import { createClickhouse } from '@cockpit/platform';
import { onPostgres } from '../support/on-postgres';
import { freshStores, type Stores } from '../support/engines';
import { cockpit, folder, removeFolders } from './support';

const Answer = z.object({
  ok: z.boolean(),
  findings: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string(), remedy: z.string().optional() })),
});

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(async () => {
  await stores.dispose();
  removeFolders();
});

async function doctor(over: Record<string, string> = {}) {
  const env = {
    REDIS_URL: stores.redisUrl,
    POSTGRES_URL: stores.postgresUrl,
    CLICKHOUSE_URL: stores.clickhouseUrl,
    CLICKHOUSE_DATABASE: stores.clickhouseDatabase,
    COCKPIT_SECRET: 's'.repeat(64),
    ...over,
  };
  const { code, stdout, stderr } = await cockpit(folder(), ['doctor', '--json'], '', env);
  const { ok, findings } = Answer.parse(JSON.parse(stdout));
  expect({ code, stderr: stderr.includes('something is wrong') }).toEqual({ code: ok ? 0 : 1, stderr: !ok });
  return {
    ok,
    ill: findings.filter((finding) => !finding.ok),
    detailOf: (name: string) => findings.find((finding) => finding.name === name)?.detail ?? '',
  };
}

it('says that all is well, having written and read in each store, and leaves nothing there', async () => {
  const { ok, ill, detailOf } = await doctor();
  expect({ ok, ill }).toEqual({ ok: true, ill: [] });
  for (const store of ['redis', 'postgres', 'clickhouse']) expect(detailOf(store)).toContain('writes and reads');
  expect(await onPostgres(stores.postgresUrl, "SELECT 1 FROM pg_tables WHERE tablename LIKE 'doctor%'")).toEqual([]);
});

it.each([
  ['redis', 'REDIS_URL', 'redis:', ['redis']],
  ['postgres', 'POSTGRES_URL', 'postgres:', ['postgres', 'dead letters', 'connected tables']],
  ['clickhouse', 'CLICKHOUSE_URL', 'http:', ['clickhouse', 'events']],
])('names %s when it is down, with what to do, and nothing else', async (store, variable, scheme, named) => {
  const { ok, ill } = await doctor({ [variable]: `${scheme}//127.0.0.1:${String(await freePort())}` });
  expect({ ok, ill: ill.map(({ name }) => name) }).toEqual({ ok: false, ill: named });
  expect(ill.find(({ name }) => name === store)).toEqual({
    name: store,
    ok: false,
    detail: expect.stringMatching(/\S/) as string,
    remedy: expect.stringContaining(variable) as string,
  });
});

it('sees a store that answers but does not write', async () => {
  const name = new URL(stores.postgresUrl).pathname.slice(1);
  await onPostgres(stores.postgresUrl, `ALTER DATABASE ${name} SET default_transaction_read_only = on`);
  try {
    const { ill } = await doctor();
    expect(ill.map((finding) => [finding.name, finding.detail])).toEqual([
      ['postgres', expect.stringContaining('read-only')],
    ]);
  } finally {
    await onPostgres(
      `${stores.postgresUrl}?options=-c%20default_transaction_read_only%3Doff`,
      `ALTER DATABASE ${name} RESET default_transaction_read_only`,
    );
  }
  const gone = await doctor({ CLICKHOUSE_DATABASE: 'of_nobody' });
  expect(gone.ill.map((finding) => finding.name)).toEqual(['clickhouse', 'events']);
});

it('counts rows that were put away', async () => {
  await onPostgres(
    stores.postgresUrl,
    "INSERT INTO dead_letter (id, worker, item, reason, message, body, next_at) VALUES ('1', 'cards', 'red 1', 'postgres-23514', 'no', '{}', now())",
  );
  const { ill } = await doctor();
  expect(ill).toEqual([
    {
      name: 'dead letters',
      ok: false,
      detail: expect.stringContaining('1 of cards (postgres-23514)') as string,
      remedy: expect.stringContaining('Rows that no store takes') as string,
    },
  ]);
  await onPostgres(stores.postgresUrl, 'DELETE FROM dead_letter');
});

it('names the months in which events stand twice', async () => {
  const clickhouse = createClickhouse(stores, 'writer');
  const row = { hall: 'H32', type: 'hall.ticket.called', time: '2026-03-04T01:00:00Z' };
  for (let times = 0; times < 2; times++)
    await clickhouse.insert({
      table: 'event',
      values: [{ ...row, identity: '00000000-0000-0000-0000-000000000001' }],
      format: 'JSONEachRow',
    });
  await clickhouse.close();
  const { ill } = await doctor();
  expect(ill).toEqual([
    {
      name: 'events',
      ok: false,
      detail: expect.stringContaining('1 in 2026-03') as string,
      remedy: expect.stringContaining('Events that stand twice') as string,
    },
  ]);
});
