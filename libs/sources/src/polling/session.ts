/** Where a database is, and who asks it. */
export interface DatabasePlace {
  kind: 'postgres' | 'mysql';
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  /** no connection but an encrypted one, to whoever proves to be it */
  tls: boolean;
  /** certificates in PEM of whoever signed the server's; null: of the authorities that everybody knows */
  ca: string | null;
  /** the name in the server's certificate; null: the host */
  tlsName: string | null;
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
