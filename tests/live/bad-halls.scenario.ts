import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { FrontModule } from './modules';
import { at, clockTo, isoAt, issued, openHall, opened, until, type Hall } from './support';
import { startWorker, type Worker } from './worker';

let house: Hall;
let redis: Redis;
let clickhouse: ClickHouseClient;
let worker: Worker;
// all halls in one partition: each of them could stop the others
const start = () => startWorker({ ...house.stores.settings, logPartitions: 1 });

beforeAll(async () => {
  house = await openHall(FrontModule, { logPartitions: 1 });
  redis = new Redis(house.stores.redisUrl);
  clickhouse = createClient({ url: house.stores.clickhouseUrl, database: house.stores.clickhouseDatabase });
  worker = await start();
});
afterAll(async () => {
  await worker.stop();
  redis.disconnect();
  await clickhouse.close();
  await house.close();
});

const WITHIN_MS = 60_000;
const HALLS = ['H08', 'H09', 'H10', 'H11'];
const shown = (code: string, minute: number) =>
  until(
    () => house.live(code),
    (live) => live.now === isoAt(minute),
    WITHIN_MS,
  );
const letters = (): Promise<{ item: string; reason: string }[]> =>
  house.front.app.get(DataSource).query("SELECT item, reason FROM dead_letter WHERE worker = 'live-0' ORDER BY item");

it('a hall that cannot be opened is put away, halls with damaged checkpoints are read anew, and all others go on', async () => {
  for (const code of HALLS)
    await house.post([
      ...opened(0, code),
      ...Array.from({ length: 6 }, (_, i) => issued(`${code}-t${String(i)}`, 1 + i * 0.1, 'household', code)),
      clockTo(5, code),
    ]);
  for (const code of HALLS) await shown(code, 5);
  await until(
    async () => (await house.get('/v1/sources/tickets')).json() as Promise<{ backlog: number }>,
    ({ backlog }) => backlog === 0,
    WITHIN_MS,
  );
  await worker.kill();

  await redis.set('live:H08:state', 'what a disk fault left');
  const shape = JSON.stringify({
    state: { format: 'hall-state/2', day: '2026-03-04' },
    entryId: '0-0',
    lastMinute: at(5),
  });
  await redis.set('live:H09:state', await promisify(deflateRaw)(shape));
  await redis.del('live:H10:state');
  const bad = {
    hall: 'H10',
    entity: 'x',
    type: 'hall.ticket.issued',
    time: '2026-03-04 00:31:00.000',
    identity: '00000000-0000-0000-0000-00000000dead',
    source: 'tickets',
    ce_source: '/t',
    id: 'bad',
    data: '{"hallId":"H10",',
    received_at: '2026-03-04 00:31:00.000',
  };
  await clickhouse.insert({ table: 'event', values: [bad], format: 'JSONEachRow' });

  worker = await start();
  for (const code of HALLS) await house.post([issued(`${code}-late`, 6, 'traffic', code), clockTo(7, code)]);
  for (const code of HALLS.filter((one) => one !== 'H10'))
    expect((await shown(code, 7)).kpis).toMatchObject({ issued: 7, waiting: 7 });
  expect(await until(letters, (all) => all.length > 0, WITHIN_MS)).toEqual([
    { item: 'H10 open', reason: 'SyntaxError' },
  ]);
  expect((await house.live('H10')).now).toBe(isoAt(5));

  await clickhouse.command({
    query: "ALTER TABLE event DELETE WHERE id = 'bad'",
    clickhouse_settings: { mutations_sync: '2' },
  });
  await house.front.app.get(DataSource).query("UPDATE dead_letter SET next_at = now() WHERE worker = 'live-0'");
  expect((await shown('H10', 7)).kpis).toMatchObject({ issued: 7, waiting: 7 });
  await until(letters, (all) => all.length === 0, WITHIN_MS);
});
