import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { Misuse } from '../../exit';

export const MANIFEST = 'manifest.json';
export const REDIS_FILE = 'redis/keys.ndjson.gz';
/** owner only: a backup holds the secret and all data */
export const PRIVATE = 0o600;

const Entry = z.object({
  path: z.string().regex(/^(?:postgres|clickhouse|redis)\/[a-z0-9_]+\.ndjson\.gz$/),
  rows: z.int(),
  bytes: z.int(),
  sha256: z.string(),
});
export type Entry = z.infer<typeof Entry>;

export const Manifest = z.object({
  format: z.literal('hall-cockpit-backup/1'),
  /** everything acknowledged before this instant is included */
  began: z.iso.datetime(),
  ended: z.iso.datetime(),
  /** for a log without stored number of partitions */
  logPartitions: z.int().optional(),
  /** migrations that had run; they define the shape of the rows */
  postgres: z.object({ migrations: z.array(z.string()), sequences: z.record(z.string(), z.string()) }),
  clickhouse: z.object({ migrations: z.array(z.string()), columns: z.record(z.string(), z.array(z.string())) }),
  files: z.array(Entry),
});
export type Manifest = z.infer<typeof Manifest>;

/** Streams lines into a compressed file. */
export async function writeLines(dir: string, path: string, lines: AsyncIterable<string>): Promise<Entry> {
  const gzip = createGzip({ level: 3 });
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const written = pipeline(gzip, measure, createWriteStream(join(dir, path), { mode: PRIVATE, flags: 'wx' }));
  // the pipe's error is awaited below; until then it must not count as unhandled
  written.catch(() => undefined);
  let rows = 0;
  for await (const line of lines) {
    rows++;
    if (!gzip.write(`${line}\n`)) await Promise.race([once(gzip, 'drain'), written]);
  }
  gzip.end();
  await written;
  return { path, rows, bytes, sha256: hash.digest('hex') };
}

export async function* readLines(dir: string, path: string): AsyncGenerator<string> {
  const unpacked = createReadStream(join(dir, path)).pipe(createGunzip());
  for await (const line of createInterface({ input: unpacked, crlfDelay: Infinity })) if (line !== '') yield line;
}

/** Parsed lines in batches. */
export async function* batches(lines: AsyncIterable<string>, size: number): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** @throws {Misuse} when the backup is incomplete or a file was changed */
export async function readManifest(dir: string): Promise<Manifest> {
  const file = join(dir, MANIFEST);
  if (!existsSync(file)) throw new Misuse(`${dir} holds no backup: ${MANIFEST} is missing (it is written last)`);
  const parsed = Manifest.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Misuse(`${file} cannot be read: ${z.prettifyError(parsed.error)}`);
  for (const { path, sha256 } of parsed.data.files) {
    const hash = createHash('sha256');
    try {
      await pipeline(createReadStream(join(dir, path)), hash);
    } catch (error) {
      throw new Misuse(`${path} of the backup cannot be read: ${String(error)}`);
    }
    if (hash.digest('hex') !== sha256)
      throw new Misuse(`${path} of the backup is not what was written: its checksum differs`);
  }
  return parsed.data;
}

export const isEmptyDir = (dir: string): boolean => !existsSync(dir) || readdirSync(dir).length === 0;
