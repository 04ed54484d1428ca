import { join } from 'node:path';
import { Redis } from 'ioredis';
import { ownFolder, writeWhole } from './files';
import { launch, stopLeftover, type Engine } from './process';
import { findRedis } from './redis-binary';

export interface EngineOptions {
  /** where this engine's files live; made when missing */
  dir: string;
  logDir: string;
  /** where fetched programs are kept between runs */
  cacheDir: string;
  port: number;
  password: string;
  say: (line: string) => void;
}

/** What is acknowledged is on the disk (`appendfsync always`); nothing is ever evicted to make room. */
export async function startRedis({ dir, logDir, cacheDir, port, password, say }: EngineOptions): Promise<Engine> {
  const binary = await findRedis(cacheDir, say);
  ownFolder(dir);
  const pidFile = join(dir, 'redis.pid');
  await stopLeftover(pidFile, 'redis-server', 'SIGTERM');
  const config = join(dir, 'redis.conf');
  // in a file, not on the command line, where everybody on the machine could read the password
  writeWhole(config, configuration(dir, port, password));
  return launch({
    name: 'Redis',
    url: `redis://:${password}@127.0.0.1:${String(port)}/0`,
    command: binary.command,
    args: [config],
    options: { env: binary.env, cwd: dir },
    logFile: join(logDir, 'redis.log'),
    pidFile,
    port,
    stopSignal: 'SIGTERM',
    ready: () => answers(port, password),
  });
}

const configuration = (dir: string, port: number, password: string): string => `
bind 127.0.0.1
port ${String(port)}
requirepass ${password}
dir "${dir}"
databases 128
appendonly yes
appendfsync always
no-appendfsync-on-rewrite no
aof-use-rdb-preamble yes
save ""
maxmemory-policy noeviction
stop-writes-on-bgsave-error no
daemonize no
loglevel notice
`;

async function answers(port: number, password: string): Promise<boolean> {
  // without ioredis’ own ready check, which waits out an estimate of seconds while the log is read
  const client = new Redis({ port, host: '127.0.0.1', password, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0, enableReadyCheck: false });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // refused with an error while the append-only file is still being read
    await client.ping();
    return true;
  } finally {
    client.disconnect();
  }
}
