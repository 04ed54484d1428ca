import { Socket } from 'node:net';
import { checkServerIdentity, type ConnectionOptions } from 'node:tls';
import { publicAddressOf } from '@cockpit/platform';
import { Client } from 'pg';
import { greeted } from './greeting';
import { READ_MS, type DatabasePlace, type Session } from './session';
import { trustOf } from './trust';

/** Checks the certificate against the name although we connect to an address; the driver only knows the address. */
function encrypted(at: DatabasePlace): ConnectionOptions {
  const { name, isAddress, ca } = trustOf(at);
  return {
    ...(isAddress ? {} : { servername: name }),
    ...(ca === undefined ? {} : { ca }),
    checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
  };
}

export class PostgresSession implements Session {
  private client: Client | null = null;
  private socket: Socket | null = null;

  constructor(
    private readonly at: DatabasePlace,
    private readonly ms = READ_MS,
  ) {}

  async rows(sql: string, values: readonly (string | number)[]): Promise<unknown> {
    const client = (this.client ??= await this.connect());
    // read-only, so that not even a function in the query can write
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED READ ONLY');
    const { rows } = await client.query<Record<string, unknown>>(sql, [...values]);
    await client.query('COMMIT');
    return rows;
  }

  async close(): Promise<void> {
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  cut(): void {
    this.client = null;
    this.socket?.destroy();
  }

  private async connect(): Promise<Client> {
    const { host, port, user, database, password, tls, allowPrivateHost } = this.at;
    const socket = greeted(new Socket(), 'postgres', this.ms);
    this.socket = socket;
    const asText = {
      getTypeParser:
        () =>
        (value: string | Buffer): string =>
          value.toString(),
    };
    const client = new Client({
      host: allowPrivateHost ? host : await publicAddressOf(host),
      port,
      user,
      database,
      password,
      ssl: tls ? encrypted(this.at) : false,
      stream: () => socket,
      types: asText,
      statement_timeout: this.ms,
      connectionTimeoutMillis: this.ms,
      application_name: 'hall-cockpit poller',
      options: '-c default_transaction_read_only=on -c datestyle=ISO',
    });
    client.on('error', () => {
      this.client = null;
    });
    await client.connect();
    return client;
  }
}
