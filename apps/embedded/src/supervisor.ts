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
import { keepRotating } from './rotate-logs';
import { removeRunFile, takeLock, unusable, writeRunFile } from './run-file';

const DATABASE = 'cockpit';
/** engines with much to read take up to a minute, and so do migrations; the cockpit has another one to itself */
const COCKPIT_WITHIN_MS = 180_000;
/** a step that takes longer says what it waits for */
const SLOW_MS = 1500;
/** each stands on those before it, and all of them on the engines */
const ON_ENGINES = ['cockpit', 'simulator', 'past'];
const DAMAGE = 'clickhouse-parts';
/** what only takes its time: halls are read, and the log as far as it has grown */
const LOADING = ['organisation', 'live-streams', 'writer-streams'];
/** a large past is not waited for any longer: the process works, and its health says when it is done */
const LOADED_WITHIN_MS = 30_000;
const NOT_YET: Record<EngineName, string> = {
  redis: 'redis://127.0.0.1',
  postgres: 'postgres://127.0.0.1',
  clickhouse: 'http://127.0.0.1',
};
/** how long servers of one's own may take to come up: after a power cut they start beside us */
const SERVERS_WITHIN_MS = 60_000;
const FIRST_WITHIN_MS = 10_000;
const FirstStart = z.object({ open: z.boolean() });
const apps = join(__dirname, '..', '..');
/** invented like its places: outline, river, lake and roads */
const DEMONSTRATION_MAP = join(apps, 'simulator', 'src', 'network', 'map.json');

/** One machine's whole cockpit: engines, the cockpit process, the simulator; each started again when it dies. */
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

  /** What makes the first administrator; null when there is one. */
  async firstToken(url: string): Promise<string | null> {
    try {
      const answer = await fetch(`${url}/v1/first-start`, { signal: AbortSignal.timeout(FIRST_WITHIN_MS) });
      return FirstStart.parse(await answer.json()).open ? this.token : null;
    } catch {
      // what is said at the start must not keep it from starting
      return null;
    }
  }

  /** Everything up, migrated and answering; resolves with the cockpit's address. */
  async start(): Promise<string> {
    const { dataDir, host, port, servers } = this.options;
    refuseFaults(dataDir, { ...this.environment(), ...(servers ? {} : addressesOf(NOT_YET, 'x'.repeat(64))) });
    this.releases.push(await takeLock(dataDir, this.say));
    // of one that was killed: its number may be another program's by now
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
    // whoever waits for it below hears of it
    cockpit.catch(() => undefined);
    const urls = servers ? undefined : await this.startEngines();
    // servers of one's own and their secret are in the environment already
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
    this.tellStores(addresses);
    // it sets up what it can before there is anything to ask
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

  /** Resolves when the halls of the demonstration can be looked at; their past comes behind. */
  async demonstrate(): Promise<void> {
    const { demonstration } = this;
    if (demonstration === undefined) return;
    await this.timed(
      this.options.simulator ? 'the halls are open' : 'the network is set up',
      'halls, officers and the people who may sign in',
      () => demonstration.isReady,
    );
    if (!this.stopped) await demonstration.bringPast();
  }

  private async startDemonstration(url: string, env: NodeJS.ProcessEnv): Promise<Demonstration> {
    const { options, say } = this;
    const supervise = (name: string, run: () => Promise<Engine>, ends = false): Promise<Engine> =>
      this.supervise(name, run, ends);
    const start = (name: string, args: string[]): Promise<Engine> =>
      this.startNode(name, [join(apps, 'simulator', 'src', 'main.js'), ...args], env, url, () => Promise.resolve(true));
    const demonstration = new Demonstration(options, url, { supervise, start, say });
    this.releases.push(() => {
      demonstration.stopFollowing();
    });
    await demonstration.begin();
    return demonstration;
  }

  /** In the order in which work flows, so that nothing loses what it stands on: feeds first, engines last. */
  async stop(): Promise<void> {
    this.stopped = true;
    const rank = ({ name }: SupervisedProcess): number => ON_ENGINES.indexOf(name);
    // those not named are the engines
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
        // one has its tables while another is still starting
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
      // messages of the demonstration are answered on this machine, and its places lie on a map of their own
      ...(own ? {} : { PUBLIC_URL: localUrl(host, port), MAP_FILE: DEMONSTRATION_MAP, DEMONSTRATION: 'true' }),
      ...process.env,
      HOST: host,
      PORT: String(port),
      DATA_DIR: dataDir,
      DASHBOARD_DIR: join(apps, '..', 'dashboards'),
      NODE_ENV: 'production',
    };
  }

  /** Loading it takes as long as starting the engines, so that happens side by side; it goes on once it is told of them. */
  private startCockpit(url: string): Promise<Engine> {
    // once it has served it is wanted back whatever else is away: its door takes events into the log without ClickHouse
    const asked = this.hasServed ? 'live' : 'ready';
    const began = performance.now();
    const ready = async (): Promise<boolean> => {
      const answer = await fetch(`${url}/health/${asked}`, { signal: AbortSignal.timeout(3000) });
      if (!answer.ok && !(await this.isGoodEnough(answer, performance.now() - began))) return false;
      this.hasServed = true;
      return true;
    };
    const env = { ...this.environment(), STORES_FILE: this.storesFile };
    return this.startNode('cockpit', [join(apps, 'cockpit', 'src', 'main.js')], env, url, ready);
  }

  private get storesFile(): string {
    return join(this.options.dataDir, 'stores.json');
  }

  /** Of servers of one's own only that they answer and are migrated is news. */
  private tellStores(addresses: Record<string, string>): void {
    writeWhole(this.storesFile, JSON.stringify(addresses));
    this.releases.push(() => {
      rmSync(this.storesFile, { force: true });
    });
  }

  /** It works with what is left or read so far, and people must know: it is not ready until the rest is seen to, or read. */
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
      args: ['--enable-source-maps', ...args],
      options: { env },
      ready,
      logFile: join(dataDir, 'logs', `${name}.log`),
      pidFile: join(dataDir, `${name}.pid`),
      stopSignal: 'SIGTERM',
    });
  }

  /** A supervisor that was killed may have left the processes it started; engines see to themselves when they start. */
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

  /** One line for each step when it is done; before that one that says what it waits for, where it takes long. */
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

/** Of engines that were started here. */
const addressesOf = (urls: Record<EngineName, string>, secret: string): Record<string, string> => ({
  REDIS_URL: urls.redis,
  POSTGRES_URL: urls.postgres,
  CLICKHOUSE_URL: urls.clickhouse,
  CLICKHOUSE_DATABASE: DATABASE,
  COCKPIT_SECRET: secret,
});

/**
 * Before anything runs; the addresses of the engines and the secret come later, everything else is known.
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
