import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  ENGINE_NAMES,
  Engines,
  launch,
  secretOf,
  stopLeftover,
  writeWhole,
  type Engine,
  type EngineName,
} from '@cockpit/engines';
import {
  SettingsError,
  firstToken,
  loadSettings,
  migrateClickhouse,
  migratePostgres,
  storesAnswer,
} from '@cockpit/platform';
import { z } from 'zod';
import { Demonstration } from './demonstration';
import { SupervisedProcess } from './supervised-process';
import { localUrl, type Options } from './options';
import { refusePort } from './port';
import { programOf } from './program-of';
import { keepRotating } from './rotate-logs';
import { removeRunFile, takeLock, unusable, writeRunFile } from './run-file';

const DATABASE = 'cockpit';
/** engines with much data take up to a minute, and so do migrations; the cockpit itself another one */
const COCKPIT_WITHIN_MS = 180_000;
/** a longer step prints what it waits for */
const SLOW_MS = 1500;
/** start order after the engines; each needs those before it */
const ON_ENGINES = ['cockpit', 'simulator', 'past'];
const DAMAGE = 'clickhouse-parts';
/** health checks that only need time: halls and the log are being read */
const LOADING = ['organisation', 'live-streams', 'writer-streams'];
/** a large past is not awaited longer: the process works, and its health reports completion */
const LOADED_WITHIN_MS = 30_000;
const NOT_YET: Record<EngineName, string> = {
  redis: 'redis://127.0.0.1',
  postgres: 'postgres://127.0.0.1',
  clickhouse: 'http://127.0.0.1',
};
/** how long external servers may take to start, as after a power cut */
const SERVERS_WITHIN_MS = 60_000;
const FIRST_WITHIN_MS = 10_000;
const FirstStart = z.object({ open: z.boolean() });
const apps = join(__dirname, '..', '..');
/** fictitious outline, river, lake and roads */
const DEMONSTRATION_MAP = join(apps, 'simulator', 'src', 'network', 'map.json');

/** The whole cockpit of one machine: engines, cockpit process, simulator; each restarts when it dies. */
export class Supervisor {
  private readonly processes: SupervisedProcess[] = [];
  private readonly releases: (() => void)[] = [];
  private demonstration: Demonstration | undefined;
  private stopped = false;
  private hasServed = false;
  private token: string | null = null;

  constructor(
    private readonly options: Options,
    private readonly say: (line: string) => void,
  ) {}

  /** Token for the first administrator; null when there is one. */
  async firstToken(url: string): Promise<string | null> {
    try {
      const answer = await fetch(`${url}/v1/first-start`, { signal: AbortSignal.timeout(FIRST_WITHIN_MS) });
      return FirstStart.parse(await answer.json()).open ? this.token : null;
    } catch {
      // a failed message must not stop the start
      return null;
    }
  }

  /** Starts and migrates everything; resolves with the cockpit's address. */
  async start(): Promise<string> {
    const { dataDir, host, port, servers } = this.options;
    refuseFaults(dataDir, { ...this.environment(), ...(servers ? {} : addressesOf(NOT_YET, 'x'.repeat(64))) });
    this.releases.push(await takeLock(dataDir, this.say));
    // of a killed run: its pid may be another program's now
    removeRunFile(dataDir);
    const logs = join(dataDir, 'logs');
    this.releases.push(
      keepRotating(logs, (error) => {
        this.say(`the logs could not be cut: ${String(error)}`);
      }),
    );
    await this.stopLeftovers();
    await refusePort(host, port);
    const url = localUrl(host, port);
    rmSync(this.storesFile, { force: true });
    const cockpit = this.supervise('cockpit', () => this.startCockpit(url));
    // handled where it is awaited below
    cockpit.catch(() => undefined);
    const urls = servers ? undefined : await this.startEngines();
    // external servers and their secret are in the environment already
    const addresses = urls === undefined ? {} : addressesOf(urls, secretOf(dataDir));
    const env = { ...this.environment(), ...addresses };
    const settings = loadSettings(env);
    this.token = firstToken(settings);
    if (servers) {
      await this.timed('the stores answer', 'Redis, Postgres and ClickHouse to answer', () =>
        storesAnswer(settings, SERVERS_WITHIN_MS, this.say),
      );
      await Promise.all([
        this.migrate('Postgres', () => migratePostgres(settings)),
        this.migrate('ClickHouse', () => migrateClickhouse(settings)),
      ]);
    }
    this.reportStores(addresses);
    // it prepares what it can before the cockpit answers
    if (!this.options.own) this.demonstration = await this.startDemonstration(url, env);
    await this.timed('the cockpit answers', `${url}/health/ready`, () => cockpit);
    writeRunFile(dataDir, {
      pid: process.pid,
      url,
      ...(urls === undefined
        ? { servers: true }
        : {
            redisUrl: urls.redis,
            postgresUrl: urls.postgres,
            clickhouseUrl: urls.clickhouse,
            clickhouseDatabase: DATABASE,
          }),
      startedAt: new Date().toISOString(),
    });
    this.releases.push(() => {
      removeRunFile(dataDir);
    });
    return url;
  }

