import { existsSync as exists, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * What stands in an engine's directory is not what it left there: no start may touch it, and no second try mends it. Its message says
 * what was found and what to do.
 */
export class DirectoryFault extends Error {
  override readonly name = 'DirectoryFault';
}

const RESTORE =
  'bring the missing files back, or restore a backup into an empty DATA_DIR (docs/operations.md, “Stores that do not start”)';
const OTHER_VERSION = 'start it with the program it was written by, back up, and restore with this one';
const NOTHING_CHANGED = 'nothing was changed there';

/** @throws {DirectoryFault} */
function refuse(engine: string, found: string, todo: string): never {
  throw new DirectoryFault(`${engine} is not started: ${found}; ${NOTHING_CHANGED}. What to do: ${todo}`);
}

/** Names in a directory; of a file system's own, like the lost+found of one just made, none. Undefined when there is no such directory. */
function namesIn(engine: string, dir: string): string[] | undefined {
  try {
    return readdirSync(dir)
      .filter((name) => name !== 'lost+found')
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    return refuse(
      engine,
      `${dir} cannot be read (${(error as Error).message})`,
      'mend its rights or its disk, then start again',
    );
  }
}

const some = (names: readonly string[]): string =>
  names.slice(0, 5).join(', ') + (names.length > 5 ? `, … (${String(names.length)} in all)` : '');

/** @throws {DirectoryFault} where an engine kept data before and now there is none: a mount that is away looks like that */
function refuseLost(engine: string, dir: string, usedBefore: boolean): void {
  if (!usedBefore) return;
  refuse(
    engine,
    `${dir} is empty, but ${engine} kept data there before`,
    `is its disk mounted? ${RESTORE}; to begin with nothing on purpose, take ${engine.toLowerCase()} out of "used" in engines.json`,
  );
}

/** What stands where Postgres keeps its cluster: nothing yet, or a cluster of this version. @throws {DirectoryFault} for anything else */
export function lookAtPostgres(dir: string, major: string, usedBefore: boolean): 'none' | 'cluster' {
  const data = join(dir, 'data');
  const around = (namesIn('Postgres', dir) ?? []).filter(
    (name) => !/^(?:data|postgres\.pid|setup-.*|data\.password)$/.test(name),
  );
  const names = namesIn('Postgres', data);
  if (names === undefined || names.length === 0) {
    if (around.length > 0)
      refuse(
        'Postgres',
        `${dir} holds ${some(around)}, which is not of Postgres`,
        'name another DATA_DIR, or move these files away',
      );
    refuseLost('Postgres', data, usedBefore);
    if (names !== undefined && readdirSync(data).length > 0)
      refuse(
        'Postgres',
        `${data} is the root of a file system (lost+found)`,
        `mount the disk one level higher, at ${dir}`,
      );
    return 'none';
  }
  const missing = ['PG_VERSION', 'base', 'pg_wal', 'pg_xact', join('global', 'pg_control')].filter(
    (name) => !exists(join(data, name)),
  );
  if (missing.length > 0)
    refuse('Postgres', `${data} is not empty (${some(names)}) and lacks ${missing.join(', ')}`, RESTORE);
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (found !== major) {
    refuse(
      'Postgres',
      `${data} was written by Postgres ${JSON.stringify(found)} and this is Postgres ${major}`,
      OTHER_VERSION,
    );
  }
  return 'cluster';
}

const REDIS_OWN = /^(?:redis\.(?:conf|pid|log)(?:\.\d+)?|appendonlydir|temp-.*|dump\.rdb)$/;

/** @throws {DirectoryFault} unless Redis' directory is empty or holds an append-only log that is complete by its manifest */
export function lookAtRedis(dir: string, usedBefore: boolean): void {
  const names = namesIn('Redis', dir) ?? [];
  const log = join(dir, 'appendonlydir');
  const files = namesIn('Redis', log) ?? [];
  const foreign = names.filter((name) => !REDIS_OWN.test(name));
  if (files.length === 0) {
    if (foreign.length > 0)
      refuse(
        'Redis',
        `${dir} holds ${some(foreign)}, which is not of Redis`,
        'name another DATA_DIR, or move these files away',
      );
    if (names.includes('dump.rdb'))
      refuse('Redis', `${dir} holds dump.rdb and no append-only log; Redis would begin with nothing`, RESTORE);
    refuseLost('Redis', log, usedBefore);
    return;
  }
  if (!files.includes('appendonly.aof.manifest'))
    refuse(
      'Redis',
      `${log} holds ${some(files)} and lacks appendonly.aof.manifest; Redis would begin with nothing`,
      RESTORE,
    );
  const manifest = readFileSync(join(log, 'appendonly.aof.manifest'), 'utf8');
  // type h: only still to be deleted, so it may be gone
  const kept = [...manifest.matchAll(/^file (\S+) seq \d+ type [bi]/gm)].map(([, name = '']) => name);
  const missing = kept.filter((name) => !files.includes(name));
  if (kept.length === 0 || missing.length > 0)
    refuse(
      'Redis',
      `${log} lacks ${missing.length > 0 ? missing.join(', ') : 'the files that its manifest should name'}`,
      RESTORE,
    );
}

/** What lies there besides what ClickHouse makes whenever it runs, tables or none. */
const clickhouseData = (data: string): string[] =>
  (namesIn('ClickHouse', data) ?? []).filter((name) => name !== 'tmp' && name !== 'status');

/** Whether ClickHouse keeps anything there: it runs for a while before it gets its first table. */
export const hasClickhouseData = (dir: string): boolean => clickhouseData(join(dir, 'data')).length > 0;

/** @throws {DirectoryFault} unless ClickHouse's directory is empty or holds tables with their definitions */
export function lookAtClickhouse(dir: string, usedBefore: boolean): void {
  const data = join(dir, 'data');
  const around = (namesIn('ClickHouse', dir) ?? []).filter((name) => !/^(?:data|clickhouse\.pid)$/.test(name));
  const names = clickhouseData(data);
  if (names.length === 0) {
    if (around.length > 0)
      refuse(
        'ClickHouse',
        `${dir} holds ${some(around)}, which is not of ClickHouse`,
        'name another DATA_DIR, or move these files away',
      );
    refuseLost('ClickHouse', data, usedBefore);
    return;
  }
  const missing = ['metadata', 'store'].filter((name) => !names.includes(name));
  if (missing.length > 0)
    refuse('ClickHouse', `${data} is not empty (${some(names)}) and lacks ${missing.join(', ')}`, RESTORE);
  refuseHalfATable(data);
  refuseNewerFormat(data);
}

/**
 * A table's files lie at `store/abc/UUID/`, and a definition names that UUID. One without the other is a copy that was cut off: ClickHouse
 * would begin that table with nothing. (A folder without parts may be left of a CREATE that was cut off.)
 */
function refuseHalfATable(data: string): void {
  const texts = ['metadata', 'metadata_dropped', 'store']
    .flatMap((folder) => sqlUnder(join(data, folder)))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  const known = new Set(texts.flatMap(({ text }) => uuidOf(text) ?? []));
  const orphan = tableFolders(data).find(
    (folder) => !known.has(basename(folder)) && directories(folder).some((part) => basename(part) !== 'detached'),
  );
  if (orphan !== undefined)
    refuse(
      'ClickHouse',
      `${orphan} holds the rows of a table that no definition in ${join(data, 'metadata')} names`,
      RESTORE,
    );
  const folders = new Set(tableFolders(data).map((folder) => basename(folder)));
  const bare = texts.find(
    ({ file, text }) =>
      /^ENGINE = \w*MergeTree/m.test(text) && !file.includes('metadata_dropped') && !folders.has(uuidOf(text) ?? ''),
  );
  if (bare !== undefined)
    refuse('ClickHouse', `${bare.file} defines a table whose rows are missing below ${join(data, 'store')}`, RESTORE);
}

const uuidOf = (definition: string): string | undefined =>
  /^ATTACH \w+(?: \w+)? \S+ UUID '([0-9a-f-]{36})'/.exec(definition)?.[1];

/** The only version that MergeTree tables have ever had on disk. */
const FORMAT_VERSION = '1';

function refuseNewerFormat(data: string): void {
  for (const folder of tableFolders(data)) {
    const file = join(folder, 'format_version.txt');
    const found = exists(file) ? readFileSync(file, 'utf8').trim() : FORMAT_VERSION;
    if (found !== FORMAT_VERSION)
      refuse(
        'ClickHouse',
        `${file} says ${JSON.stringify(found)} and this program writes ${FORMAT_VERSION}`,
        OTHER_VERSION,
      );
  }
}

const tableFolders = (data: string): string[] => directories(join(data, 'store')).flatMap(directories);

const directories = (dir: string): string[] =>
  exists(dir)
    ? readdirSync(dir, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => join(dir, name))
    : [];

/** `*.sql` of a folder and the folders in it, two levels deep: below lie parts, of which there may be thousands. */
const sqlUnder = (dir: string): string[] =>
  [dir, ...directories(dir), ...directories(dir).flatMap(directories)].flatMap((folder) =>
    exists(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith('.sql'))
          .map((name) => join(folder, name))
      : [],
  );
