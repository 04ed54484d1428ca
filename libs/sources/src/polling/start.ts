import { EventDoor } from '../files/door';
import { loadPollerConfig, secretIn } from './config';
import { openDatabase } from './database';
import { Memory, type PollerState } from './memory';
import { Poller } from './poller';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ImportMisuse } from '../files/misuse';
import { Mapping } from '../files/mapping';

export interface PollOptions {
  file: string;
  signal: AbortSignal;
  say: (line: string) => void;
  /** reads what is there now, then ends */
  once?: boolean;
  /** cursor to read again from, for rows that a corrected mapping can now read */
  againFrom?: string;
}

/**
 * Polls a legacy database by configuration until the signal aborts.
 * @returns its totals
 */
export async function poll({ file, signal, say, once = false, againFrom }: PollOptions): Promise<PollerState> {
  const config = await loadPollerConfig(file);
  const mapping = await loadMapping(config.mapping);
  const memory = await Memory.open(config.state, config.cursor.start);
  if (againFrom !== undefined) memory.again(againFrom);
  const { passwordFile, caFile, tlsName = null, ...place } = config.database;
  const password = passwordFile === undefined ? '' : secretIn(passwordFile);
  // configurations from a shell may use any address
  const database = openDatabase(
    { ...place, password, tlsName, ca: caFile === undefined ? null : secretIn(caFile), allowPrivateHost: true },
    { query: config.query, column: config.cursor.column },
  );
  const door = new EventDoor({
    url: config.door.url,
    key: secretIn(config.door.keyFile),
    signal,
    onRetry: (why) => {
      say(`${config.name}: the door says: ${why}; trying again`);
    },
  });
  const poller = new Poller({ config, mapping, database, door, memory, say });
  try {
    if (once) await poller.round();
    else await poller.run(signal);
  } finally {
    await database.close();
  }
  return memory.kept;
}

/** Reads a mapping file; reports all faults at once with their paths. */
export async function loadMapping(path: string): Promise<Mapping> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new ImportMisuse(
      `cannot read the mapping ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const read = Mapping.safeParse(json);
  if (read.success) return read.data;
  throw new ImportMisuse(`the mapping ${path} is not right:\n${z.prettifyError(read.error)}`);
}
