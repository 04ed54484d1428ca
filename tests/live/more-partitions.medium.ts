import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createClient } from '@clickhouse/client';
import { EventLog, partitionOf } from '@cockpit/log';
import { LOG_PARTITIONS_KEY } from '@cockpit/platform';
import { Redis } from 'ioredis';
import { cockpit, compiled } from '../operations/support';
import { bootApp, type RunningApp } from '../support/engines';
import { WholeModule } from './modules';
import { clockTo, issued, openHall, opened, until, type Hall } from './support';

const HALLS = ['H08', 'H09', 'H10', 'H11'];

let house: Hall;
let running: RunningApp;
let redis: Redis;
let clickhouse: ReturnType<typeof createClient>;
beforeAll(async () => {
  house = await openHall(WholeModule, { logPartitions: 4, logLevel: 'silent' });
  running = house.front;
  redis = new Redis(house.stores.redisUrl);
  clickhouse = createClient({ url: house.stores.clickhouseUrl, database: house.stores.clickhouseDatabase });
});
afterAll(async () => {
  redis.disconnect();
  await clickhouse.close();
  await running.close();
  await house.stores.dispose();
});

const environment = () => {
  const { redisUrl, postgresUrl, clickhouseUrl, clickhouseDatabase, settings } = house.stores;
  return {
    REDIS_URL: redisUrl,
    POSTGRES_URL: postgresUrl,
    CLICKHOUSE_URL: clickhouseUrl,
    CLICKHOUSE_DATABASE: clickhouseDatabase,
    COCKPIT_SECRET: settings.secret,
  };
};
const post = (events: readonly object[]): Promise<Response> =>
  fetch(`${running.url}/v1/events`, {
    method: 'POST',
    body: JSON.stringify(events),
    headers: { authorization: `Bearer ${house.key}`, 'content-type': 'application/cloudevents-batch+json' },
  });
const taken = (events: readonly object[]): Promise<Response> =>
  until(
    () => post(events),
    ({ status }) => status === 202,
  );
const shown = (): Promise<unknown[]> =>
  Promise.all(
    HALLS.map(async (code) => {
      const answer = await fetch(`${running.url}/v1/halls/${code}/live`, {
        headers: { authorization: `Bearer ${house.token}` },
      });
      const { now, queues, windows } = (await answer.json()) as Record<string, Record<string, unknown>[]>;
      return {
        code,
        now,
        queues: queues?.map(({ queue, waiting }) => ({ queue, waiting })),
        windows: windows?.map(({ window, state }) => ({ window, state })),
      };
    }),
  );
const stored = async (): Promise<unknown> => {
  const answer = await clickhouse.query({
    query: 'SELECT count() AS rows, uniqExact(identity) AS events FROM event',
    format: 'JSONEachRow',
  });
  return (await answer.json())[0];
};
const isStored = () =>
  until(
    () => running.app.get(EventLog).backlog(),
    (left) => left === 0,
  );

it('gives a log with entries in it more partitions: killed on the way it has done nothing, and nothing is lost or twice', async () => {
  expect(HALLS.map((code) => partitionOf(code, 4)).sort()).toEqual([0, 1, 2, 3]);
  const before = HALLS.flatMap((code) => [...opened(0, code), issued('t1', 1, 'household', code), clockTo(2, code)]);
  await taken(before);
  await isStored();
  // from here on nothing can be stored
  await clickhouse.command({ query: 'RENAME TABLE event TO event_away' });
  const waiting = HALLS.flatMap((code) => [issued('t2', 3, 'traffic', code), clockTo(4, code)]);
  await taken(waiting);

  const move = spawn(process.execPath, [compiled('cli'), 'partitions', '16'], {
    env: { ...process.env, ...environment() },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  move.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until(
    () => Promise.resolve(said),
    (text) => text.includes('writer'),
  );
  const late = HALLS.flatMap((code) => [issued('t3', 5, 'traffic', code), clockTo(6, code)]);
  const refused = await post(late);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
  move.kill('SIGKILL');
  await once(move, 'exit');
  // a dead one holds nobody up for longer than its lease
  await taken(late);
  expect(await redis.get(LOG_PARTITIONS_KEY)).toBe('4');

  await clickhouse.command({ query: 'RENAME TABLE event_away TO event' });
  const moved = await cockpit(house.stores.settings.dataDir, ['partitions', '16', '--json'], '', environment());
  expect([moved.code, JSON.parse(moved.stdout || 'null')]).toEqual([0, { from: 4, to: 16 }]);
  const held = await shown();
  // who runs on with the number there was takes nothing in and serves nothing
  expect((await post([clockTo(6)])).status).toBe(503);
  expect(await redis.keys('lease:writer:?')).toEqual([]);
  await running.close();

  running = await bootApp(house.stores, WholeModule, { logPartitions: 4, logLevel: 'silent' });
  await until(shown, (now) => JSON.stringify(now) === JSON.stringify(held));
  // as if all of it were older than what the door remembers: only the table knows
  const remembered = await redis.keys('log:claims:*');
  if (remembered.length > 0) await redis.del(...remembered);
  const again = [...before, ...waiting, ...late];
  await taken(again);
  await isStored();
  expect(await stored()).toEqual({ rows: again.length, events: again.length });
  expect(await shown()).toEqual(held);
  // each hall goes on in its own of the sixteen
  await taken(HALLS.flatMap((code) => [issued('t4', 7, 'traffic', code), clockTo(8, code)]));
  await isStored();
  for (const code of HALLS)
    expect(await redis.hget(`log:${String(partitionOf(code, 16))}:positions`, 'writer')).not.toBeNull();
  await until(shown, (now) => JSON.stringify(now) !== JSON.stringify(held));
}, 180_000);
