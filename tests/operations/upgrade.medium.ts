import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@clickhouse/client';
import { MetricAnswer } from '@cockpit/contracts';
import { MatterRebuild } from '@cockpit/matters';
import { migrateClickhouse, migratePostgres } from '@cockpit/platform';
import { Rebuild } from '@cockpit/warehouse';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { z } from 'zod';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { bootApp, emptyStores, freshStores, type RunningApp, type Stores } from '../support/engines';
import { all, get, post, until, type Sent } from './support';

/** Everything that stood in the three stores of an instance of the release before, as that release's own programs had written it. */
const Row = z.record(z.string(), z.unknown());
const Left = z.object({
  secret: z.string(),
  key: z.string(),
  token: z.string(),
  password: z.string(),
  matterVersion: z.number(),
  migrations: z.object({ postgres: z.array(z.string()), clickhouse: z.array(z.string()) }),
  postgres: z.record(z.string(), z.array(Row)),
  clickhouse: z.record(z.string(), z.array(Row)),
  redis: z.array(z.tuple([z.string(), z.string(), z.number()])),
  answers: z.record(z.string(), z.array(Row)),
});
const left = Left.parse(JSON.parse(readFileSync(join(__dirname, 'previous-release.json'), 'utf8')));

let stores: Stores;
let app: RunningApp | undefined;
const running = (): RunningApp => {
  if (app === undefined) throw new Error('the cockpit did not start');
  return app;
};

async function fillPostgres(): Promise<void> {
  const client = new Client({ connectionString: stores.postgresUrl });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    for (const [table, rows] of Object.entries(left.postgres)) {
      await client.query(
        `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::${table}, $1::json) ON CONFLICT DO NOTHING`,
        [JSON.stringify(rows)],
      );
    }
    const identities = z
      .array(z.object({ table_name: z.string(), column_name: z.string() }))
      .parse(
        (
          await client.query(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' AND is_identity = 'YES'",
          )
        ).rows,
      );
    for (const { table_name: table, column_name: column } of identities) {
      await client.query(
        `SELECT setval(pg_get_serial_sequence('${table}', '${column}'), GREATEST((SELECT max(${column}) FROM ${table}), 1))`,
      );
    }
    await client.query("SELECT setval('matter_version', $1)", [left.matterVersion]);
  } finally {
    await client.end();
  }
}

async function onTables<T>(query: string): Promise<T[]> {
  const client = createClient({ url: stores.clickhouseUrl, database: stores.clickhouseDatabase });
  try {
    return await (await client.query({ query, format: 'JSONCompactEachRow' })).json<T>();
  } finally {
    await client.close();
  }
}

beforeAll(async () => {
  stores = await freshStores({ COCKPIT_SECRET: left.secret, QUARANTINE_DAYS: '36500' });
  await emptyStores(stores);
  await migratePostgres(stores.settings, left.migrations.postgres);
  await migrateClickhouse(stores.settings, left.migrations.clickhouse);
  await fillPostgres();
  const clickhouse = createClient({
    url: stores.clickhouseUrl,
    database: stores.clickhouseDatabase,
    clickhouse_settings: { date_time_input_format: 'best_effort' },
  });
  for (const [table, values] of Object.entries(left.clickhouse))
    await clickhouse.insert({ table, values, format: 'JSONEachRow' });
  await clickhouse.close();
  const redis = new Redis(stores.redisUrl);
  for (const [key, dump, ttl] of left.redis) await redis.restore(key, ttl, Buffer.from(dump, 'base64'));
  redis.disconnect();
});
afterAll(async () => {
  await app?.close();
  await stores.dispose();
});

const fetchWith = (path: string): Promise<Record<string, unknown>[]> => all(running().url, left.token, path);

