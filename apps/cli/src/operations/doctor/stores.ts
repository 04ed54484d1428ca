import { randomUUID } from 'node:crypto';
import {
  checkParts,
  createClickhouse,
  createRedis,
  notedPartitions,
  refuseDamage,
  type Settings,
} from '@cockpit/platform';
import { doubledEvents, refuseDoubles } from '@cockpit/warehouse';
import { Client } from 'pg';
import { z } from 'zod';

const SCRATCH = randomUUID();
const TABLE = `doctor_${SCRATCH.replaceAll('-', '')}`;
const DURABLE = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' } as const;

/** Checks Redis' durability settings, writing and reading. */
export async function redisState(settings: Settings): Promise<string> {
  const redis = createRedis(settings, 'commands');
  try {
    for (const [name, expected] of Object.entries(DURABLE)) {
      const [, found] = z.tuple([z.string(), z.string()]).parse(await redis.config('GET', name));
      if (found !== expected)
        throw new Error(`${name} is ${found}; it must be ${expected}, or acknowledged events can be lost`);
    }
    const key = `doctor:${SCRATCH}`;
    await redis.set(key, SCRATCH, 'EX', 60);
    if ((await redis.get(key)) !== SCRATCH) throw new Error('what was written is not read again');
    await redis.del(key);
    const log = logState(await notedPartitions(redis), settings.logPartitions);
    return `${/redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? '?'}, every append on the disk, nothing evicted, writes and reads${log}`;
  } finally {
    redis.disconnect();
  }
}

/** Fewer partitions than the default are fine: the number only limits how many processes can share the log. */
function logState(stored: number | null, ofNew: number): string {
  if (stored === null) return '';
  const advice =
    stored < ofNew ? ` (“cockpit partitions ${String(ofNew)}” lets more writers and workers share it)` : '';
  return `, a log of ${String(stored)} partitions${advice}`;
}

export async function postgresState(settings: Settings): Promise<string> {
  const client = new Client({ connectionString: settings.postgresUrl, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    const Version = z.object({ server_version: z.string() });
    const { rows } = await client.query('SHOW server_version');
    const fsync = await client.query('SHOW fsync');
    if (z.object({ fsync: z.string() }).parse(fsync.rows[0]).fsync !== 'on')
      throw new Error('fsync is off: a power cut can destroy the database');
    try {
      await client.query(`CREATE TABLE ${TABLE} (x int); INSERT INTO ${TABLE} VALUES (7)`);
      if ((await client.query(`SELECT x FROM ${TABLE}`)).rowCount !== 1)
        throw new Error('what was written is not read again');
    } finally {
      await client.query(`DROP TABLE IF EXISTS ${TABLE}`);
    }
    return `${Version.parse(rows[0]).server_version}, writes and reads`;
  } finally {
    await client.end();
  }
}

/**
 * @param deep reads every part and verifies its checksums, because a disk fault otherwise shows only when the damaged
 * rows are read
 */
export async function clickhouseState(settings: Settings, deep: boolean): Promise<string> {
  const client = createClickhouse(settings, 'writer');
  try {
    const answer = await client.query({ query: 'SELECT version() AS version', format: 'JSONEachRow' });
    const [row] = z.array(z.object({ version: z.string() })).parse(await answer.json());
    try {
      await client.command({ query: `CREATE TABLE ${TABLE} (x Int32) ENGINE = MergeTree ORDER BY x` });
      await client.insert({ table: TABLE, values: [{ x: 7 }], format: 'JSONEachRow' });
      if ((await (await client.query({ query: `SELECT x FROM ${TABLE}`, format: 'JSONEachRow' })).json()).length !== 1)
        throw new Error('what was written is not read again');
    } finally {
      await client.command({ query: `DROP TABLE IF EXISTS ${TABLE} SYNC` });
    }
    await refuseDamage(client);
    const read = deep ? `, ${String(await checkParts(client))} parts read through` : '';
    return `${row?.version ?? '?'}, writes and reads, no part is damaged${read}`;
  } finally {
    await client.close();
  }
}

export async function eventsState(settings: Settings): Promise<string> {
  const client = createClickhouse(settings, 'writer');
  try {
    refuseDoubles(await doubledEvents(client));
    return 'each stands once';
  } finally {
    await client.close();
  }
}

/** Rows that no store accepts; nothing waits for them, but somebody should look. */
export async function deadLetters(settings: Settings): Promise<string> {
  const client = new Client({ connectionString: settings.postgresUrl, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    const Row = z.object({ worker: z.string(), reason: z.string(), n: z.coerce.number() });
    const rows = z
      .array(Row)
      .parse(
        (
          await client.query(
            'SELECT worker, reason, count(*) AS n FROM dead_letter GROUP BY worker, reason ORDER BY n DESC LIMIT 10',
          )
        ).rows,
      );
    if (rows.length > 0)
      throw new Error(
        `${rows.map(({ worker, reason, n }) => `${String(n)} of ${worker} (${reason})`).join(', ')}; see GET /v1/dead-letters`,
      );
    return 'none';
  } finally {
    await client.end();
  }
}

/** Live tables of external databases that cannot be read: why, and since when. */
export async function connectedTables(settings: Settings): Promise<string> {
  const client = new Client({ connectionString: settings.postgresUrl, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    const Row = z.object({ place: z.string(), code: z.string().nullable(), since: z.date().nullable() });
    const { rows } = await client.query(
      `SELECT concat(place->>'host', ':', place->>'port', '/', place->>'database', ' ', place->>'table') AS place,
        fault->>'code' AS code, fault_at AS since
       FROM source_table WHERE state = 'live' AND removed_at IS NULL ORDER BY 1 LIMIT 100`,
    );
    const live = z.array(Row).parse(rows);
    const failing = live.filter(({ code }) => code !== null);
    if (failing.length > 0)
      throw new Error(
        failing
          .map((table) => `${table.place}: ${table.code ?? ''} since ${table.since?.toISOString() ?? '?'}`)
          .join('; '),
      );
    return `${String(live.length)} live, all of them read`;
  } finally {
    await client.end();
  }
}
