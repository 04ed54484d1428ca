import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@cockpit/engines';
import { Client } from 'pg';
import { startPostgres } from '../../libs/engines/src/postgres';
import type { ServerTls } from './mariadb';

export interface SecurePostgres {
  port: number;
  password: string;
  stop(): Promise<void>;
}

/** A Postgres that takes encrypted connections only. */
export async function startSecurePostgres({ cert, key }: ServerTls): Promise<SecurePostgres> {
  const dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-tls-'));
  // its server runs as another user
  chmodSync(dir, 0o711);
  const [port, password] = [await freePort(), 'a password of the test'];
  const engine = await startPostgres({
    dir: join(dir, 'postgres'),
    logDir: join(dir, 'log'),
    cacheDir: dir,
    port,
    password,
    say: () => undefined,
  });
  const data = join(dir, 'postgres', 'data');
  const { uid, gid } = statSync(data);
  const give = (name: string, text: string): void => {
    writeFileSync(join(data, name), text, { mode: 0o600 });
    chownSync(join(data, name), uid, gid);
  };
  give('server.crt', cert);
  give('server.key', key);
  give('pg_hba.conf', 'hostssl all all 127.0.0.1/32 scram-sha-256\n');
  const client = new Client({ host: '127.0.0.1', port, user: 'cockpit', password, database: 'cockpit' });
  await client.connect();
  await client.query('CREATE TABLE tickets (id integer PRIMARY KEY, changed timestamp)');
  await client.query('ALTER SYSTEM SET ssl = on');
  await client.query('SELECT pg_reload_conf()');
  await client.end();
  return {
    port,
    password,
    stop: async () => {
      await engine.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
