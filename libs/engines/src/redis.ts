import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Redis } from 'ioredis';
import { ownFolder, writeWhole } from './files';
import { launch, stopLeftover, type Engine } from './process';
import { findRedis, type Binary } from './redis-binary';
import { DirectoryFault, lookAtRedis } from './directory-faults';

export interface EngineOptions {
  /** directory of this engine's files; created when missing */
  dir: string;
  logDir: string;
  /** cache of downloaded programs */
  cacheDir: string;
  port: number;
  password: string;
  /** it had data here before: an empty directory means that they are lost or not mounted */
  usedBefore?: boolean;
  say: (line: string) => void;
}

/**
 * Acknowledged writes are on disk (`appendfsync always`); nothing is evicted.
 * @throws {DirectoryFault} when the directory is neither empty nor a readable log
 */
export async function startRedis({
  dir,
  logDir,
  cacheDir,
  port,
  password,
  say,
  usedBefore = false,
}: EngineOptions): Promise<Engine> {
  lookAtRedis(dir, usedBefore);
  const binary = await findRedis(cacheDir, say);
  ownFolder(dir);
  const pidFile = join(dir, 'redis.pid');
  await stopLeftover(pidFile, 'redis-server', 'SIGTERM');
  const config = join(dir, 'redis.conf');
  // in a file, because other users can read command lines
  writeWhole(config, configuration(dir, port, password));
  const logFile = join(logDir, 'redis.log');
  const before = existsSync(logFile) ? statSync(logFile).size : 0;
  const logText = (): string => readFileSync(logFile).subarray(before).toString('utf8');
  try {
    const engine = await launch({
      name: 'Redis',
      url: `redis://:${password}@127.0.0.1:${String(port)}/0`,
      command: binary.command,
      args: [config],
      options: { env: binary.env, cwd: dir },
      logFile,
      pidFile,
      port,
      stopSignal: 'SIGTERM',
      ready: () => answers(port, password),
    });
    const cut =
      /Truncating the AOF (?:file )?(\S+) at offset (\d+)/i.exec(logText()) ??
      /Truncating the AOF at offset (\d+)/i.exec(logText());
    if (cut)
      say(
        `Redis’ log ended within an entry, as after a power cut: what was never acknowledged was cut off (${cut[0]})`,
      );
    return engine;
  } catch (error) {
    throw damage(existsSync(logFile) ? logText() : '', dir, binary) ?? error;
  }
}

const NEWER = /Can't handle RDB format version (\d+)/;
const DAMAGED =
  /(?:Bad file format|Unexpected end of file|Unknown command|Unrecoverable error|Wrong signature|RDB CRC error|Unexpected EOF|the truncated file is not the last|Error reading the RDB preamble)[^\n]*/i;

/** Converts Redis' message about unreadable files into a fault with the remedy. */
function damage(logText: string, dir: string, binary: Binary): DirectoryFault | undefined {
  const newer = NEWER.exec(logText);
  if (newer)
    return new DirectoryFault(
      `Redis is not started: its files in ${dir} were written by a newer Redis (format ${newer[1] ?? '?'}). What to do: start it with the program it was written by`,
    );
  const found = DAMAGED.exec(logText);
  if (!found) return undefined;
  const log = join(dir, 'appendonlydir');
  const file = join(
    log,
    /appendonly\.aof\.\d+\.(?:incr\.aof|base\.rdb)/.exec(found[0])?.[0] ??
      [...logText.matchAll(/appendonly\.aof\.\d+\.(?:incr\.aof|base\.rdb)/g)].at(-1)?.[0] ??
      '',
  );
  const libraries = binary.env['LD_LIBRARY_PATH'];
  const check = `${libraries === undefined ? '' : `LD_LIBRARY_PATH=${libraries} `}${join(dirname(binary.command), 'redis-check-aof')}`;
  return new DirectoryFault(
    [
      `Redis is not started: its log ${file} is damaged (${found[0].trim()}); nothing was changed there.`,
      `What to do: cp -a ${dir} ${dir}.damaged`,
      `            ${check} --fix ${join(log, 'appendonly.aof.manifest')}`,
      '            start again; entries behind the damaged place are lost, so let sources post again from before it (docs/operations.md, “Stores that do not start”)',
    ].join('\n'),
  );
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
  // without ioredis' ready check, which waits for an estimated loading time
  const client = new Redis({
    port,
    host: '127.0.0.1',
    password,
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // fails while Redis still loads the append-only file
    await client.ping();
    return true;
  } finally {
    client.disconnect();
  }
}
