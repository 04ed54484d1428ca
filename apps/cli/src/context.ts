import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  RESTORING,
  halfRestored,
  isAlive,
  lockDirectory,
  makeFolder,
  secretOf,
  startEngines,
  type RunningEngines,
} from '@cockpit/engines';
import { render, type Language, type Message } from '@cockpit/contracts';
import {
  PlatformModule,
  installationDir,
  loadSettings,
  migrateClickhouse,
  migratePostgres,
  plainFault,
  storesAnswer,
  withSecretFiles,
  type Settings,
} from '@cockpit/platform';
import { z } from 'zod';
import { CommandFailure, Misuse } from './exit';

/** The installation that a command works on; `url` only while its HTTP server runs. */
export interface Instance {
  settings: Settings;
  url: string | undefined;
}

const Process = z.object({ pid: z.number(), url: z.string() });
const Engines = z.object({
  redisUrl: z.string(),
  postgresUrl: z.string(),
  clickhouseUrl: z.string(),
  clickhouseDatabase: z.string(),
});
const Run = z.union([Process.extend(Engines.shape), Process.extend({ servers: z.literal(true) })]);

const DATABASE = 'cockpit';
const NOT_YET = {
  REDIS_URL: 'redis://127.0.0.1',
  POSTGRES_URL: 'postgres://127.0.0.1',
  CLICKHOUSE_URL: 'http://127.0.0.1',
  CLICKHOUSE_DATABASE: DATABASE,
  COCKPIT_SECRET: 'x'.repeat(64),
};
const SERVERS = ['REDIS_URL', 'POSTGRES_URL', 'CLICKHOUSE_URL'] as const;

async function upToDate(settings: Settings): Promise<void> {
  await migratePostgres(settings);
  await migrateClickhouse(settings);
}

/** Commands may start slowly on a busy machine; nobody waits for them. */
const PATIENCE_MS = 30_000;
/** for servers that are restarting */
const SERVERS_WITHIN_MS = 10_000;
/** a start reads its halls, and a backup takes long */
const HELD_WITHIN_MS = 5 * 60_000;

/** Environment of every command: output and stores. */
export class CliContext {
  readonly dataDir: string;

  constructor(
    private readonly env: NodeJS.ProcessEnv = process.env,
    private readonly wantsJson: () => boolean = () => false,
    private readonly languageOption: () => Language = () => 'en',
  ) {
    const dataDir = env['DATA_DIR'] ?? '';
    this.dataDir = dataDir === '' ? join(installationDir(), '.data') : resolve(dataDir);
  }

  /** true when stdout carries exactly one JSON document */
  get json(): boolean {
    return this.wantsJson();
  }

  get language(): Language {
    return this.languageOption();
  }

