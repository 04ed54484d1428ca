import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { PipelineModule, cloudEvent, openPipeline, until, type Pipeline } from './support';

const KILLS = 6;
const TICKETS = 6000;
const START = Date.parse('2026-03-02T09:00:00+08:00');
const DAY_MS = 86_400_000;

let pipeline: Pipeline;
let clickhouse: ClickHouseClient;
let dir: string;
let child: ChildProcess | undefined;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-import-'));
  pipeline = await openPipeline(PipelineModule);
  clickhouse = createClient({ url: pipeline.stores.clickhouseUrl, database: pipeline.stores.clickhouseDatabase });
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await clickhouse.close();
  await pipeline.close();
  rmSync(dir, { recursive: true });
});

/** Tickets of a few days, in an order of their own; the same of every hall. */
function fileOf(hall: string): string {
  const lines = Array.from({ length: TICKETS }, (_, n) => {
    const data = { hallId: hall, ticketId: `t${String(n)}` };
    const at = { ...data, windowId: `w${String((n % 3) + 1)}` };
    const time = START + (n % 4) * DAY_MS + n * 1000;
    const event = (step: string, type: string, later: number, body: object) =>
      cloudEvent({ id: `${hall}-${step}${String(n)}`, type, time: time + later, data: body } as never);
    return [
      event('i', 'hall.ticket.issued', 0, { ...data, number: 'A1', queue: 'household', channel: 'walk-in' }),
      event('c', 'hall.ticket.called', 300_000, at),
      event('s', 'hall.ticket.started', 310_000, at),
      event('f', 'hall.ticket.finished', 900_000, { ...at, result: 'done' }),
    ];
  }).flat();
  const file = join(dir, `${hall}.ndjson`);
  const mixed = lines.map((line, i) => lines[(i * 7919) % lines.length] ?? line);
  writeFileSync(file, mixed.map((line) => JSON.stringify(line)).join('\n'));
  return file;
}

function start(file: string, ...more: string[]): ChildProcess {
  const { redisUrl, postgresUrl, clickhouseUrl, clickhouseDatabase, secret, dataDir } = pipeline.stores.settings;
  child = spawn(
    process.execPath,
    ['-r', './tests/support/typescript-hook.cjs', './tests/ingestion/import-process.ts', file, ...more],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        REDIS_URL: redisUrl,
        POSTGRES_URL: postgresUrl,
        CLICKHOUSE_URL: clickhouseUrl,
        CLICKHOUSE_DATABASE: clickhouseDatabase,
        COCKPIT_SECRET: secret,
        DATA_DIR: dataDir,
        PORT: '0',
        LOG_LEVEL: 'fatal',
      },
    },
  );
  return child;
}
const said = (process: ChildProcess): Promise<unknown> => new Promise((hear) => process.once('message', hear));
const gone = (process: ChildProcess): Promise<unknown> => new Promise((hear) => process.once('exit', hear));

async function whole(file: string, ...more: string[]): Promise<unknown> {
  const running = start(file, ...more);
  const heard: unknown[] = [];
  running.on('message', (message) => heard.push(message));
  await gone(running);
  return heard[1];
}

async function rows(query: string): Promise<unknown[]> {
  return (await clickhouse.query({ query, format: 'JSONCompactEachRow' })).json();
}
/** What stands of a hall, its own name, versions and times of storing left out. */
async function tables(hall: string): Promise<string> {
  const all = await Promise.all([
    rows(`SELECT count(), uniqExact(identity), uniqExact(substring(id, 5)) FROM event WHERE hall = '${hall}'`),
    rows(`SELECT * EXCEPT (hall, version, is_deleted) FROM visit FINAL WHERE hall = '${hall}' ORDER BY ticket_id`),
    rows(
      `SELECT * EXCEPT (hall, version) FROM load_15min AS l INNER JOIN (SELECT day, max(version) AS version FROM load_15min WHERE hall = '${hall}' GROUP BY day) AS latest USING (day, version) WHERE hall = '${hall}' ORDER BY day, kind, code, slot`,
    ),
  ]);
  return JSON.stringify(all);
}
const isWhole = (text: string): boolean => (text.match(/"done"/g) ?? []).length === TICKETS;

it('stores the same when it is killed at any moment and carries on, as when it is not', async () => {
  const everything = { accepted: TICKETS * 4, rejected: {} };
  expect(await whole(fileOf('H32'))).toEqual(everything);
  const file = fileOf('H12');
  for (let kill = 0; kill < KILLS; kill++) {
    const running = start(file);
    await said(running);
    const ends = gone(running);
    await sleep(Math.random() * 1500);
    running.kill('SIGKILL');
    await ends;
  }
  // rows before the last mark are not sent again, so what this run accepted itself may be less
  expect(await whole(file)).toMatchObject({ rejected: {} });
  // days are computed after visits, so both are looked at until they are through
  const [told = ''] = await until(
    () => Promise.all(['H32', 'H12'].map(tables)),
    ([once, killed]) => once === killed && isWhole(once ?? ''),
    180_000,
  );
  const [counted] = JSON.parse(told) as unknown[][];
  expect(counted).toEqual([[TICKETS * 4, TICKETS * 4, TICKETS * 4]]);
  expect(await (await pipeline.get('/v1/quarantine')).json()).toMatchObject({ items: [] });
}, 600_000);

it('computes the days of a load that ended in the middle and was never carried on', async () => {
  await whole(fileOf('H08'), 'left');
  await until(() => tables('H08'), isWhole, 180_000);
}, 300_000);
