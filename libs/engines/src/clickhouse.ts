import { join } from 'node:path';
import { ownFolder } from './files';
import { launch, stopLeftover, type Engine } from './process';
import type { EngineOptions } from './redis';
import { lookAtClickhouse } from './directory-faults';

/**
 * Starts the embedded ClickHouse in its own process with ClickHouse's HTTP interface, so that clients see a server. It
 * is separate because a crash ends its process and only one process may open the directory.
 * @throws {DirectoryFault} when the directory is neither empty nor a complete set of tables
 */
export async function startClickhouse(
  { dir, logDir, port, password, usedBefore = false }: EngineOptions,
  main = join(__dirname, 'clickhouse', 'main.js'),
): Promise<Engine> {
  lookAtClickhouse(dir, usedBefore);
  ownFolder(dir);
  const pidFile = join(dir, 'clickhouse.pid');
  await stopLeftover(pidFile, main, 'SIGTERM');
  return launch({
    name: 'ClickHouse',
    url: `http://default:${password}@127.0.0.1:${String(port)}`,
    command: process.execPath,
    args: [main],
    options: {
      cwd: dir,
      // each query occupies a thread of libuv's pool, and TZ sets the engine's default zone
      env: {
        ...process.env,
        UV_THREADPOOL_SIZE: '16',
        TZ: 'UTC',
        CLICKHOUSE_HTTP_DIR: join(dir, 'data'),
        CLICKHOUSE_HTTP_PORT: String(port),
        CLICKHOUSE_HTTP_PASSWORD: password,
      },
    },
    logFile: join(logDir, 'clickhouse.log'),
    pidFile,
    port,
    stopSignal: 'SIGTERM',
    ready: async () => (await fetch(`http://127.0.0.1:${String(port)}/ping`)).ok,
  });
}
