import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { createClickhouse, createRedis, postgresOptions } from './index';
import { freshStores, type Stores } from '../../../tests/support/engines';

describe('stores of a test', () => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await freshStores();
  });
  afterAll(async () => {
    await stores.dispose();
  });

  it('answers on ClickHouse through the official client', async () => {
    const client = createClickhouse(stores.settings, 'reader');
    const result = await client.query({ query: 'SELECT currentDatabase() AS name', format: 'JSONEachRow' });
    expect(await result.json()).toEqual([{ name: stores.clickhouseDatabase }]);
    await client.close();
  });

  it('loses nothing it acknowledged: Redis syncs every append and evicts nothing', async () => {
    const redis = createRedis(stores.settings, 'commands');
    const config = async (name: string) => ((await redis.config('GET', name)) as string[])[1];
    expect(await config('appendonly')).toBe('yes');
    expect(await config('appendfsync')).toBe('always');
    expect(await config('maxmemory-policy')).toBe('noeviction');
    expect(await config('databases')).toBe('128');
    redis.disconnect();
  });

  it('outlives a Postgres connection that breaks while nobody listens to it', async () => {
    const source = await new DataSource(postgresOptions(stores.settings)).initialize();
    const { master } = source.driver as unknown as { master: { connect(): Promise<PoolClient> } };
    const client = await master.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    // without a listener of its own the farewell of the server would be an uncaught error, and the end of the process
    expect(client.listenerCount('error')).toBeGreaterThan(0);
    const ended = new Promise<void>((done) => client.once('end', done));
    await source.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    client.release(true);
    expect(await source.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await source.destroy();
  });
});
