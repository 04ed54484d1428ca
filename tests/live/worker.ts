import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Settings } from '@cockpit/platform';

export interface Worker {
  /** as a power cut would: nothing is written any more */
  kill(): Promise<void>;
  /** orderly */
  stop(): Promise<void>;
}

/** A worker in a process of its own, on the test's stores. */
export async function startWorker(settings: Settings): Promise<Worker> {
  const child = spawn(
    process.execPath,
    ['--require', join(__dirname, 'ts-require.cjs'), join(__dirname, 'worker-process.ts')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env.PATH,
        TZ: process.env.TZ,
        PORT: '0',
        REDIS_URL: settings.redisUrl,
        POSTGRES_URL: settings.postgresUrl,
        POSTGRES_POOL: '4',
        CLICKHOUSE_URL: settings.clickhouseUrl,
        CLICKHOUSE_DATABASE: settings.clickhouseDatabase,
        COCKPIT_SECRET: settings.secret,
        DATA_DIR: settings.dataDir,
        LOG_LEVEL: 'warn',
        LOG_PARTITIONS: String(settings.logPartitions),
        // one that was killed leaves its jobs locked for so long
        JOB_LOCK_MS: String(settings.intervals.jobLock),
      },
    },
  );
  await ready(child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return { kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

async function ready(child: ChildProcess): Promise<void> {
  const { stdout } = child;
  if (stdout === null) throw new Error('the worker has no output');
  await new Promise<void>((done, fail) => {
    child.once('exit', (code) => {
      fail(new Error(`the worker ended with ${String(code)} before it was ready`));
    });
    stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('ready')) done();
    });
  });
}
