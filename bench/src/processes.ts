import { readFileSync, writeFileSync } from 'node:fs';
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Settings } from '@cockpit/platform';
import type { BenchReady } from './ingest-server';

const TICKS_PER_SEC = 100;

/** Processor seconds a process has used so far, its own and the kernel's for it; 0 where the system does not tell. */
export function cpuSeconds(pid: number): number {
  try {
    const fields =
      readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
        .split(') ')[1]
        ?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SEC;
  } catch {
    return 0;
  }
}

/** From here on the peak of a process's memory counts anew; where the system refuses, it counts from its start. */
export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${String(pid)}/clear_refs`, '5');
  } catch {
    // not ours, or not Linux: a higher peak is shown, never a lower one
  }
}

/** The most memory a process has held (resident), MiB; 0 where the system does not tell. */
export function peakMiB(pid: number): number {
  try {
    return Math.round(
      Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    );
  } catch {
    return 0;
  }
}

/** Pids of the engines of a data directory. */
export const enginePids = (dataDir: string): number[] =>
  [
    ['redis', 'redis.pid'],
    ['clickhouse', 'clickhouse.pid'],
  ].flatMap(([folder = '', file = '']) => {
    try {
      return [Number.parseInt(readFileSync(join(dataDir, folder, file), 'utf8'), 10)];
    } catch {
      return [];
    }
  });

/** The pipeline in a process of its own, on the stores of the settings. */
export async function startPipeline(
  settings: Settings,
  env: NodeJS.ProcessEnv = {},
  sources = 1,
): Promise<{ child: ChildProcess; ready: BenchReady }> {
  const child = fork(join(__dirname, 'ingest-server.js'), [String(sources)], {
    env: { ...process.env, ...environmentOf(settings), PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--max-semi-space-size=32'],
  });
  const ready = await readyOf<BenchReady>(child, 'the pipeline');
  return { child, ready };
}

/** What a process of a benchmark says once it is ready. @throws when it ends before */
export const readyOf = <Ready>(child: ChildProcess, what: string): Promise<Ready> =>
  new Promise((resolve, reject) => {
    child.once('message', (message) => {
      resolve(message as Ready);
    });
    child.once('exit', (code) => {
      reject(new Error(`${what} ended with ${String(code)} before it was ready`));
    });
  });

export async function stopPipeline(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(timer);
}

export const environmentOf = (settings: Settings): Record<string, string> => ({
  REDIS_URL: settings.redisUrl,
  POSTGRES_URL: settings.postgresUrl,
  CLICKHOUSE_URL: settings.clickhouseUrl,
  CLICKHOUSE_DATABASE: settings.clickhouseDatabase,
  COCKPIT_SECRET: settings.secret,
  DATA_DIR: settings.dataDir,
  LOG_PARTITIONS: String(settings.logPartitions),
  BACKLOG_LIMIT: String(settings.backlogLimit),
});
