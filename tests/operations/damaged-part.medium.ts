import { mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createClient } from '@clickhouse/client';
import { startClickhouse } from '../../libs/engines/src/clickhouse';
import { freePort } from '@cockpit/engines';
import { clickhouseMain } from '../support/engine-dir';
import { checkParts, refuseDamage } from '@cockpit/platform';

it('names the table and the part that a disk fault has damaged', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-damage-'));
  const start = async () =>
    startClickhouse(
      {
        dir: join(dir, 'clickhouse'),
        logDir: join(dir, 'logs'),
        cacheDir: resolve('.cache'),
        port: await freePort(),
        password: 'of-this-test',
        say: () => undefined,
      },
      clickhouseMain,
    );
  try {
    const engine = await start();
    const client = createClient({ url: engine.url });
    await client.command({ query: 'CREATE TABLE visit (x Int64) ENGINE = MergeTree ORDER BY x' });
    for (let i = 0; i < 2; i++) await client.insert({ table: 'visit', values: [{ x: i }], format: 'JSONEachRow' });
    await refuseDamage(client);
    await client.close();
    await engine.stop();
    const file =
      readdirSync(join(dir, 'clickhouse'), { recursive: true, encoding: 'utf8' }).find((path) =>
        /store.*all_1_1_0.data\.bin$/.test(path),
      ) ?? '';
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

it('finds a block that a disk fault has damaged while ClickHouse runs, before anybody asks for its rows', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-damage-'));
  const engine = await startClickhouse(
    {
      dir: join(dir, 'clickhouse'),
      logDir: join(dir, 'logs'),
      cacheDir: resolve('.cache'),
      port: await freePort(),
      password: 'of-this-test',
      say: () => undefined,
    },
    clickhouseMain,
  );
  const client = createClient({ url: engine.url });
  try {
    for (const table of ['visit', 'event']) {
      await client.command({ query: `CREATE TABLE ${table} (x Int64) ENGINE = MergeTree ORDER BY x` });
      for (let i = 0; i < 2; i++) await client.insert({ table, values: [{ x: i }], format: 'JSONEachRow' });
    }
    expect(await checkParts(client)).toBe(4);
    const [{ path } = { path: '' }] = await (
      await client.query({
        query: "SELECT path FROM system.parts WHERE table = 'visit' AND active ORDER BY name LIMIT 1",
        format: 'JSONEachRow',
      })
    ).json<{ path: string }>();
    const file = readdirSync(path).find((name) => name.endsWith('data.bin')) ?? '';
    const bytes = readFileSync(join(path, file));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 0xff;
    writeFileSync(join(path, file), bytes);
    // what looks at the directory alone sees nothing
    await refuseDamage(client);
    await expect(checkParts(client)).rejects.toThrow(/damaged: visit\/all_1_1_0.*operations\.md/);
  } finally {
    await client.close();
    await engine.stop();
    rmSync(dir, { recursive: true });
  }
});
