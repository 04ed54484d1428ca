import type { ColumnsRequest, DatabaseColumns, DatabaseTables, TablesRequest } from '@cockpit/contracts';
import { AuditLog, type Actor } from '@cockpit/access';
import { unprocessable } from '@cockpit/platform';
import { DatabaseFault } from '../../polling/database-fault';
import { listColumns, listTables } from '../../polling/catalogue';
import { type DatabasePlace } from '../../polling/session';
import { Injectable } from '@nestjs/common';
import { TableStore } from './table-store';
import { unreadable } from './tables';

/** Lists the content of a database before a table is chosen. Stores only who looked, and where. */
@Injectable()
export class Databases {
  constructor(
    private readonly store: TableStore,
    private readonly audit: AuditLog,
  ) {}

  /** @throws {AppError} 404 for an unknown table `of`, 422 with why the database cannot be read */
  async tables(input: TablesRequest, actor: Actor): Promise<DatabaseTables> {
    const place = await this.placeOf(input);
    const found = await withReason(listTables(place));
    const { kind, host, port, database, user } = input.database;
    await this.audit.record({
      actor,
      action: 'source-table.list',
      target: `database/${host}:${String(port)}/${database}`,
      after: { kind, user, tables: found.tables.length },
    });
    return found;
  }

  /** @throws {AppError} like `tables` */
  async columns({ table, ...input }: ColumnsRequest): Promise<DatabaseColumns> {
    return withReason(listColumns(await this.placeOf(input), table));
  }

  private async placeOf({ database, password, of }: TablesRequest): Promise<DatabasePlace> {
    if (password !== undefined) return { ...database, password };
    if (of === undefined) throw unprocessable('password-needed', 'a password is needed');
    return { ...database, password: await this.store.keptPassword(of, database) };
  }
}

const withReason = <T>(request: Promise<T>): Promise<T> =>
  request.catch((error: unknown) => {
    throw error instanceof DatabaseFault ? unreadable(error.message, error.why) : error;
  });
