import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startClickhouse } from './clickhouse';
import { ownFolder, writeWhole } from './files';
import { freePort, portIsFree } from './ports';
import { startPostgres } from './postgres';
import type { Engine } from './process';
import { startRedis, type EngineOptions } from './redis';
import { DirectoryFault, hasClickhouseData } from './directory-faults';

export type EngineName = 'redis' | 'postgres' | 'clickhouse';
const START: Record<EngineName, (options: EngineOptions) => Promise<Engine>> = {
  redis: startRedis,
  postgres: startPostgres,
  clickhouse: (options) => startClickhouse(options),
};
export const ENGINE_NAMES: readonly EngineName[] = ['redis', 'postgres', 'clickhouse'];

export interface EnginesOptions {
  dataDir: string;
  cacheDir: string;
  say?: (line: string) => void;
}

/** Ports and password of a data directory, stored so that addresses stay the same. */
interface Remembered {
  password: string;
  ports: Partial<Record<EngineName, number>>;
  /** engines that have run here and so have data */ used?: Partial<Record<EngineName, true>>;
}

/** The three engines of one machine; each can restart alone under the same address. */
export class Engines {
  /** engines started before: others know their address */
  private readonly started = new Set<EngineName>();

  private constructor(
    private readonly options: Required<EnginesOptions>,
    private readonly remembered: Remembered,
  ) {}

  static async prepare({ dataDir, cacheDir, say = () => undefined }: EnginesOptions): Promise<Engines> {
    const dir = resolve(dataDir);
    ownFolder(join(dir, 'logs'));
    // the database's own user must be able to traverse it
    chmodSync(dir, 0o711);
    const file = join(dir, 'engines.json');
    const stored = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as Remembered)
      : { password: randomBytes(18).toString('hex'), ports: {} };
    for (const name of ENGINE_NAMES) stored.ports[name] ??= await freePort();
    writeWhole(file, JSON.stringify(stored));
    return new Engines({ dataDir: dir, cacheDir: resolve(cacheDir), say }, stored);
  }

  async start(name: EngineName): Promise<Engine> {
    const { dataDir, cacheDir, say } = this.options;
    const options = {
      dir: join(dataDir, name),
      logDir: join(dataDir, 'logs'),
      cacheDir,
      password: this.remembered.password,
      say,
      usedBefore: this.remembered.used?.[name] === true,
    };
    try {
      return await this.begin(name, options);
    } catch (error) {
      // another program may have taken the port while we were down; our own engine is stopped by now
      if (error instanceof DirectoryFault || this.started.has(name) || (await portIsFree(this.port(name)))) throw error;
      this.remembered.ports[name] = await freePort();
      this.remember();
      return this.begin(name, options);
    }
  }

  private async begin(name: EngineName, options: Omit<EngineOptions, 'port'>): Promise<Engine> {
    const engine = await START[name]({ ...options, port: this.port(name) });
    this.started.add(name);
    this.noteUsed(name);
    return engine;
  }

  /**
   * From its first data on, its directory must not be empty. ClickHouse has none at first: this is called again when it
   * has tables.
   */
  noteUsed(name: EngineName): void {
    const { used } = this.remembered;
    const isEmpty = name === 'clickhouse' && !hasClickhouseData(join(this.options.dataDir, name));
    if (isEmpty || used?.[name] === true) return;
    this.remembered.used = { ...used, [name]: true };
    try {
      this.remember();
    } catch {
      // a full disk: the next start records it
    }
  }

  private remember(): void {
    writeWhole(join(this.options.dataDir, 'engines.json'), JSON.stringify(this.remembered));
  }

  private port(name: EngineName): number {
    return this.remembered.ports[name] ?? 0;
  }
}

export interface RunningEngines {
  redis: Engine;
  postgres: Engine;
  clickhouse: Engine;
  stop(): Promise<void>;
}

/** Starts all three; if one fails, the others are stopped. */
export async function startEngines(options: EnginesOptions): Promise<RunningEngines> {
  const engines = await Engines.prepare(options);
  const started = await Promise.allSettled(ENGINE_NAMES.map((name) => engines.start(name)));
  const running = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async (): Promise<void> => {
    engines.noteUsed('clickhouse');
    await Promise.all(running.map((engine) => engine.stop()));
  };
  const failed = started.find((result) => result.status === 'rejected');
  const [redis, postgres, clickhouse] = running;
  if (failed || !redis || !postgres || !clickhouse) {
    await stop();
    throw failed?.reason instanceof Error ? failed.reason : new Error('the engines did not start');
  }
  return { redis, postgres, clickhouse, stop };
}
