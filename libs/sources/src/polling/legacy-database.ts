import type { Row } from '../files/rows/row';

/** A database of somebody else's, which is only ever read. Values come as the texts the database writes. */
export interface LegacyDatabase {
  /** rows whose cursor is `from` or later, in its order */
  read(from: string, limit: number): Promise<Row[]>;
  /** the last rows there are, in their order */
  latest(limit: number): Promise<Row[]>;
  /** where the table begins; null while it has no rows */
  first(): Promise<string | null>;
  close(): Promise<void>;
  /** breaks off what is being read */
  cut(): void;
}
