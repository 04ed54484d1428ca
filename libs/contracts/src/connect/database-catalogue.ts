import { z } from 'zod';
import { ConnectedTable, NewConnectedTable, TablePlace } from './tables';

/** As many tables are listed, the user's own first. */
export const CATALOGUE_TABLES = 5000;
export const CATALOGUE_COLUMNS = 1000;

/** Where a database is, and who asks it. */
export const DatabaseAddress = TablePlace.omit({ table: true, keyColumn: true, cursorColumn: true });
export type DatabaseAddress = z.infer<typeof DatabaseAddress>;

/** `POST /v1/connect/databases/tables`. Nothing of it is kept. */
export const TablesRequest = z.strictObject({
  database: DatabaseAddress,
  /** left out: that of the connected table `of`, as long as it is the same server and user */
  password: NewConnectedTable.shape.password.optional(),
  of: ConnectedTable.shape.id.optional(),
});
export type TablesRequest = z.infer<typeof TablesRequest>;

export const DatabaseTables = z.object({
  tables: z
    .array(
      z.object({
        /** as `table` of a place takes it: with its schema where it is not the user's own */
        name: z.string(),
        kind: z.enum(['table', 'view']),
      }),
    )
    .max(CATALOGUE_TABLES),
  /** false: there are more */
  whole: z.boolean(),
  /** tables that are there and that this user may not read; a database may hide them altogether */
  unreadable: z.int().min(0),
});
export type DatabaseTables = z.infer<typeof DatabaseTables>;

/** `POST /v1/connect/databases/columns` */
export const ColumnsRequest = TablesRequest.extend({ table: TablePlace.shape.table });
export type ColumnsRequest = z.infer<typeof ColumnsRequest>;

export const DatabaseColumn = z.object({
  name: z.string(),
  /** as the database writes it */
  type: z.string(),
  nullable: z.boolean(),
  /** alone the table's primary key */
  primary: z.boolean(),
  /** the first column of an index: reading in its order is cheap */
  indexed: z.boolean(),
});
export type DatabaseColumn = z.infer<typeof DatabaseColumn>;

export const DatabaseColumns = z.object({
  columns: z.array(DatabaseColumn).max(CATALOGUE_COLUMNS),
  /** which column seems to grow only: by the time of the last change changed rows are found too, by others only new ones */
  cursor: z.object({ column: z.string(), finds: z.enum(['changes', 'new']) }).nullable(),
  key: z.string().nullable(),
});
export type DatabaseColumns = z.infer<typeof DatabaseColumns>;
