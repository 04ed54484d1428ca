import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Sources } from '@cockpit/access';
import { OrganisationDoc, render } from '@cockpit/contracts';
import { secretOf } from '@cockpit/engines';
import { EventLog } from '@cockpit/log';
import { MatterRebuild } from '@cockpit/matters';
import { OrganisationService } from '@cockpit/organisation';
import { loadSettings, migrateClickhouse, migratePostgres, type Settings } from '@cockpit/platform';
import { Rebuild } from '@cockpit/warehouse';
import type { CliContext } from '../../context';
import { rebuild } from '../../operations/rebuild';
import { schedule, strikeAll, type Counts, type Struck } from './blows';
import { CrashInstance } from './instance';
import { CrashJudgeModule } from './judge.module';
import { judge } from './judge';

import { liveDiffering } from './live';
import { Poster, type Ledger } from './poster';
import { CRASH_HALLS } from './stories';
import { differences, emptyDerived, snapshot } from './tables';

export interface CrashOptions extends Counts {
  /** between two batches of a source */ pauseMs: number;
  /** leave the data for looking at */ keep: boolean;
  say: (line: string) => void;
}

export interface CrashResult extends Counts {
  blows: Struck[];
  acknowledged: number;
  lost: number;
  doubled: number;
  /** rows of derived tables that differ from a recomputation from nothing, and visits, matters and cards from what the ledger tells */
  rollupDiff: number;
  /** of the halls as they are live, from what is stored */
  liveDiffering: number;
  /** requests that had to be posted again; events posted again although acknowledged */
  refusals: number;
  repeats: number;
  /** processes that ended without being killed */
  ownEnds: number;
  seconds: number;
}

const ACTOR = { kind: 'system', id: 'bench', name: 'bench' } as const;
/** a hall day that changes is computed at most once a minute, and a busy machine takes its time for it */
const QUIET_MS = 600_000;
const SAY_EVERY_MS = 5_000;

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);

/** Kills and stops every process of a cockpit again and again under load and counts, by the posters' own ledger, what was lost or doubled. */
export async function benchCrash(context: CliContext, options: CrashOptions): Promise<CrashResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hall-cockpit-crash-'));
  const instance = new CrashInstance(dataDir, options.say);
  const began = performance.now();
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
    const keys = await context.withServices(settings, CrashJudgeModule, prepare);
    await instance.startRoles(settings);
    options.say(`up after ${seconds(began)} s`);
    const start = Math.floor(Date.now() / 86_400_000 - 2) * 86_400_000;
    const posters = [...keys].map(
      ([hall, key]) => new Poster(instance.door, `src-${hall}`, key, hall, start, options.pauseMs),
    );
    const blows = await underLoad(instance, posters, options);
    await instance.allUp();
    options.say(`all blows dealt and up again after ${seconds(began)} s`);
    const ledgers = posters.map(({ ledger }) => ledger);
    const verdict = await context.withServices(settings, CrashJudgeModule, (app) =>
      decide(app, settings, ledgers, options.say),
    );
    const sum = (of: (ledger: Ledger) => number): number => ledgers.reduce((total, ledger) => total + of(ledger), 0);
    return {
      kills: options.kills,
      stalls: options.stalls,
      freezes: options.freezes,
      blows,
      acknowledged: sum(({ events }) => events.length),
      ...verdict,
      refusals: sum(({ refusals }) => refusals),
      repeats: sum(({ repeats }) => repeats),
      ownEnds: instance.parts.reduce((total, { ownEnds }) => total + ownEnds, 0),
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } finally {
    await instance.stop();
    if (options.keep) options.say(`left for looking at: ${dataDir}`);
    else rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Halls, and a source for each. @returns its key by hall */
export async function prepare(app: INestApplicationContext): Promise<Map<string, string>> {
  const windows = Array.from({ length: 5 }, (_, i) => ({
    id: `w${String(i)}`,
    number: String(i + 1),
    queues: ['household'],
  }));
  const terminals = Array.from({ length: 3 }, (_, i) => ({ id: `m${String(i)}`, name: `m${String(i)}` }));
  await app.get(OrganisationService).replace(
    OrganisationDoc.parse({
      format: 'organisation/1',
      bureau: { code: 'bench', name: 'bench' },
      branches: [{ code: 'household', name: 'household' }],
      halls: CRASH_HALLS.map((code) => ({
        code,
        name: code,
        tier: 'hall',
        // its day is the one the sources tell of, so that all of it is live
        clock: 'feed',
        queues: [{ code: 'household', name: 'household', branch: 'household' }],
        windows,
        terminals,
      })),
    }),
    ACTOR,
    '2020-01-01',
  );
  const keys = new Map<string, string>();
  for (const hall of CRASH_HALLS)
    keys.set(
      hall,
      (await app.get(Sources).create({ name: `src-${hall}`, halls: [hall], sandbox: false }, ACTOR)).key.secret,
    );
  return keys;
}

/** Sources post for as long as blows fall. */
async function underLoad(
  instance: CrashInstance,
  posters: readonly Poster[],
  options: CrashOptions,
): Promise<Struck[]> {
  const stop = new AbortController();
  const posting = Promise.all(posters.map((poster) => poster.run(stop.signal)));
  const acknowledged = (): number => posters.reduce((sum, { ledger }) => sum + ledger.events.length, 0);
  try {
    return await Promise.race([
      strikeAll(instance, schedule(options), acknowledged, options.say),
      posting.then(() => {
        throw new Error('the posters ended early');
      }),
    ]);
  } finally {
    stop.abort();
    await posting;
  }
}

async function decide(
  app: INestApplicationContext,
  settings: Settings,
  ledgers: readonly Ledger[],
  say: (line: string) => void,
): Promise<Pick<CrashResult, 'lost' | 'doubled' | 'rollupDiff' | 'liveDiffering'>> {
  const began = performance.now();
  await quiet(app, say);
  say(`quiet after ${seconds(began)} s`);
  const { lost, doubled, wrong } = await judge(app, settings, ledgers, say);
  const live = await liveDiffering(app, ledgers, say);
  say(`live differing: ${String(live)}`);
  const kept = await snapshot(settings);
  await emptyDerived(settings);
  await rebuild(app, {}, (told) => {
    say(render(told, 'en') ?? told.code);
  });
  return {
    lost,
    doubled,
    rollupDiff: wrong + differences(kept, await snapshot(settings), say),
    liveDiffering: live,
  };
}

/** Until nothing is under way any more between log and tables. */
export async function quiet(app: INestApplicationContext, say: (line: string) => void): Promise<void> {
  const end = performance.now() + QUIET_MS;
  let saidAt = performance.now();
  for (let looks = 0; looks < 6;) {
    await sleep(250);
    const left = {
      backlog: await app.get(EventLog).backlog(),
      warehouse: await app.get(Rebuild).left(),
      matters: await app.get(MatterRebuild).left(),
    };
    looks = Object.values(left).every((count) => count === 0) ? looks + 1 : 0;
    if (performance.now() - saidAt > SAY_EVERY_MS) {
      saidAt = performance.now();
      say(`under way: ${JSON.stringify(left)}`);
    }
    if (performance.now() < end) continue;
    say(`not quiet after ${String(QUIET_MS / 1000)} s: ${JSON.stringify(left)}`);
    return;
  }
}
