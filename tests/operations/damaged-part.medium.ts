import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createClient } from '@clickhouse/client';
import { startClickhouse } from '../../libs/engines/src/clickhouse';
import { freePort } from '@cockpit/engines';
import { clickhouseMain } from '../support/engine-dir';
import { refuseDamage } from '@cockpit/platform';

it('names the table and the part that a disk fault has damaged', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-damage-'));
  const start = async () => startClickhouse({ dir: join(dir, 'clickhouse'), logDir: join(dir, 'logs'), cacheDir: resolve('.cache'), port: await freePort(), password: 'of-this-test', say: () => undefined }, clickhouseMain);
  try {
    const engine = await start();
    const client = createClient({ url: engine.url });
    await client.command({ query: 'CREATE TABLE visit (x Int64) ENGINE = MergeTree ORDER BY x' });
    for (let i = 0; i < 2; i++) await client.insert({ table: 'visit', values: [{ x: i }], format: 'JSONEachRow' });
    await refuseDamage(client);
    await client.close();
    await engine.stop();
    const file = readdirSync(join(dir, 'clickhouse'), { recursive: true, encoding: 'utf8' }).find((path) => /store.*all_1_1_0.data\.bin$/.test(path)) ?? '';
    truncateSync(join(dir, 'clickhouse', file), 5);
    const again = await start();
    const after = createClient({ url: again.url });
    await expect(refuseDamage(after)).rejects.toThrow(/visit\/broken-on-start_all_1_1_0/);
    await after.close();
    await again.stop();
  } finally {
    rmSync(dir, { recursive: true });
  }
});
