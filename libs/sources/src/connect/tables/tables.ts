import {
  TABLE_SAMPLE_ROWS,
  cause,
  maskNumbers,
  type Cause,
  type ConnectedTable,
  type TableSample,
  type TableStart,
} from '@cockpit/contracts';
import { Sources, type Actor } from '@cockpit/access';
import { notFound, unprocessable, type AppError } from '@cockpit/platform';
import { DatabaseFault } from '../../polling/database-fault';
import { openDatabase, tableQuery } from '../../polling/database';
import { Injectable } from '@nestjs/common';
import { ImportStore } from '../import-store';
import { Uploads } from '../uploads';
import { TableStore } from './table-store';

/** Size limit of a sample, which is kept for a day: rows with images are cut. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Turns a database table into a sample file for the page's steps, and its mapping into a live table. */
@Injectable()
export class Tables {
  constructor(
    private readonly store: TableStore,
    private readonly uploads: Uploads,
    private readonly mappings: ImportStore,
    private readonly sources: Sources,
  ) {}

  /** @throws {AppError} 404, 422 with why the database cannot be read */
  async sample(id: string, actor: Actor): Promise<TableSample> {
    const { place, at } = await this.store.place(id);
    const { kind, table, cursorColumn, keyColumn } = place;
    const database = openDatabase(at, { query: tableQuery(kind, table), column: cursorColumn });
    try {
      const rows = await database.latest(TABLE_SAMPLE_ROWS);
      const [first, last] = [rows[0], rows.at(-1)];
      if (first === undefined || last === undefined)
        throw unreadable('the table has no rows yet', cause('database-empty'));
      const missing = [cursorColumn, ...(keyColumn === null ? [] : [keyColumn])].filter(
        (column) => !Object.hasOwn(first, column),
      );
      const columns = Object.keys(first).join(', ');
      if (missing.length > 0)
        throw unreadable(
          `the table has no column ${missing.join(', ')}; it has: ${columns}`,
          cause('database-columns', '', { missing: missing.join(', '), columns }),
        );
      await this.store.sampled(id, rows.length, actor);
      const file = await this.uploads.put(`${table}.ndjson`, linesOf(rows));
      return { file, first: first[cursorColumn] ?? '', last: last[cursorColumn] ?? '' };
    } catch (error) {
      if (!(error instanceof DatabaseFault)) throw error;
      throw unreadable(error.message, error.why);
    } finally {
      database.cut();
    }
  }

  /** @throws {AppError} 404 for an unknown table or source, 409 when it is live already */
  async start(id: string, input: TableStart, actor: Actor): Promise<ConnectedTable> {
    const { source, mapping, reason } = input;
    await this.store.one(id);
    if ((await this.sources.get(source)) === null) throw notFound('unknown-source', `there is no source "${source}"`);
    const version = await this.mappings.keepVersion(source, mapping, actor.name, reason);
    return this.store.start(id, version, input, actor);
  }
}

/** The latest rows up to the size limit. */
function linesOf(rows: readonly object[]): Buffer {
  const lines: Buffer[] = [];
  let bytes = 0;
  for (const row of rows.toReversed()) {
    const line = Buffer.from(`${JSON.stringify(row)}\n`);
    bytes += line.length;
    if (bytes > MOST_BYTES && lines.length > 0) break;
    lines.unshift(line);
  }
  return Buffer.concat(lines);
}

export const unreadable = (message: string, why: Cause): AppError =>
  unprocessable('unreadable-database', message, [{ message, ...maskedCause(why) }]);

/** Masks a database's message, which may quote a row. */
export const maskedCause = ({ path, code, params }: Cause): Cause => ({
  path,
  code,
  params: Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      name === 'said' ? maskNumbers(String(value), 'text', () => '***') : value,
    ]),
  ),
});
