import type { Row } from '../files/rows/row';

/** An external database, only read. Values are texts as the database writes them. */
export interface LegacyDatabase {
  /** rows with cursor `from` or later, in cursor order */
  read(from: string, limit: number): Promise<Row[]>;
  /** the last rows, in cursor order */
  latest(limit: number): Promise<Row[]>;
  /** smallest cursor; null while the table has no rows */
  first(): Promise<string | null>;
  close(): Promise<void>;
  /** aborts the running read */
  cut(): void;
}
