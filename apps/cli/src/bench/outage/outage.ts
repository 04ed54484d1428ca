import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { secretOf } from '@cockpit/engines';
import { EventLog } from '@cockpit/log';
import { loadSettings, migrateClickhouse, migratePostgres, type Settings } from '@cockpit/platform';
import type { CliContext } from '../../context';
import { prepare, quiet } from '../crash/crash';
import { CrashInstance } from '../crash/instance';
import { CrashJudgeModule } from '../crash/judge.module';
import { judge } from '../crash/judge';
import { Poster } from '../crash/poster';
import { CRASH_HALLS, batchOf } from '../crash/stories';

export interface OutageOptions {
  minutes: number;
  /** events a second, all sources together, as far as the machine goes */ rate: number;
  say: (line: string) => void;
}

export interface OutageResult {
  minutes: number;
  acknowledged: number;
  /** events a second that were really acknowledged while ClickHouse was away */
  ratePerSec: number;
  /** events waiting in the log when ClickHouse was let back */
  backlogAtEnd: number;
  drainPerSec: number;
  /** from the moment ClickHouse answers again until the log is empty */
  drainSec: number;
  lost: number;
  doubled: number;
  /** visits, matters and cards that are not what the ledger tells */
  wrong: number;
  refusals: number;
  seconds: number;
}

const WARM_MS = 5_000;
const LOOK_EVERY_MS = 50;
const SAY_EVERY_MS = 15_000;

/** ClickHouse is away for minutes while sources go on posting; then what waited in the log is stored, and judged by the posters' ledgers. */
export async function benchOutage(context: CliContext, options: OutageOptions): Promise<OutageResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hall-cockpit-outage-'));
  const instance = new CrashInstance(dataDir, options.say);
  try {
    const urls = await instance.startEngines();
    const settings = loadSettings({
      ...process.env,
      REDIS_URL: urls.redis,
      POSTGRES_URL: urls.postgres,
      CLICKHOUSE_URL: urls.clickhouse,
      CLICKHOUSE_DATABASE: 'cockpit',
      DATA_DIR: dataDir,
      COCKPIT_SECRET: secretOf(dataDir),
    });
    await Promise.all([migratePostgres(settings), migrateClickhouse(settings)]);
    return await context.withServices(settings, CrashJudgeModule, (app) => run(app, instance, settings, options));
  } finally {
    await instance.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function run(
  app: INestApplicationContext,
  instance: CrashInstance,
  settings: Settings,
  { minutes, rate, say }: OutageOptions,
): Promise<OutageResult> {
  const began = performance.now();
  const keys = await prepare(app);
  await instance.startRoles(settings);
  const start = Math.floor(Date.now() / 86_400_000 - 2) * 86_400_000;
  const pauseMs = (CRASH_HALLS.length * batchOf('src', 'C01', 0, start).length * 1000) / rate;
  const posters = [...keys].map(([hall, key]) => new Poster(instance.door, `src-${hall}`, key, hall, start, pauseMs));
  const acknowledged = (): number => posters.reduce((sum, { ledger }) => sum + ledger.events.length, 0);
  const stop = new AbortController();
  const posting = Promise.all(posters.map((poster) => poster.run(stop.signal)));
  const log = app.get(EventLog);
  const [clickhouse] = instance.partsOf('clickhouse');
  if (clickhouse === undefined) throw new Error('there is no ClickHouse to take away');
  let before = 0;
  try {
    await Promise.race([sleep(WARM_MS), failed(posting)]);
    before = acknowledged();
    say(`ClickHouse is away for ${String(minutes)} minutes`);
    const telling = setInterval(() => {
      say(`${String(acknowledged())} events acknowledged`);
    }, SAY_EVERY_MS);
    await Promise.race([clickhouse.away(minutes * 60_000), failed(posting)]).finally(() => {
      clearInterval(telling);
    });
  } finally {
    stop.abort();
  }
  await posting;
  const ratePerSec = Math.round((acknowledged() - before) / (minutes * 60));
  const backlogAtEnd = await log.backlog();
  await clickhouse.up();
  const draining = performance.now();
  say(`ClickHouse is back, ${String(backlogAtEnd)} events wait`);
  for (let saidAt = draining, left = backlogAtEnd; left > 0; left = await log.backlog()) {
    await sleep(LOOK_EVERY_MS);
    if (performance.now() - saidAt < SAY_EVERY_MS) continue;
    saidAt = performance.now();
    say(`${String(left)} events wait`);
  }
  const drainSec = Number(((performance.now() - draining) / 1000).toFixed(2));
  await quiet(app, say);
  const ledgers = posters.map(({ ledger }) => ledger);
  const verdict = await judge(app, settings, ledgers, say);
  return {
    minutes,
    acknowledged: acknowledged(),
    ratePerSec,
    backlogAtEnd,
    drainPerSec: drainSec > 0 ? Math.round(backlogAtEnd / drainSec) : 0,
    drainSec,
    ...verdict,
    refusals: ledgers.reduce((sum, { refusals }) => sum + refusals, 0),
    seconds: Math.round((performance.now() - began) / 1000),
  };
}

/** Posters that end before they are asked to have met with something they cannot stand. */
const failed = (posting: Promise<unknown>): Promise<never> =>
  posting.then(() => {
    throw new Error('the posters ended early');
  });
