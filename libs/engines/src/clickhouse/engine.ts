import type { Session } from 'chdb';
import { insertTarget, insertWithInlineData, verbOf, withSettings, type Statement } from './statement';
import { FreeSpace, type Disk } from './free-space';
import { Pool, type Connection } from './pool';

type RawFormat =
  | 'JSONEachRow'
  | 'JSONCompactEachRow'
  | 'CSV'
  | 'CSVWithNames'
  | 'TabSeparated'
  | 'TabSeparatedWithNames';
const RAW_FORMATS: ReadonlySet<string> = new Set<RawFormat>([
  'JSONEachRow',
  'JSONCompactEachRow',
  'CSV',
  'CSVWithNames',
  'TabSeparated',
  'TabSeparatedWithNames',
]);
const isRawFormat = (format: string): format is RawFormat => RAW_FORMATS.has(format);

export interface Answer {
  bytes: Uint8Array;
  rowsRead: number;
  bytesRead: number;
  rowsWritten: number;
  elapsedSec: number;
}

/** The client disconnected while its statement was queued; the statement is dropped. */
class ClientGone extends Error {
  constructor() {
    super(
      'Code: 394. DB::Exception: the client closed the connection before the statement began. (QUERY_WAS_CANCELLED)',
    );
  }
}

/**
 * Runs statements on the embedded engine. Inserts have their own connections, so that slow queries never delay the log.
 */
export class ClickhouseEngine {
  private readonly queries: Pool;
  private readonly inserts: Pool;
  private readonly orders: Pool;
  private readonly freeSpace: FreeSpace;

  constructor(path: string, diskOf?: (dir: string) => Disk) {
    this.queries = new Pool(path, 6);
    this.inserts = new Pool(path, 2);
    this.orders = new Pool(path, 1);
    const merges = (command: string): Promise<unknown> =>
      this.orders.use(({ session }) => session.queryAsync(`SYSTEM ${command} MERGES`));
    this.freeSpace = new FreeSpace(path, merges, diskOf);
  }

  /**
   * @param isAwaited whether the client still waits. Queued statements are not in system.processes, so a client that
   * repeats an insert because it is not listed must not meet the queued one later
   */
  async run(statement: Statement, isAwaited: () => boolean): Promise<Answer> {
    const isInsert = verbOf(statement.sql) === 'INSERT';
    return (isInsert ? this.inserts : this.queries).use(async (connection) => {
      if (!isAwaited()) throw new ClientGone();
      if (isInsert) this.freeSpace.refuse();
      try {
        await useDatabase(connection, statement.database ?? 'default');
        return await (statement.data ? insert(connection.session, statement) : query(connection.session, statement));
      } catch (error) {
        await discardRest(connection.session);
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    this.freeSpace.close();
    await Promise.all([this.queries.close(), this.inserts.close(), this.orders.close()]);
  }
}

/** Discards output of a failed statement, which would otherwise precede the connection's next answer. */
async function discardRest(session: Session): Promise<void> {
  await session.queryAsync('SELECT 1', { format: 'TabSeparated' });
}

async function useDatabase(connection: Connection, database: string): Promise<void> {
  if (connection.database === database) return;
  await connection.session.queryAsync(`USE \`${database.replaceAll('`', '')}\``);
  connection.database = database;
}

async function query(session: Session, { sql, settings, params, defaultFormat }: Statement): Promise<Answer> {
  const full = withSettings(sql, settings);
  const options = { format: defaultFormat };
  const result = await (Object.keys(params).length === 0
    ? session.queryAsync(full, options)
    : session.queryBindAsync(full, params, options));
  return {
    bytes: result.bytes(),
    rowsRead: result.rowsRead,
    bytesRead: result.bytesRead,
    rowsWritten: 0,
    elapsedSec: result.elapsed,
  };
}

async function insert(session: Session, statement: Statement): Promise<Answer> {
  const target = insertTarget(statement);
  if (!target || !statement.data || !isRawFormat(target.format)) {
    return query(session, { ...statement, sql: insertWithInlineData(statement), settings: [] });
  }
  const { table, columns, format } = target;
  // the engine creates its own query ids: the client's id is put into this otherwise unused setting, which
  // system.processes shows
  const settings = {
    ...target.settings,
    ...(statement.queryId === undefined ? {} : { log_comment: statement.queryId }),
  };
  const done = await session.insert({
    table,
    values: statement.data,
    format,
    settings,
    ...(columns ? { columns } : {}),
  });
  return {
    bytes: new Uint8Array(),
    rowsRead: 0,
    bytesRead: 0,
    rowsWritten: done.rowsWritten,
    elapsedSec: done.elapsed,
  };
}
