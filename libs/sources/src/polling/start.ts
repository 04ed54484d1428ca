import { EventDoor } from '../files/door';
import { loadMapping } from '../files/load-mapping';
import { loadPollerConfig, secretIn } from './config';
import { openDatabase } from './database';
import { Memory, type Kept } from './memory';
import { Poller } from './poller';

export interface PollOptions {
  /** configuration file */
  file: string;
  signal: AbortSignal;
  say: (line: string) => void;
  /** what is there now, then end */
  once?: boolean;
  /** cursor from which everything is read once more, for rows that a mended mapping can read now */
  againFrom?: string;
}

/** Reads a legacy database by configuration until the signal. @returns what it has done in all its life */
export async function poll({ file, signal, say, once = false, againFrom }: PollOptions): Promise<Kept> {
  const config = await loadPollerConfig(file);
  const mapping = await loadMapping(config.mapping);
  const memory = await Memory.open(config.state, config.cursor.start);
  if (againFrom !== undefined) memory.again(againFrom);
  const { passwordFile, caFile, tlsName = null, ...place } = config.database;
  const password = passwordFile === undefined ? '' : secretIn(passwordFile);
  // who writes a configuration at a shell may go anywhere
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
