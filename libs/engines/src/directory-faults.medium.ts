import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { clickhouseMain, engineOptions } from '../../../tests/support/engine-dir';
import { onPostgres } from '../../../tests/support/on-postgres';
import { startClickhouse } from './clickhouse';
import { freePort } from './ports';
import { startPostgres } from './postgres';
import type { Engine } from './process';
import { startRedis, type EngineOptions } from './redis';
import { Engines } from './start';
import { DirectoryFault } from './directory-faults';

type Name = 'postgres' | 'redis' | 'clickhouse';
const START: Record<Name, (options: EngineOptions) => Promise<Engine>> = {
  postgres: startPostgres,
  redis: startRedis,
  clickhouse: (options) => startClickhouse(options, clickhouseMain),
};
const NAMES = Object.keys(START) as Name[];

async function onClickhouse(url: string, sql: string): Promise<string> {
  const { origin, username, password } = new URL(url);
  const answer = await fetch(origin, {
    method: 'POST',
    body: sql,
    headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` },
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.text()).trim();
}
const onRedis = async <T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> => {
  const redis = new Redis(url);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
};
const FILL: Record<Name, (url: string) => Promise<unknown>> = {
  postgres: (url) => onPostgres(url, 'CREATE TABLE kept (x int); INSERT INTO kept VALUES (1), (2)'),
  redis: (url) =>
    onRedis(url, async (redis) => {
      for (let i = 0; i < 20; i++) await redis.set(`kept-${String(i)}`, 'x'.repeat(50));
    }),
  clickhouse: async (url) => {
    await onClickhouse(url, 'CREATE DATABASE kept');
    await onClickhouse(url, 'CREATE TABLE kept.kept (x Int64) ENGINE = MergeTree ORDER BY x');
    await onClickhouse(url, 'INSERT INTO kept.kept SELECT number FROM numbers(2)');
  },
};
const COUNT: Record<Name, (url: string) => Promise<number>> = {
  postgres: async (url) => (await onPostgres(url, 'SELECT x FROM kept')).length,
  redis: (url) => onRedis(url, (redis) => redis.dbsize()),
  clickhouse: async (url) => Number(await onClickhouse(url, 'SELECT count() FROM kept.kept')),
};

/** Every file below, with its bytes; the pid and settings that a start writes for itself apart. */
function fingerprint(dir: string): string[] {
  if (lstatSync(dir).isSymbolicLink()) return ['a link'];
  if (statSync(dir).isFile()) return [readFileSync(dir, 'utf8')];
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => !/^redis\.(?:conf|pid)$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return `${path} ${entry.isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'not a file'}`;
    })
    .sort();
}

/** With owners and links as they are. */
const copy = (from: string, to: string): void => {
  execFileSync('cp', ['-aT', from, to]);
};

/** One engine's directory with data in it, as an orderly stop left it. */
const filled = {} as Record<Name, string>;
beforeAll(async () => {
  for (const name of NAMES) {
    const { options, clean } = engineOptions(await freePort());
    const dir = join(options.dir, name);
    const engine = await START[name]({ ...options, dir });
    await FILL[name](engine.url);
    await engine.stop();
    filled[name] = mkdtempSync(join(tmpdir(), 'hall-cockpit-filled-'));
    copy(dir, filled[name]);
    clean();
  }
});
afterAll(() => {
  for (const dir of Object.values(filled)) rmSync(dir, { recursive: true, force: true });
});

const within = (dir: string, pattern: RegExp): string => {
  const found = readdirSync(dir, { recursive: true, encoding: 'utf8' }).find((path) => pattern.test(path));
  if (found === undefined) throw new Error(`${String(pattern)} is not in ${dir}`);
  return join(dir, found);
};
interface Fault {
  name: string;
  says: RegExp;
  make: (dir: string) => void;
}
const own = (dir: string): void => {
  rmSync(dir, { recursive: true });
};
const COMMON: Fault[] = [
  {
    name: 'a directory of something else',
    says: /holiday\.jpg[\s\S]*DATA_DIR/,
    make: (dir) => {
      own(dir);
      mkdirSync(dir);
      writeFileSync(join(dir, 'holiday.jpg'), 'a beach');
    },
  },
  {
    name: 'a file in its place',
    says: /cannot be read \(ENOTDIR/,
    make: (dir) => {
      own(dir);
      writeFileSync(dir, 'a file');
    },
  },
  {
    name: 'a directory that cannot be read',
    says: /cannot be read \(ELOOP/,
    make: (dir) => {
      own(dir);
      symlinkSync(dir, dir);
    },
  },
];
const FAULTS: Record<Name, Fault[]> = {
  postgres: [
    ...COMMON,
    {
      name: 'its version file lost',
      says: /lacks PG_VERSION[\s\S]*restore a backup/,
      make: (dir) => {
        rmSync(join(dir, 'data', 'PG_VERSION'));
      },
    },
    {
      name: 'half copied',
      says: /lacks .*base/,
      make: (dir) => {
        rmSync(join(dir, 'data', 'base'), { recursive: true });
      },
    },
    {
      name: 'only its version copied',
      says: /lacks base, pg_wal, pg_xact, global/,
      make: (dir) => {
        own(join(dir, 'data'));
        mkdirSync(join(dir, 'data'));
        writeFileSync(join(dir, 'data', 'PG_VERSION'), '18\n');
      },
    },
    {
      name: 'half written',
      says: /not empty \(half-written\)/,
      make: (dir) => {
        own(join(dir, 'data'));
        mkdirSync(join(dir, 'data'));
        writeFileSync(join(dir, 'data', 'half-written'), '');
      },
    },
    {
      name: 'another version',
      says: /written by Postgres "9\.6" and this is Postgres \d\d/,
      make: (dir) => {
        writeFileSync(join(dir, 'data', 'PG_VERSION'), '9.6\n');
      },
    },
    {
      name: 'the root of a file system',
      says: /lost\+found.*one level higher/,
      make: (dir) => {
        own(join(dir, 'data'));
        mkdirSync(join(dir, 'data', 'lost+found'), { recursive: true });
      },
    },
  ],
  redis: [
    ...COMMON,
    {
      name: 'its manifest lost',
      says: /lacks appendonly\.aof\.manifest/,
      make: (dir) => {
        rmSync(join(dir, 'appendonlydir', 'appendonly.aof.manifest'));
      },
    },
    {
      name: 'half copied',
      says: /lacks appendonly\.aof\.1\.incr\.aof/,
      make: (dir) => {
        rmSync(join(dir, 'appendonlydir', 'appendonly.aof.1.incr.aof'));
      },
    },
    {
      name: 'another version',
      says: /newer Redis \(format 9999\)/,
      make: (dir) => {
        const base = join(dir, 'appendonlydir', 'appendonly.aof.1.base.rdb');
        const bytes = readFileSync(base);
        bytes.write('9999', 5);
        writeFileSync(base, bytes);
      },
    },
    {
      name: 'a log damaged in its middle',
      says: /appendonly\.aof\.1\.incr\.aof is damaged[\s\S]*redis-check-aof --fix .*appendonly\.aof\.manifest/,
      make: (dir) => {
        const file = join(dir, 'appendonlydir', 'appendonly.aof.1.incr.aof');
        const bytes = readFileSync(file);
        bytes.fill('#', 200, 260);
        writeFileSync(file, bytes);
      },
    },
    {
      name: 'a base that is cut short',
      says: /appendonly\.aof\.1\.base\.rdb is damaged[\s\S]*redis-check-aof/,
      make: (dir) => {
        truncateSync(join(dir, 'appendonlydir', 'appendonly.aof.1.base.rdb'), 20);
      },
    },
  ],
  clickhouse: [
    ...COMMON,
    {
      name: 'its definitions lost',
      says: /lacks metadata/,
      make: (dir) => {
        own(join(dir, 'data', 'metadata'));
      },
    },
    {
      name: 'half copied, without the rows',
      says: /lacks store/,
      make: (dir) => {
        own(join(dir, 'data', 'store'));
      },
    },
    {
      name: 'half copied, without one table’s rows',
      says: /defines a table whose rows are missing/,
      make: (dir) => {
        own(join(within(dir, /store\/.*format_version\.txt$/), '..'));
      },
    },
    {
      name: 'half copied, without one table’s definition',
      says: /no definition in .* names/,
      make: (dir) => {
        rmSync(within(dir, /store\/.*kept\.sql$/));
      },
    },
    {
      name: 'another version',
      says: /format_version\.txt says "7"/,
      make: (dir) => {
        writeFileSync(within(dir, /store\/.*format_version\.txt$/), '7');
      },
    },
  ],
};

describe.each(NAMES)('%s', (name) => {
  const copied = async (): Promise<{ options: EngineOptions; clean: () => void; dir: string }> => {
    const { options, clean } = engineOptions(await freePort());
    const dir = join(options.dir, name);
    copy(filled[name], dir);
    return { options: { ...options, dir, say: () => undefined }, clean, dir };
  };

  it.each(FAULTS[name].map((fault) => [fault.name, fault] as const))(
    'is not started on %s, and nothing there is touched',
    async (_, { make, says }) => {
      const { options, clean, dir } = await copied();
      try {
        make(dir);
        const before = fingerprint(dir);
        const refused: unknown = await START[name](options).then(
          async (engine) => {
            await engine.stop();
            return 'started';
          },
          (error: unknown) => error,
        );
        expect(refused).toBeInstanceOf(DirectoryFault);
        expect(String(refused)).toMatch(says);
        expect(String(refused)).toContain('What to do');
        expect(fingerprint(dir)).toEqual(before);
      } finally {
        rmSync(dir, { recursive: true, force: true });
        clean();
      }
    },
  );

  it('goes on with what it has, and begins in a directory that is new, empty or the root of a file system', async () => {
    const { options, clean, dir } = await copied();
    try {
      const engine = await START[name](options);
      expect(await COUNT[name](engine.url)).toBeGreaterThan(1);
      await engine.stop();
      for (const prepare of [
        () => undefined,
        () => {
          mkdirSync(dir);
        },
        () => {
          mkdirSync(join(dir, 'lost+found'), { recursive: true });
        },
      ]) {
        rmSync(dir, { recursive: true });
        prepare();
        const fresh = await START[name](options);
        await FILL[name](fresh.url);
        await fresh.stop();
      }
    } finally {
      clean();
    }
  });
});

it('tells an emptied directory from a new one by what ran there before', async () => {
  const { options, clean } = engineOptions(await freePort());
  const prepare = () => Engines.prepare({ dataDir: options.dir, cacheDir: options.cacheDir });
  try {
    for (const name of ['redis', 'postgres'] as const) {
      const dir = join(options.dir, name);
      await (await (await prepare()).start(name)).stop();
      renameSync(dir, `${dir}-away`);
      mkdirSync(dir);
      await expect((await prepare()).start(name)).rejects.toThrow(
        /is empty, but \w+ kept data there before[\s\S]*mounted/,
      );
      expect(readdirSync(dir)).toEqual([]);
      rmSync(dir, { recursive: true });
      await expect((await prepare()).start(name)).rejects.toThrow(DirectoryFault);
      expect(existsSync(dir)).toBe(false);
      renameSync(`${dir}-away`, dir);
      await (await (await prepare()).start(name)).stop();
    }
  } finally {
    clean();
  }
});

it('cuts off what a power cut left half written at the end of Redis’ log, and says so', async () => {
  const { options, clean } = engineOptions(await freePort());
  const dir = join(options.dir, 'redis');
  const said: string[] = [];
  try {
    copy(filled.redis, dir);
    const file = join(dir, 'appendonlydir', 'appendonly.aof.1.incr.aof');
    truncateSync(file, statSync(file).size - 10);
    const engine = await startRedis({ ...options, dir, say: (line) => said.push(line) });
    expect(await COUNT.redis(engine.url)).toBe(19);
    await engine.stop();
    expect(said.join()).toMatch(/ended within an entry.*incr\.aof/);
  } finally {
    clean();
  }
});
