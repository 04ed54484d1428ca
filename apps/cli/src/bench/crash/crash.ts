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
import { CrashInstance } from './instance';
import { CrashJudgeModule } from './judge.module';
import { judge } from './judge';
import { COMPONENTS, type Component } from './part';
import { Poster, type Ledger } from './poster';
import { CRASH_HALLS } from './stories';
import { differences, emptyDerived, snapshot } from './tables';

export interface CrashOptions {
  kills: number;
  /** between two batches of a source */ pauseMs: number;
  /** leave the data for looking at */ keep: boolean;
  say: (line: string) => void;
}

export interface CrashResult {
  kills: number;
  killsByComponent: Record<Component, number>;
  /** a writer stopped for longer than its lease and let go again, besides the kills */
  stops: number;
  acknowledged: number;
  lost: number;
  doubled: number;
  /** rows of derived tables that differ from a recomputation from nothing, and visits, matters and cards from what the ledger tells */
  rollupDiff: number;
  /** requests that had to be posted again; events posted again although acknowledged */
  refusals: number;
  repeats: number;
  /** processes that ended without being killed */
  ownEnds: number;
  seconds: number;
}

const ACTOR = { kind: 'system', id: 'bench', name: 'bench' } as const;
const SHORTEST_MS = 100;
const LONGEST_MS = 1_300;
/** longer than a writer's lease of 3 s */
const FREEZE_MS = [3_200, 5_500] as const;
const PROGRESS_MS = 20_000;
const QUIET_MS = 180_000;
const SAY_EVERY_MS = 5_000;

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);
const between = (from: number, to: number): number => from + Math.random() * (to - from);

/** Kills every process of a cockpit again and again under load and counts, by the posters' own ledger, what was lost or doubled. */
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
    const { kills, stops } = await killAll(instance, posters, options);
    await instance.allUp();
    options.say(`killed and up again after ${seconds(began)} s`);
    const ledgers = posters.map(({ ledger }) => ledger);
    const verdict = await context.withServices(settings, CrashJudgeModule, (app) =>
      decide(app, settings, ledgers, options.say),
    );
    const sum = (of: (ledger: Ledger) => number): number => ledgers.reduce((total, ledger) => total + of(ledger), 0);
    return {
      kills: options.kills,
      killsByComponent: kills,
      stops,
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

/** Each component at least an eighth of the kills, in any order, the rest as chance has it. */
function schedule(kills: number): Component[] {
  const list = COMPONENTS.flatMap((component) => Array.from({ length: Math.ceil(kills / 8) }, () => component)).slice(
    0,
    Math.max(kills, 0),
  );
  while (list.length < kills) list.push(COMPONENTS[Math.floor(Math.random() * COMPONENTS.length)] ?? 'writer');
  for (let i = list.length - 1; i > 0; i--) {
    const other = Math.floor(Math.random() * (i + 1));
    [list[i], list[other]] = [list[other] ?? 'writer', list[i] ?? 'writer'];
  }
  return list;
}

async function killAll(
  instance: CrashInstance,
  posters: readonly Poster[],
  { kills, say }: CrashOptions,
): Promise<{ kills: Record<Component, number>; stops: number }> {
  const done = Object.fromEntries(COMPONENTS.map((component) => [component, 0])) as Record<Component, number>;
  const stop = new AbortController();
  const posting = Promise.all(posters.map((poster) => poster.run(stop.signal)));
  const freezing: Promise<void>[] = [];
  const acknowledged = (): number => posters.reduce((sum, { ledger }) => sum + ledger.events.length, 0);
  const killing = (async () => {
    for (const [i, component] of schedule(kills).entries()) {
      const before = acknowledged();
      const end = performance.now() + PROGRESS_MS;
      // load must flow again before the next blow, but not everything need be back
      while (acknowledged() === before && performance.now() < end) await sleep(20);
      await sleep(between(SHORTEST_MS, LONGEST_MS));
      const writers = instance.partsOf('writer');
      if (i % 8 === 4) freezing.push(...writers.slice(0, 1).map((writer) => writer.freeze(between(...FREEZE_MS))));
      const parts = instance.partsOf(component);
      await parts[Math.floor(Math.random() * parts.length)]?.kill();
      done[component]++;
      if ((i + 1) % 10 === 0) say(`${String(i + 1)} kills, ${String(acknowledged())} events acknowledged`);
    }
    await Promise.all(freezing);
    await sleep(LONGEST_MS);
  })();
  try {
    await Promise.race([
      killing,
      posting.then(() => {
        throw new Error('the posters ended early');
      }),
    ]);
  } finally {
    stop.abort();
  }
  await posting;
  return { kills: done, stops: freezing.length };
}

async function decide(
  app: INestApplicationContext,
  settings: Settings,
  ledgers: readonly Ledger[],
  say: (line: string) => void,
): Promise<{ lost: number; doubled: number; rollupDiff: number }> {
  const began = performance.now();
  await quiet(app, say);
  say(`quiet after ${seconds(began)} s`);
  const { lost, doubled, wrong } = await judge(app, settings, ledgers, say);
  const kept = await snapshot(settings);
  await emptyDerived(settings);
  await rebuild(app, {}, (told) => {
    say(render(told, 'en') ?? told.code);
  });
  return { lost, doubled, rollupDiff: wrong + differences(kept, await snapshot(settings), say) };
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
