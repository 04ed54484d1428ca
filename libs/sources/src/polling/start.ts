import { EventDoor } from '../files/door';
import { loadMapping } from '../files/load-mapping';
import { loadPollerConfig, secretIn } from './config';
import { openDatabase } from './database';
import { Memory, type PollerState } from './memory';
import { Poller } from './poller';

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