  /** Resolves when the demonstration's halls are visible; their past follows. */
  async demonstrate(): Promise<void> {
    const { demonstration } = this;
    if (demonstration === undefined) return;
    await this.timed(
      this.options.simulator ? 'the halls are open' : 'the network is set up',
      'halls, officers and the people who may sign in',
      () => demonstration.isReady,
    );
    if (!this.stopped) demonstration.bringPast();
  }

  private async startDemonstration(url: string, env: NodeJS.ProcessEnv): Promise<Demonstration> {
    const { options, say } = this;
    const supervise = (name: string, run: () => Promise<Engine>, ends = false): Promise<Engine> =>
      this.supervise(name, run, ends);
    const start = (name: string, args: string[]): Promise<Engine> =>
      this.startNode(name, [...programOf('simulator'), ...args], env, url, () => Promise.resolve(true));
    const demonstration = new Demonstration(options, url, { supervise, start, say });
    this.releases.push(() => {
      demonstration.stopFollowing();
    });
    await demonstration.begin();
    return demonstration;
  }

  /** Stops feeds first and engines last, so that nothing loses what it needs. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.demonstration?.cancel();
    const rank = ({ name }: SupervisedProcess): number => ON_ENGINES.indexOf(name);
    // unnamed processes are the engines
    for (const supervised of this.processes.toSorted((a, b) => rank(b) - rank(a))) await supervised.stop();
    this.processes.length = 0;
    for (const release of this.releases.splice(0).reverse()) release();
  }

  private async startEngines(): Promise<Record<EngineName, string>> {
    const engines = await Engines.prepare({
      dataDir: this.options.dataDir,
      cacheDir: this.options.cacheDir,
      say: this.say,
    });
    const started = await Promise.all(
      ENGINE_NAMES.map(async (name) => {
        const engine = await this.timed(`${name} is running`, `${name} to take connections`, () =>
          this.supervise(name, () => engines.start(name)),
        );
        // Postgres is up with its tables while another engine still starts
        if (name === 'postgres')
          await this.migrate('Postgres', () => migratePostgres({ postgresUrl: engine.url, postgresPool: 2 }));
        if (name === 'clickhouse')
          await this.migrate('ClickHouse', () =>
            migrateClickhouse({ clickhouseUrl: engine.url, clickhouseDatabase: DATABASE }),
          );
        engines.noteUsed(name);
        return [name, engine.url] as const;
      }),
    );
    return Object.fromEntries(started) as Record<EngineName, string>;
  }

  private async migrate(store: string, run: () => Promise<string[]>): Promise<void> {
    const ran = await this.timed(`the tables of ${store} are up to date`, `the migrations of ${store}`, run);
    if (ran.length > 0) this.say(`  ran ${String(ran.length)} migrations of ${store}`);
  }

  private async supervise(name: string, start: () => Promise<Engine>, ends = false): Promise<Engine> {
    const supervised = new SupervisedProcess(name, start, this.say, ends);
    const engine = await supervised.begin();
    this.processes.push(supervised);
    return engine;
  }

  private environment(): NodeJS.ProcessEnv {
    const { dataDir, host, port, own } = this.options;
    return {
      // the demonstration's messages go to this machine, and its places have their own map
      ...(own ? {} : { PUBLIC_URL: localUrl(host, port), MAP_FILE: DEMONSTRATION_MAP, DEMONSTRATION: 'true' }),
      ...process.env,
      HOST: host,
      PORT: String(port),
      DATA_DIR: dataDir,
      DASHBOARD_DIR: join(apps, '..', 'dashboards'),
      NODE_ENV: 'production',
    };
  }

  /** Loads the process while the engines start; it continues when their addresses are written. */
  private startCockpit(url: string): Promise<Engine> {
    // after it has served once, liveness is enough: ingestion works without ClickHouse
    const probe = this.hasServed ? 'live' : 'ready';
    const began = performance.now();
    const ready = async (): Promise<boolean> => {
      const answer = await fetch(`${url}/health/${probe}`, { signal: AbortSignal.timeout(3000) });
      if (!answer.ok && !(await this.isGoodEnough(answer, performance.now() - began))) return false;
      this.hasServed = true;
      return true;
    };
    const env = { ...this.environment(), STORES_FILE: this.storesFile };
    return this.startNode('cockpit', programOf('cockpit'), env, url, ready);
  }

