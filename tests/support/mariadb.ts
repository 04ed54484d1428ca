import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort, launch, libraryPath, unpackPackages, type Engine } from '@cockpit/engines';
import { createConnection } from 'mysql2/promise';

/** Without the libraries every Debian has. */
const PACKAGES = ['mariadb-server-core', 'libaio1', 'libnuma1', 'libpcre2-8-0', 'liburing2', 'libssl3', 'libsystemd0'];
const HOME = join(__dirname, '../../.cache/mariadb');

export interface MariaDb {
  port: number;
  /** may do everything in database `legacy` */
  owner: string;
  /** may read it */
  reader: string;
  stop(): Promise<void>;
}

export interface ServerTls {
  cert: string;
  key: string;
  /** whose certificate it is */
  ca: string;
}

/** Debian's MariaDB server, unpacked without root, with an empty database `legacy`; with a certificate it takes no plain connections. */
export async function startMariaDb(tls?: ServerTls): Promise<MariaDb> {
  const server = join(HOME, 'usr/sbin/mariadbd');
  if (!existsSync(server)) await unpackPackages(join(HOME, '..'), HOME, PACKAGES);
  const dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-mariadb-'));
  const data = join(dir, 'data');
  mkdirSync(data);
  const port = await freePort();
  const env = { ...process.env, LD_LIBRARY_PATH: libraryPath(HOME) };
  const common = [
    '--no-defaults',
    `--basedir=${join(HOME, 'usr')}`,
    `--datadir=${data}`,
    ...(userInfo().uid === 0 ? ['--user=root'] : []),
  ];
  await bootstrap(server, common, env);
  if (tls !== undefined)
    for (const name of ['cert', 'key'] as const) writeFileSync(join(dir, `${name}.pem`), tls[name]);
  const users = join(dir, 'users.sql');
  writeFileSync(
    users,
    [
      'CREATE DATABASE legacy CHARACTER SET utf8mb4;',
      "CREATE USER owner@'127.0.0.1' IDENTIFIED BY 'owner';",
      "GRANT ALL ON legacy.* TO owner@'127.0.0.1';",
      "CREATE USER reader@'127.0.0.1' IDENTIFIED BY 'reader';",
      "GRANT SELECT ON legacy.* TO reader@'127.0.0.1';",
    ].join('\n'),
  );
  const url = (user: string): string => `mysql://${user}:${user}@127.0.0.1:${String(port)}/legacy`;
  const engine: Engine = await launch({
    name: 'MariaDB',
    url: url('owner'),
    command: server,
    args: [
      ...common,
      `--port=${String(port)}`,
      '--bind-address=127.0.0.1',
      `--socket=${join(dir, 'socket')}`,
      `--init-file=${users}`,
      '--skip-name-resolve',
      ...(tls === undefined
        ? []
        : [`--ssl-cert=${dir}/cert.pem`, `--ssl-key=${dir}/key.pem`, '--require-secure-transport=ON']),
    ],
    options: { env, cwd: dir },
    logFile: join(dir, 'log'),
    pidFile: join(dir, 'pid'),
    stopSignal: 'SIGTERM',
    port,
    ready: async () => {
      const connection = await createConnection({
        uri: url('reader'),
        ...(tls === undefined ? {} : { ssl: { ca: tls.ca } }),
      });
      await connection.end();
      return true;
    },
  });
  const stop = async (): Promise<void> => {
    await engine.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  return { port, owner: url('owner'), reader: url('reader'), stop };
}

/** Lays the server's own tables; one statement after the other, as its installer does. */
async function bootstrap(server: string, common: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const share = join(HOME, 'usr/share/mysql');
  const scripts = ['mysql_system_tables.sql', 'mysql_system_tables_data.sql', 'mysql_performance_tables.sql'].filter(
    (name) => readdirSync(share).includes(name),
  );
  const child = spawn(server, [...common, '--bootstrap', '--skip-networking'], {
    env,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stdin.end(
    ['CREATE DATABASE mysql;', 'USE mysql;', ...scripts.map((name) => readFileSync(join(share, name), 'utf8'))].join(
      '\n',
    ),
  );
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`MariaDB could not be set up (${String(code)}):\n${said.slice(-2000)}`);
}
