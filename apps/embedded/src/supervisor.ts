import { statSync } from 'node:fs';
import { join } from 'node:path';
import {
  ENGINE_NAMES,
  Engines,
  launch,
  portIsFree,
  secretOf,
  stopLeftover,
  until,
  type Engine,
  type EngineName,
} from '@cockpit/engines';
import { SettingsError, loadSettings, migrateClickhouse, migratePostgres } from '@cockpit/platform';
import { followLog } from './follow-log';
import { SupervisedProcess } from './supervised-process';
import { groupPort, type Options } from './options';
import { keepRotating } from './rotate-logs';
import { removeRunFile, takeLock, unusable, writeRunFile } from './run-file';

const DATABASE = 'cockpit';
const DAMAGE = 'clickhouse-parts';
const NOT_YET: Record<EngineName, string> = {
  redis: 'redis://127.0.0.1',
  postgres: 'postgres://127.0.0.1',
  clickhouse: 'http://127.0.0.1',
};
const apps = join(__dirname, '..', '..');

/** One machine's whole cockpit: engines, the cockpit process, the simulator; each started again when it dies. */
export class Supervisor {
  private readonly processes: SupervisedProcess[] = [];
  private readonly releases: (() => void)[] = [];
  private loader: Engine | undefined;
  private stopped = false;
  private hasServed = false;

  constructor(
    private readonly options: Options,
    private readonly say: (line: string) => void,
  ) {}

  /** Everything up, migrated and answering; resolves with the cockpit's address. */
  async start(): Promise<string> {
    const { dataDir, port } = this.options;
    refuseFaults(dataDir, this.environment(NOT_YET, 'x'.repeat(64)));
    this.releases.push(takeLock(dataDir));
    const logs = join(dataDir, 'logs');
    this.releases.push(
      keepRotating(logs, (error) => {
        this.say(`the logs could not be cut: ${String(error)}`);
      }),
    );
    await this.stopLeftovers();
    // what was just stopped may need a moment to let go of it
    if (!(await until(() => portIsFree(port), 3000)))
      throw new Error(
        `port ${String(port)} is in use by another program; choose another: PORT=${String(port + 1)} npm run demo`,
      );
    const urls = await this.startEngines();
    const env = this.environment(urls);
    const settings = loadSettings(env);
    const run = await this.timed('databases are up to date', async () => [
      ...(await migratePostgres(settings)),
      ...(await migrateClickhouse(settings)),
    ]);
    if (run.length > 0) this.say(`  ran ${String(run.length)} migrations`);
    const url = `http://127.0.0.1:${String(port)}`;
    await this.timed('the cockpit answers', () => this.supervise('cockpit', () => this.startCockpit(url, env)));
    writeRunFile(dataDir, {
      pid: process.pid,
      url,
      redisUrl: urls.redis,
      postgresUrl: urls.postgres,
      clickhouseUrl: urls.clickhouse,
      clickhouseDatabase: DATABASE,
      startedAt: new Date().toISOString(),
    });
    this.releases.push(() => {
      removeRunFile(dataDir);
    });
    return url;
  }

  /** The demonstration network and its past, through the public door; nothing to do when they are there. */
  async loadDemonstration(url: string): Promise<void> {
    const { dataDir } = this.options;
    const log = join(dataDir, 'logs', 'loader.log');
    const before = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    const loader = await this.startSimulatorProgram('loader', url, ['--load-only']);
    this.loader = loader;
    const stopFollowing = followLog(log, before, (line) => {
      this.say(`  ${line}`);
    });
    const how = await loader.exited;
    stopFollowing();
    await loader.stop();
    this.loader = undefined;
    if (how !== 'code 0' && !this.stopped)
      throw new Error(`the demonstration could not be loaded (${how}); see ${log}`);
  }

  /** The halls of the demonstration, posting from outside like any source. */
  async startSimulator(url: string): Promise<void> {
    await this.supervise('simulator', () =>
      this.startSimulatorProgram('simulator', url, [
        ...['--speed', String(this.options.speed)],
        ...['--group-port', String(groupPort(this.options.port))],
      ]),
    );
  }

  private startSimulatorProgram(name: string, url: string, more: string[]): Promise<Engine> {
    const main = join(apps, 'simulator', 'src', 'main.js');
    const { dataDir, historyDays } = this.options;
    return this.startNode(
      name,
      [main, '--url', url, '--data-dir', dataDir, '--history', String(historyDays), ...more],
      process.env,
      url,
      () => Promise.resolve(true),
    );
  }

  /** In the order in which work flows, so that nothing loses what it stands on: feeds first, engines last. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.loader?.stop();
    for (const supervised of [...this.processes].reverse()) await supervised.stop();
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
        const engine = await this.timed(`${name} is running`, () => this.supervise(name, () => engines.start(name)));
        return [name, engine.url] as const;
      }),
    );
    return Object.fromEntries(started) as Record<EngineName, string>;
  }

  private async supervise(name: string, start: () => Promise<Engine>): Promise<Engine> {
    const supervised = new SupervisedProcess(name, start, this.say);
    const engine = await supervised.begin();
    this.processes.push(supervised);
    return engine;
  }

  private environment(urls: Record<EngineName, string>, secret = secretOf(this.options.dataDir)): NodeJS.ProcessEnv {
    const { dataDir, port } = this.options;
    return {
      // messages of the demonstration are answered on this machine
      ...(this.options.own ? {} : { PUBLIC_URL: `http://127.0.0.1:${String(port)}` }),
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      REDIS_URL: urls.redis,
      POSTGRES_URL: urls.postgres,
      CLICKHOUSE_URL: urls.clickhouse,
      CLICKHOUSE_DATABASE: DATABASE,
      COCKPIT_SECRET: secret,
      DASHBOARD_DIR: join(apps, '..', 'dashboards'),
      NODE_ENV: 'production',
    };
  }

  private startCockpit(url: string, env: NodeJS.ProcessEnv): Promise<Engine> {
    // once it has served it is wanted back whatever else is away: its door takes events into the log without ClickHouse
    const asked = this.hasServed ? 'live' : 'ready';
    const ready = async (): Promise<boolean> => {
      const answer = await fetch(`${url}/health/${asked}`, { signal: AbortSignal.timeout(3000) });
      if (!answer.ok && !(await this.isOnlyDamaged(answer))) return false;
      this.hasServed = true;
      return true;
    };
    return this.startNode('cockpit', [join(apps, 'cockpit', 'src', 'main.js')], env, url, ready);
  }

  /** It works with what is left, and people must know: it is not ready until they have seen to it. */
  private async isOnlyDamaged(answer: Response): Promise<boolean> {
    const { checks } = (await answer.json()) as { checks: Record<string, string> };
    const failing = Object.keys(checks).filter((name) => checks[name] !== 'ok');
    if (failing.some((name) => name !== DAMAGE)) return false;
    this.say(`✗ ClickHouse: ${checks[DAMAGE] ?? ''}`);
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
      ...(name === 'cockpit' ? { port: this.options.port } : {}),
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
      ['loader', 'simulator'],
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

  private async timed<T>(what: string, work: () => Promise<T>): Promise<T> {
    const began = Date.now();
    const result = await work();
    this.say(`✓ ${what}  ${((Date.now() - began) / 1000).toFixed(1)} s`);
    return result;
  }
}

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
