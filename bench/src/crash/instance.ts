import { join } from 'node:path';
import { Engines, freePort, launch, secretOf, type Engine, type EngineName } from '@cockpit/engines';
import { loadSettings, migrateClickhouse, migratePostgres, type Settings } from '@cockpit/platform';
import { environmentOf } from '../processes';
import { ENGINES, Part, type Component, type ROLES } from './part';

type Role = (typeof ROLES)[number];
export type Processes = readonly (readonly [name: string, role: Role, env?: Record<string, string>])[];
/** less than the product's, so that a ClickHouse that stands still for seconds is met with as one that does for minutes */
export const CLICKHOUSE_PATIENCE_SEC = 5;
/** two writers, so that one takes over what the other leaves */
export const PROCESSES: Processes = [
  ['ingest', 'ingest'],
  ['writer-1', 'writer'],
  ['writer-2', 'writer'],
  ['worker', 'worker'],
  ['api', 'api'],
];
const APPS = join(__dirname, '..', '..', '..', 'apps');

/** A cockpit whose every process can be killed: three engines, and the four roles apart. */
export class CrashInstance {
  readonly parts: Part[] = [];
  private readonly ports = new Map<string, number>();

  constructor(
    private readonly dataDir: string,
    private readonly say: (line: string) => void,
    private readonly processes: Processes = PROCESSES,
    /** where the compiled programs lie */
    private readonly apps = APPS,
  ) {}

  /** The engines, and in them all that has been migrated. @returns settings of whoever works on them */
  async startStores(): Promise<Settings> {
    const urls = await this.startEngines();
    const settings = loadSettings({
      ...process.env,
      REDIS_URL: urls.redis,
      POSTGRES_URL: urls.postgres,
      CLICKHOUSE_URL: urls.clickhouse,
      CLICKHOUSE_DATABASE: 'cockpit',
      DATA_DIR: this.dataDir,
      COCKPIT_SECRET: secretOf(this.dataDir),
    });
    await Promise.all([migratePostgres(settings), migrateClickhouse(settings)]);
    return settings;
  }

  private async startEngines(): Promise<Record<EngineName, string>> {
    const engines = await Engines.prepare({ dataDir: this.dataDir, cacheDir: '.cache', say: this.say });
    const urls = await Promise.all(
      ENGINES.map(async (name) => {
        const part = this.add(name, name, () => engines.start(name));
        return [name, (await part.up()).url] as const;
      }),
    );
    return Object.fromEntries(urls) as Record<EngineName, string>;
  }

  async startRoles(settings: Settings): Promise<void> {
    for (const [name] of this.processes) this.ports.set(name, await freePort());
    await Promise.all(
      this.processes.map(([name, role, env]) =>
        this.add(name, role, () => this.startRole(name, role, settings, env)).up(),
      ),
    );
  }

  get door(): string {
    return this.urlOf('ingest');
  }

  partsOf(component: Component): Part[] {
    return this.parts.filter((part) => part.component === component);
  }

  /** the only process of its kind, or the first */
  part(component: Component): Part {
    const [part] = this.partsOf(component);
    if (part === undefined) throw new Error(`there is no ${component}`);
    return part;
  }

  /** processes that ended without being killed */
  get ownEnds(): number {
    return this.parts.reduce((total, { ownEnds }) => total + ownEnds, 0);
  }

  async allUp(): Promise<void> {
    await Promise.all(this.parts.map((part) => part.up()));
  }

  /** roles first, then what they stand on */
  async stop(): Promise<void> {
    const engines = this.parts.filter(({ component }) => ENGINES.some((name) => name === component));
    await Promise.all(this.parts.filter((part) => !engines.includes(part)).map((part) => part.stop()));
    await Promise.all(engines.map((part) => part.stop()));
  }

  private add(name: string, component: Component, begin: () => Promise<Engine>): Part {
    const part = new Part(name, component, begin, this.say);
    this.parts.push(part);
    return part;
  }

  urlOf(name: string): string {
    return `http://127.0.0.1:${String(this.ports.get(name) ?? 0)}`;
  }

  private startRole(name: string, role: Role, settings: Settings, env: Record<string, string> = {}): Promise<Engine> {
    const url = this.urlOf(name);
    const port = this.ports.get(name) ?? 0;
    return launch({
      name,
      url,
      port,
      command: process.execPath,
      args: ['--enable-source-maps', join(this.apps, role, 'src', 'main.js')],
      options: {
        env: {
          ...process.env,
          ...environmentOf(settings),
          CLICKHOUSE_PATIENCE_SEC: String(CLICKHOUSE_PATIENCE_SEC),
          PORT: String(port),
          LOG_LEVEL: 'warn',
          NODE_ENV: 'production',
          ...env,
        },
      },
      logFile: join(this.dataDir, 'logs', `${name}.log`),
      pidFile: join(this.dataDir, `${name}.pid`),
      stopSignal: 'SIGTERM',
      ready: async () => (await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(2000) })).ok,
    });
  }
}
