import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Cause } from '@cockpit/contracts';
import { z } from 'zod';

/** Secrets are in separate files, so that the configuration can be shown. */
const File = z.string().min(1).max(500);

export const PollerConfig = z.strictObject({
  format: z.literal('poller/1'),
  /** name in log lines and of its state */
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dot, dash and underscore, at most 64'),
  database: z.strictObject({
    kind: z.enum(['postgres', 'mysql']),
    host: z.string().min(1),
    port: z.int().min(1).max(65_535),
    database: z.string().min(1),
    user: z.string().min(1),
    passwordFile: File.optional(),
    tls: z.boolean().default(false),
    /** PEM certificates of the server's authority */
    caFile: File.optional(),
    /** name in the server's certificate, if it is not the host */
    tlsName: z.string().min(1).max(253).optional(),
  }),
  /** a SELECT without ORDER BY and LIMIT; the mapping reads its columns */
  query: z
    .string()
    .min(10)
    .refine((sql) => /^\s*(select|with)\b/i.test(sql) && !/;\s*\S/.test(sql), 'one SELECT'),
  cursor: z.strictObject({
    /** a column that only grows: a sequence number or the time of the last update */
    column: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'a plain column name'),
    /** first cursor value, as the database writes it */
    start: z.union([z.string(), z.int()]).transform(String),
    /** reads this far back again for rows whose transaction committed late */
    lookBackSec: z.number().min(0).max(3600).default(60),
  }),
  /** mapping file, relative to this one, docs/importing.md */
  mapping: File,
  everySec: z.number().min(0.1).max(3600).default(5),
  batch: z.int().min(1).max(10_000).default(1000),
  door: z.strictObject({ url: z.url(), keyFile: File }),
  /** state file; default: beside this file */
  state: File.optional(),
});
export type PollerConfig = z.infer<typeof PollerConfig>;

/** A wrong configuration, mapping or query; a retry would not help. */
export class PollerMisuse extends Error {
  constructor(
    message: string,
    /** the cause for screens, when the table was connected on one */
    readonly why: Cause | null = null,
  ) {
    super(message);
  }
}

/** Reads a configuration; reports all faults at once. Paths are relative to its folder. */
export async function loadPollerConfig(path: string): Promise<PollerConfig & { state: string }> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new PollerMisuse(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = PollerConfig.safeParse(json);
  if (!read.success) throw new PollerMisuse(`${path} is not right:\n${z.prettifyError(read.error)}`);
  const besideConfig = (file: string): string => resolve(dirname(path), file);
  const { database, door, mapping, state, name } = read.data;
  return {
    ...read.data,
    mapping: besideConfig(mapping),
    state: besideConfig(state ?? `${name}.cursor.json`),
    door: { ...door, keyFile: besideConfig(door.keyFile) },
    database: {
      ...database,
      ...(database.passwordFile === undefined ? {} : { passwordFile: besideConfig(database.passwordFile) }),
      ...(database.caFile === undefined ? {} : { caFile: besideConfig(database.caFile) }),
    },
  };
}

export function secretIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new PollerMisuse(`cannot read the secret in ${file}`);
  }
}
