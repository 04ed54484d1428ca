/** Where a database is, and who asks it. */
export interface DatabasePlace {
  kind: 'postgres' | 'mysql';
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  tls: boolean;
  /** addresses of one's own network too: somebody has given leave */
  allowPrivateHost: boolean;
}

/** One connection, made when it is needed: whoever reads sleeps most of the time, and what is read from may be restarted at night. */
export interface Session {
  /** in a read-only transaction, for so long and no longer */
  rows(sql: string, values: readonly (string | number)[]): Promise<unknown>;
  close(): Promise<void>;
  cut(): void;
}

export const READ_MS = 30_000;
