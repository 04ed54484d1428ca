import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '@cockpit/platform';
import { Misuse } from '../../exit';
import { copyClickhouse } from './clickhouse-copy';
import { MANIFEST, PRIVATE, REDIS_FILE, isEmptyDir, writeLines, type Manifest } from './manifest';
import { copyPostgres } from './postgres-copy';
import { copyRedis } from './redis-copy';

export interface BackupResult {
  began: string;
  files: number;
  rows: number;
  bytes: number;
  seconds: number;
}

const SIGN_IN = 'sign-in.json';

/**
 * Backs up all stores while the cockpit runs: the log first, then Postgres, then ClickHouse. An event leaves the log
 * only after it is in ClickHouse, so every event acknowledged before the start is in one of them.
 * @throws {Misuse} when the directory is not empty
 */
export async function backup(settings: Settings, dir: string, say: (line: string) => void): Promise<BackupResult> {
  if (!isEmptyDir(dir)) throw new Misuse(`${dir} is not empty: a backup is written to a directory of its own`);
  for (const folder of ['', 'redis', 'postgres', 'clickhouse'])
    mkdirSync(join(dir, folder), { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  const from = Date.now();
  const log = await writeLines(dir, REDIS_FILE, copyRedis(settings));
  say('the log is copied');
  const postgres = await copyPostgres(settings, dir);
  say(`postgres: ${String(postgres.files.length)} tables`);
  const clickhouse = await copyClickhouse(settings, dir);
  say(`clickhouse: ${String(clickhouse.files.length)} tables`);
  writeFileSync(join(dir, 'secret'), settings.secret, { mode: PRIVATE, flag: 'wx' });
  const people = join(settings.dataDir, SIGN_IN);
  if (existsSync(people)) {
    copyFileSync(people, join(dir, SIGN_IN));
    chmodSync(join(dir, SIGN_IN), PRIVATE);
  }
  const files = [log, ...postgres.files, ...clickhouse.files];
  const manifest: Manifest = {
    format: 'hall-cockpit-backup/1',
    began: new Date(from).toISOString(),
    ended: new Date().toISOString(),
    postgres: { migrations: postgres.migrations, sequences: postgres.sequences },
    clickhouse: { migrations: clickhouse.migrations, columns: clickhouse.columns },
    files,
  };
  // written last: without it the backup is incomplete
  writeFileSync(join(dir, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: PRIVATE, flag: 'wx' });
  const sum = (of: (file: Manifest['files'][number]) => number): number =>
    files.reduce((total, file) => total + of(file), 0);
  return {
    began: manifest.began,
    files: files.length,
    rows: sum(({ rows }) => rows),
    bytes: sum(({ bytes }) => bytes),
    seconds: Number(((Date.now() - from) / 1000).toFixed(1)),
  };
}