  private get storesFile(): string {
    return join(this.options.dataDir, 'stores.json');
  }

  /** For external servers, only reports that they answer and are migrated. */
  private reportStores(addresses: Record<string, string>): void {
    writeWhole(this.storesFile, JSON.stringify(addresses));
    this.releases.push(() => {
      rmSync(this.storesFile, { force: true });
    });
  }

  /** Accepts a process that is partly ready, and says so: the rest is still loading or needs attention. */
  private async isGoodEnough(answer: Response, waitedMs: number): Promise<boolean> {
    const { checks } = (await answer.json()) as { checks: Record<string, string> };
    const failing = Object.keys(checks).filter((name) => checks[name] !== 'ok');
    const loading = failing.filter((name) => LOADING.includes(name));
    if (failing.some((name) => name !== DAMAGE && !loading.includes(name))) return false;
    if (loading.length > 0 && waitedMs < LOADED_WITHIN_MS) return false;
    if (failing.includes(DAMAGE)) this.say(`✗ ClickHouse: ${checks[DAMAGE] ?? ''}`);
    for (const name of loading)
      this.say(`  still reading (${name}: ${checks[name] ?? ''}); /health/ready says when it is done`);
    return true;
  }

  private startNode(
    name: string,
    args: string[],
    env: NodeJS.ProcessEnv,
    url: string,
    ready: () => Promise<boolean>,
  ): Promise<Engine> {
    const { dataDir } = this.options;
    return launch({
      ...(name === 'cockpit' ? { host: this.options.host, port: this.options.port, readyMs: COCKPIT_WITHIN_MS } : {}),
      name,
      url,
      command: process.execPath,
      args,
      options: { env },
      ready,
      logFile: join(dataDir, 'logs', `${name}.log`),
      pidFile: join(dataDir, `${name}.pid`),
      stopSignal: 'SIGTERM',
    });
  }

  /** Ends processes left by a killed supervisor; engines handle their own leftovers at start. */
  private async stopLeftovers(): Promise<void> {
    for (const [name, program] of [
      ['simulator', 'simulator'],
      ['past', 'simulator'],
      ['cockpit', 'cockpit'],
    ] as const) {
      const found = await stopLeftover(
        join(this.options.dataDir, `${name}.pid`),
        join('apps', program),
        'SIGTERM',
        3000,
      );
      if (found) this.say(`stopped a ${name} that an earlier run had left`);
    }
  }

  /** Prints one line per finished step, and for a slow step first what it waits for. */
  private async timed<T>(what: string, waitsFor: string, work: () => Promise<T>): Promise<T> {
    const began = Date.now();
    const slow = setTimeout(() => {
      if (!this.stopped) this.say(`• waiting for ${waitsFor} …`);
    }, SLOW_MS);
    try {
      const result = await work();
      this.say(`✓ ${what}  ${((Date.now() - began) / 1000).toFixed(1)} s`);
      return result;
    } finally {
      clearTimeout(slow);
    }
  }
}

const addressesOf = (urls: Record<EngineName, string>, secret: string): Record<string, string> => ({
  REDIS_URL: urls.redis,
  POSTGRES_URL: urls.postgres,
  CLICKHOUSE_URL: urls.clickhouse,
  CLICKHOUSE_DATABASE: DATABASE,
  COCKPIT_SECRET: secret,
});

/**
 * Validates settings before anything starts; engine addresses and secret come later.
 * @throws {SettingsError} naming every fault at once
 */
function refuseFaults(dataDir: string, env: NodeJS.ProcessEnv): void {
  const faults: { name: string; message: string }[] = [];
  const fault = unusable(dataDir);
  if (fault !== undefined) faults.push({ name: 'DATA_DIR', message: fault });
  try {
    loadSettings(env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    faults.push(...error.faults);
  }
  if (faults.length > 0) throw new SettingsError(faults);
}
