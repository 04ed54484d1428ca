export interface DatabasePlace {
  kind: 'postgres' | 'mysql';
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  /** encrypted and verified connections only */
  tls: boolean;
  /** PEM certificates of the server's authority; null: public authorities */
  ca: string | null;
  /** the name in the server's certificate; null: the host */
  tlsName: string | null;
  /** private addresses too, when an administrator allows them */
  allowPrivateHost: boolean;
}

/** One connection, opened on demand, because reads are rare and the database may restart at night. */
export interface Session {
  /** runs in a read-only transaction with a time limit */
  rows(sql: string, values: readonly (string | number)[]): Promise<unknown>;
  close(): Promise<void>;
  cut(): void;
}

export const READ_MS = 30_000;
