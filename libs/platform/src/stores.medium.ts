import { createClickhouse, createRedis } from './index';
import { freshStores, type Stores } from '../../../tests/support/engines';

describe('stores of a test', () => {
  let stores: Stores;
  beforeAll(async () => { stores = await freshStores(); });
  afterAll(async () => { await stores.dispose(); });

  it('answers on ClickHouse through the official client', async () => {
    const client = createClickhouse(stores.settings, 'reader');
    const result = await client.query({ query: 'SELECT currentDatabase() AS name', format: 'JSONEachRow' });
    expect(await result.json()).toEqual([{ name: stores.clickhouseDatabase }]);
    await client.close();
  });

  it('loses nothing it acknowledged: Redis syncs every append and evicts nothing', async () => {
    const redis = createRedis(stores.settings, 'commands');
    const config = async (name: string) => (await redis.config('GET', name) as string[])[1];
    expect(await config('appendonly')).toBe('yes');
    expect(await config('appendfsync')).toBe('always');
    expect(await config('maxmemory-policy')).toBe('noeviction');
    expect(await config('databases')).toBe('128');
    redis.disconnect();
  });
});
