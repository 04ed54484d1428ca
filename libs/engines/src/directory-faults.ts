import { existsSync as exists, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * An engine's directory has unexpected content: it must not be started, and a retry does not help. The message says
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

/** Names in a directory without those of the file system, such as lost+found. Undefined when it does not exist. */
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

const sample = (names: readonly string[]): string =>
  names.slice(0, 5).join(', ') + (names.length > 5 ? `, … (${String(names.length)} in all)` : '');

/** @throws {DirectoryFault} when an engine had data here and now has none, as with a missing mount */
function refuseLost(engine: string, dir: string, usedBefore: boolean): void {
  if (!usedBefore) return;
  refuse(
    engine,
    `${dir} is empty, but ${engine} kept data there before`,
    `is its disk mounted? ${RESTORE}; to begin with nothing on purpose, take ${engine.toLowerCase()} out of "used" in engines.json`,
  );
}

/**
 * State of Postgres' directory: empty, or a cluster of this version.
 * @throws {DirectoryFault} for anything else
 */
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
        `${dir} holds ${sample(around)}, which is not of Postgres`,
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
    refuse('Postgres', `${data} is not empty (${sample(names)}) and lacks ${missing.join(', ')}`, RESTORE);
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

/** @throws {DirectoryFault} unless Redis' directory is empty or its append-only log is complete by the manifest */
export function lookAtRedis(dir: string, usedBefore: boolean): void {
  const names = namesIn('Redis', dir) ?? [];
  const log = join(dir, 'appendonlydir');
  const files = namesIn('Redis', log) ?? [];
  const foreign = names.filter((name) => !REDIS_OWN.test(name));
  if (files.length === 0) {
    if (foreign.length > 0)
      refuse(
        'Redis',
        `${dir} holds ${sample(foreign)}, which is not of Redis`,
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
      `${log} holds ${sample(files)} and lacks appendonly.aof.manifest; Redis would begin with nothing`,
      RESTORE,
    );
  const manifest = readFileSync(join(log, 'appendonly.aof.manifest'), 'utf8');
  // type h is only waiting for deletion, so it may be missing
  const required = [...manifest.matchAll(/^file (\S+) seq \d+ type [bi]/gm)].map(([, name = '']) => name);
  const missing = required.filter((name) => !files.includes(name));
  if (required.length === 0 || missing.length > 0)
    refuse(
      'Redis',
      `${log} lacks ${missing.length > 0 ? missing.join(', ') : 'the files that its manifest should name'}`,
      RESTORE,
    );
}

/** Content besides what ClickHouse creates even without tables. */
const clickhouseData = (data: string): string[] =>
  (namesIn('ClickHouse', data) ?? []).filter((name) => name !== 'tmp' && name !== 'status');

/** Whether ClickHouse has data; it runs for a while before its first table. */
export const hasClickhouseData = (dir: string): boolean => clickhouseData(join(dir, 'data')).length > 0;

/** @throws {DirectoryFault} unless ClickHouse's directory is empty or has tables with their definitions */
export function lookAtClickhouse(dir: string, usedBefore: boolean): void {
  const data = join(dir, 'data');
  const around = (namesIn('ClickHouse', dir) ?? []).filter((name) => !/^(?:data|clickhouse\.pid)$/.test(name));
  const names = clickhouseData(data);
  if (names.length === 0) {
    if (around.length > 0)
      refuse(
        'ClickHouse',
        `${dir} holds ${sample(around)}, which is not of ClickHouse`,
        'name another DATA_DIR, or move these files away',
      );
    refuseLost('ClickHouse', data, usedBefore);
    return;
  }
  const missing = ['metadata', 'store'].filter((name) => !names.includes(name));
  if (missing.length > 0)
    refuse('ClickHouse', `${data} is not empty (${sample(names)}) and lacks ${missing.join(', ')}`, RESTORE);
  refuseHalfATable(data);
  refuseNewerFormat(data);
}

/**
 * Refuses incomplete copies: a table's files are in `store/abc/UUID/`, and its definition names the UUID. With only one
 * of them ClickHouse would start an empty table. (A folder without parts may remain of an interrupted CREATE.)
 */
function refuseHalfATable(data: string): void {
  const texts = ['metadata', 'metadata_dropped', 'store']
    .flatMap((folder) => sqlUnder(join(data, folder)))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  const defined = new Set(texts.flatMap(({ text }) => uuidOf(text) ?? []));
  const orphan = tableFolders(data).find(
    (folder) => !defined.has(basename(folder)) && directories(folder).some((part) => basename(part) !== 'detached'),
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

/** The only disk format version of MergeTree so far. */
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

/** `*.sql` of a folder, two levels deep: deeper levels hold thousands of parts. */
const sqlUnder = (dir: string): string[] =>
  [dir, ...directories(dir), ...directories(dir).flatMap(directories)].flatMap((folder) =>
    exists(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith('.sql'))
          .map((name) => join(folder, name))
      : [],
  );
