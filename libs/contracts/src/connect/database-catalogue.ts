import { z } from 'zod';
import { ConnectedTable, NewConnectedTable, TablePlace } from './tables';

/** Maximum number of tables listed, the user's own first. */
export const CATALOGUE_TABLES = 5000;
export const CATALOGUE_COLUMNS = 1000;

/** Address and user of a database. */
export const DatabaseAddress = TablePlace.omit({ table: true, keyColumn: true, cursorColumn: true });
export type DatabaseAddress = z.infer<typeof DatabaseAddress>;

/** `POST /v1/connect/databases/tables`. Nothing is stored. */
export const TablesRequest = z.strictObject({
  database: DatabaseAddress,
  /** if absent, that of the connected table `of`, provided that server and user are the same */
  password: NewConnectedTable.shape.password.optional(),
  of: ConnectedTable.shape.id.optional(),
});
export type TablesRequest = z.infer<typeof TablesRequest>;

export const DatabaseTables = z.object({
  tables: z
    .array(
      z.object({
        /** value for `table` of a place, with its schema unless it is the user's own */
        name: z.string(),
        kind: z.enum(['table', 'view']),
      }),
    )
    .max(CATALOGUE_TABLES),
  /** false if there are more */
  whole: z.boolean(),
  /** tables that this user may not read; a database may also hide them */
  unreadable: z.int().min(0),
});
export type DatabaseTables = z.infer<typeof DatabaseTables>;

/** `POST /v1/connect/databases/columns` */
export const ColumnsRequest = TablesRequest.extend({ table: TablePlace.shape.table });
export type ColumnsRequest = z.infer<typeof ColumnsRequest>;

export const DatabaseColumn = z.object({
  name: z.string(),
  /** as the database names it */
  type: z.string(),
  nullable: z.boolean(),
  /** the only column of the primary key */
  primary: z.boolean(),
  /** the first column of an index, so that reading in its order is cheap */
  indexed: z.boolean(),
});
export type DatabaseColumn = z.infer<typeof DatabaseColumn>;

export const DatabaseColumns = z.object({
  columns: z.array(DatabaseColumn).max(CATALOGUE_COLUMNS),
  /** the column that seems to grow only: a time of change also finds changed rows, others find new rows only */
  cursor: z.object({ column: z.string(), finds: z.enum(['changes', 'new']) }).nullable(),
  key: z.string().nullable(),
});
export type DatabaseColumns = z.infer<typeof DatabaseColumns>;