  /** Prints progress and remarks to stderr, because stdout holds the answer. */
  say(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  /** Prints a translated remark. */
  tell(text: Message): void {
    this.say(this.textOf(text));
  }

  textOf(text: Message): string {
    return render(text, this.language) ?? text.code;
  }

  /** Prints the command's answer: the value with --json, else its text. */
  print(value: unknown, text?: string): void {
    process.stdout.write(
      `${this.json || text === undefined ? JSON.stringify(value, null, this.json ? 0 : 2) : text}\n`,
    );
  }

  /**
   * Uses the running instance of DATA_DIR, else the servers of the environment, else starts DATA_DIR's engines for the
   * work.
   */
  async withInstance<T>(work: (instance: Instance) => Promise<T>): Promise<T> {
    this.refuseHalfRestored();
    const found = this.running() ?? this.onServers();
    if (found) return this.namingStores(found, work);
    const release = await this.lockOrInstance();
    if (typeof release !== 'function') return this.namingStores(release, work);
    try {
      this.say(`no instance is running on ${this.dataDir}: starting its engines for this command`);
      return await this.onEngines(this.dataDir, work);
    } finally {
      release();
    }
  }

  /** Starts engines in a temporary directory; for benchmarks, which must not touch real data. */
  async withFreshEngines<T>(work: (instance: Instance) => Promise<T>, env: NodeJS.ProcessEnv = {}): Promise<T> {
    const dataDir = mkdtempSync(join(tmpdir(), 'hall-cockpit-bench-'));
    try {
      return await this.onEngines(dataDir, work, env);
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  }

  /**
   * Starts engines in an empty DATA_DIR without migrating. If interrupted, the directory becomes unusable.
   * @throws {Misuse} when it is not empty
   */
  async withEmptyInstance<T>(prepare: (dataDir: string) => void, work: (instance: Instance) => Promise<T>): Promise<T> {
    this.refuseHalfRestored();
    if (existsSync(this.dataDir) && readdirSync(this.dataDir).length > 0)
      throw new Misuse(`${this.dataDir} is not empty: name an empty directory with DATA_DIR`);
    makeFolder(this.dataDir);
    writeFileSync(join(this.dataDir, RESTORING), '', { flag: 'wx', flush: true });
    prepare(this.dataDir);
    const result = await this.onEngines(this.dataDir, work, {}, () => Promise.resolve());
    rmSync(join(this.dataDir, RESTORING));
    return result;
  }

  /** @throws {Misuse} when the command would use external servers but needs local engines */
  refuseServers(what: string): void {
    if (!this.running() && this.onServers())
      throw new Misuse(
        `${what} works on one machine's engines, and ${SERVERS.join(', ')} name servers of your own: use the servers' means (docs/operations.md)`,
      );
  }

  /** Starts a module's services without HTTP routes and closes them after the work. */
  async withServices<T>(
    settings: Settings,
    module: Type,
    work: (app: INestApplicationContext) => Promise<T>,
  ): Promise<T> {
    // reports a wrong password at once: the module would retry Postgres for half a minute, and without Redis no process
    // hears of changes
    await this.storesAnswer(settings, SERVERS_WITHIN_MS, ['postgres', 'redis']);
    const root: DynamicModule = PlatformModule.under(
      module,
      { ...settings, logLevel: 'warn', postgresPatienceMs: PATIENCE_MS },
      { role: 'cli' },
    );
    const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  }

  private refuseHalfRestored(): void {
    const half = halfRestored(this.dataDir);
    if (half !== undefined) throw new Misuse(half);
  }

  private running(): Instance | undefined {
    const file = join(this.dataDir, 'run.json');
    if (!existsSync(file)) return undefined;
    const run = Run.safeParse(jsonOf(readFileSync(file, 'utf8')));
    if (!run.success) throw new Misuse(`${file} is not what a start wrote: ${z.prettifyError(run.error)}`);
    if (!isAlive(run.data.pid)) return undefined;
    if (!('servers' in run.data)) return { url: run.data.url, settings: this.settingsOf(this.dataDir, run.data) };
    if (!this.onServers())
      throw new Misuse(
        `the cockpit of ${this.dataDir} works on servers of your own: set ${SERVERS.join(', ')} and COCKPIT_SECRET as it has them`,
      );
    return undefined;
  }

  /** External servers as in docker-compose.yml, with HTTP at COCKPIT_URL. */
  private onServers(): Instance | undefined {
    const { env } = withSecretFiles(this.env);
    if (SERVERS.some((name) => (env[name] ?? '') === '')) return undefined;
    const url = this.env['COCKPIT_URL'] ?? '';
    return { url: url === '' ? undefined : url.replace(/\/+$/, ''), settings: loadSettings(this.env) };
  }

  /**
   * Locks the directory against other engines, or returns the instance starting there.
   * @throws {CommandFailure} when another process holds it for long
   */
  private async lockOrInstance(): Promise<Instance | (() => void)> {
    const end = performance.now() + HELD_WITHIN_MS;
    for (let notified = false; ; notified = true) {
      const lock = lockDirectory(this.dataDir);
      if (typeof lock === 'function') return lock;
      const started = this.running() ?? this.onServers();
      if (started) return started;
      const reason = lock.program === 'supervisor' ? 'the cockpit is starting' : 'another command works';
      if (performance.now() > end)
        throw new CommandFailure(
          `${reason} on ${this.dataDir} (pid ${String(lock.pid)}): try again when it is done, or name another DATA_DIR`,
        );
      if (!notified) this.say(`${reason} on ${this.dataDir}: waiting for it`);
      await sleep(250);
    }
  }

  /** Names the store and the cause when work fails at a store. */
  private async namingStores<T>(instance: Instance, work: (instance: Instance) => Promise<T>): Promise<T> {
    try {
      return await work(instance);
    } catch (error) {
      if (plainFault(error) !== undefined) await this.storesAnswer(instance.settings, 0);
      throw error;
    }
  }

  private storesAnswer(
    settings: Settings,
    withinMs: number,
    names?: Parameters<typeof storesAnswer>[3],
  ): Promise<void> {
    const say = (line: string): void => {
      this.say(line);
    };
    return storesAnswer(settings, withinMs, say, names);
  }

  private async onEngines<T>(
    dataDir: string,
    work: (instance: Instance) => Promise<T>,
    env: NodeJS.ProcessEnv = {},
    migrate = upToDate,
  ): Promise<T> {
    // validated before anything starts; only the addresses come later
    loadSettings({ ...this.env, ...NOT_YET, DATA_DIR: dataDir, ...env });
    const engines: RunningEngines = await startEngines({
      dataDir,
      cacheDir: join(installationDir(), '.cache'),
      say: (line) => {
        this.say(line);
      },
    });
    try {
      const settings = this.settingsOf(
        dataDir,
        {
          redisUrl: engines.redis.url,
          postgresUrl: engines.postgres.url,
          clickhouseUrl: engines.clickhouse.url,
          clickhouseDatabase: DATABASE,
        },
        env,
      );
      await migrate(settings);
      return await work({ settings, url: undefined });
    } finally {
      await engines.stop();
    }
  }

  private settingsOf(dataDir: string, urls: z.infer<typeof Engines>, env: NodeJS.ProcessEnv = {}): Settings {
    return loadSettings({
      ...this.env,
      REDIS_URL: urls.redisUrl,
      POSTGRES_URL: urls.postgresUrl,
      CLICKHOUSE_URL: urls.clickhouseUrl,
      CLICKHOUSE_DATABASE: urls.clickhouseDatabase,
      DATA_DIR: dataDir,
      COCKPIT_SECRET: secretOf(dataDir),
      ...env,
    });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
