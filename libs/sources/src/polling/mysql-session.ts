import { connect, type Socket } from 'node:net';
import { publicAddressOf } from '@cockpit/platform';
import type { Connection } from 'mysql2/promise';
import { z } from 'zod';
import { greeted } from './greeting';
import { READ_MS, type DatabasePlace, type Session } from './session';
import { trustOf } from './trust';

const Version = z.tuple([z.object({ version: z.string() })]);

export class MysqlSession implements Session {
  private connection: Connection | null = null;
  private socket: Socket | null = null;

  constructor(
    private readonly at: DatabasePlace,
    private readonly ms = READ_MS,
  ) {}

  async rows(sql: string, values: readonly (string | number)[]): Promise<unknown> {
    const connection = (this.connection ??= await this.connect());
    await connection.query('START TRANSACTION READ ONLY');
    // slightly later than the server's own timeout
    const [rows] = await connection.query({ sql, timeout: this.ms + 1_000 }, [...values]);
    await connection.query('COMMIT');
    return rows;
  }

  async close(): Promise<void> {
    const { connection } = this;
    this.connection = null;
    await connection?.end().catch(() => undefined);
  }

  cut(): void {
    this.connection = null;
    this.socket?.destroy();
  }

  private async connect(): Promise<Connection> {
    const { host, port, user, database, password, tls, allowPrivateHost } = this.at;
    const address = allowPrivateHost ? host : await publicAddressOf(host);
    const { name, isAddress, ca } = trustOf(this.at);
    const connection = await (
      await import('mysql2/promise')
    ).createConnection({
      // name for the certificate check; the stream decides where to connect
      host: name,
      port,
      stream: () => {
        this.socket = greeted(connect({ host: address, port }), 'mysql', this.ms);
        // the driver passes no address to TLS, which then uses this, or else `localhost`
        if (isAddress) Object.assign(this.socket, { _host: name });
        return this.socket;
      },
      user,
      database,
      password,
      connectTimeout: this.ms,
      charset: 'utf8mb4',
      typeCast: (field) => field.string(),
      ...(tls ? { ssl: { verifyIdentity: true, ...(ca === undefined ? {} : { ca }) } } : {}),
    });
    connection.on('error', () => {
      this.connection = null;
    });
    const [answer] = await connection.query('SELECT version() AS version');
    const isMaria = /mariadb/i.test(Version.parse(answer)[0].version);
    await connection.query('SET SESSION TRANSACTION READ ONLY');
    await connection.query(
      isMaria
        ? `SET SESSION max_statement_time = ${String(this.ms / 1000)}`
        : `SET SESSION max_execution_time = ${String(this.ms)}`,
    );
    return connection;
  }
}