describe('what the release before left behind', () => {
  it('is brought up to date by whatever was added since, once', async () => {
    const [postgres, clickhouse] = [await migratePostgres(stores.settings), await migrateClickhouse(stores.settings)];
    expect(postgres).toEqual(
      expect.arrayContaining(['AlterQuarantine1763700000320', 'AlterAccounts1763700000621', 'AlterCards1763700000622']),
    );
    expect(clickhouse).toEqual(
      expect.arrayContaining(['0621_alter_matter', '0701_create_booking', '0801_create_metric_days']),
    );
    expect(
      [...postgres, ...clickhouse].filter((name) =>
        [...left.migrations.postgres, ...left.migrations.clickhouse].includes(name),
      ),
    ).toEqual([]);
    expect([await migratePostgres(stores.settings), await migrateClickhouse(stores.settings)]).toEqual([[], []]);
    app = await bootApp(stores, CockpitAppModule);
    await until(
      async () => (await fetch(`${running().url}/health/ready`)).status,
      (status) => status === 200,
      30_000,
    );
  });

  it('lets people, tokens and sources in as before', async () => {
    const session = await fetch(`${running().url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: running().url },
      body: JSON.stringify({ username: 'chief', password: left.password }),
    });
    expect([session.status, session.headers.get('set-cookie')]).toEqual([200, expect.stringContaining('HttpOnly')]);
    expect(
      (
        await fetch(`${running().url}/v1/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: running().url },
          body: JSON.stringify({ username: 'chief', password: 'another' }),
        })
      ).status,
    ).toBe(401);
    expect(await get(running().url, left.token, '/v1/organisation')).toMatchObject({
      bureau: { code: 'bureau' },
      halls: [{ code: 'H32' }, { code: 'H12' }],
    });
  });

  it('answers the same of visits, load and matters', async () => {
    for (const [path, items] of Object.entries(left.answers)) {
      const now = await until(
        () => fetchWith(path),
        (rows) => rows.length === items.length,
        30_000,
      );
      expect(items.length).toBeGreaterThan(0);
      const key = (row: Record<string, unknown>): string =>
        JSON.stringify([
          row['ticketId'] ?? row['caseId'] ?? null,
          row['kind'] ?? null,
          row['code'] ?? null,
          row['slot'] ?? null,
        ]);
      const sorted = (rows: Record<string, unknown>[]): Record<string, unknown>[] =>
        [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
      expect(sorted(now)).toMatchObject(sorted(items));
    }
  });

  it('keeps prompts, cards, the quarantine and the audit', async () => {
    expect(await fetchWith('/v1/prompts?hall=H32')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          id: 'H32-29543070-0',
          state: 'done',
          why: '户政等候上升，开放2号窗',
          answeredBy: '所长',
        }),
      ]),
    );
    const cards = (left.postgres['matter_card'] ?? []).map(({ id }) => id);
    expect(cards.length).toBeGreaterThan(0);
    expect((await fetchWith('/v1/cards?state=all')).map(({ id }) => id)).toEqual(expect.arrayContaining(cards));
    expect((await fetchWith('/v1/quarantine')).map(({ id }) => id)).toEqual(
      (left.postgres['quarantine'] ?? []).map(({ id }) => id),
    );
    expect((await fetchWith('/v1/audit')).map(({ action }) => action)).toEqual(
      expect.arrayContaining((left.postgres['audit_entry'] ?? []).map(({ action }) => action)),
    );
  });

  it('is counted by measures that did not exist then', async () => {
    const arrivals = async () =>
      MetricAnswer.parse(
        await get(running().url, left.token, '/v1/metrics/arrivals?hall=H32&from=2026-03-04&to=2026-03-04'),
      );
    expect(await until(arrivals, ({ value }) => value === 4, 30_000)).toMatchObject({ value: 4 });
  });

  it('knows what it has stored already, and takes what is new', async () => {
    const event = (id: string, ticketId: string, minutes: number): Sent => ({
      specversion: '1.0',
      source: '/tickets',
      id,
      type: 'hall.ticket.issued',
      time: new Date(Date.parse('2026-03-04T01:00:00Z') + minutes * 60_000).toISOString(),
      data: { hallId: 'H32', ticketId, number: 'A0', queue: 'household', channel: 'walk-in' },
    });
    expect(await post(running().url, left.key, [event('i0', 't0', 0), event('new', 't-new', 70)])).toEqual({
      accepted: 2,
      rejected: [],
    });
    await until(
      () => fetchWith('/v1/visits?hall=H32&day=2026-03-04'),
      (visits) => visits.length === 5,
      30_000,
    );
    const stood = (left.clickhouse['event'] ?? []).length;
    expect(
      await onTables<[number | string, number | string]>('SELECT count(), uniqExact(identity) FROM event').then(
        (rows) => rows[0]?.map(Number),
      ),
    ).toEqual([stood + 1, stood + 1]);
  });

  it('has bookings, counts and consultations told from events that came before their tables, once it is rebuilt', async () => {
    await running().app.get(Rebuild, { strict: false }).schedule({});
    await running().app.get(MatterRebuild, { strict: false }).markAll();
    for (const table of ['booking', 'point_count', 'consult'])
      await until(
        () => onTables<[number | string]>(`SELECT count() FROM ${table} FINAL`),
        ([row]) => Number(row?.[0]) === 1,
        30_000,
      );
    await until(
      () => onTables<[number | string]>("SELECT count() FROM terminal_use WHERE terminal_id = 'm1'"),
      ([row]) => Number(row?.[0]) >= 1,
      30_000,
    );
  });
});
