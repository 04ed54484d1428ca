import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from './settings';
import { Client } from 'pg';
import { z } from 'zod';

/** A session as Postgres lists it. The time too: numbers come again. */
export interface Session {
  pid: number;
  since: string;
}

/** Of a row that names the session of its holder: there is none any more. */
export const sessionGone = (pid: string, since: string): string => `${pid} IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM pg_stat_activity a WHERE a.pid = ${pid} AND a.backend_start = ${since})`;

const Answer = z.tuple([z.object({ pid: z.int(), since: z.string() })]);
const AGAIN_MS = 500;

/**
 * A connection that does nothing but stand: it breaks in the moment this process is killed, so that nobody waits for its leases to run out. Where it
 * cannot be made, leases alone count.
 */
@Injectable()
export class Presence {
  private client: Client | null = null;
  private known: Session | null = null;
  private coming = false;
  private notBefore = 0;
  private gone = new AbortController();

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'postgresUrl'>) {}

  /** Null while there is none; asking has one made. */
  get session(): Session | null {
    if (this.known === null && !this.coming && performance.now() >= this.notBefore) void this.come();
    return this.known;
  }

  /** Aborts when the session of now ends: others take over what is held by it, so nothing more may be sent. */
  get lost(): AbortSignal {
    return this.gone.signal;
  }

  async close(): Promise<void> {
    this.notBefore = Infinity;
    const { client } = this;
    this.forget(client);
    await client?.end().catch(() => undefined);
  }

  private async come(): Promise<void> {
    this.coming = true;
    const client = new Client({
      connectionString: this.settings.postgresUrl,
      application_name: 'cockpit-presence',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client.on('error', () => {
      this.forget(client);
    });
    client.on('end', () => {
      this.forget(client);
    });
    try {
      this.client = client;
      await client.connect();
      const { rows } = await client.query(
        'SELECT pid, backend_start::text AS since FROM pg_stat_activity WHERE pid = pg_backend_pid()',
      );
      if (this.client !== client) return;
      this.gone = new AbortController();
      this.known = Answer.parse(rows)[0];
    } catch {
      this.forget(client);
      void client.end().catch(() => undefined);
    } finally {
      this.coming = false;
    }
  }

  private forget(client: Client | null): void {
    if (client === null || this.client !== client) return;
    this.client = null;
    this.known = null;
    this.notBefore = Math.max(this.notBefore, performance.now() + AGAIN_MS);
    this.gone.abort(new Error('the session that stands for what is held has ended'));
  }
}
