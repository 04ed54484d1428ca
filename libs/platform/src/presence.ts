import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from './settings';
import { Client } from 'pg';
import { z } from 'zod';

/** A session as Postgres lists it. The start time is needed because process ids are reused. */
export interface Session {
  pid: number;
  since: string;
}

/** SQL condition: the session that a row names as its holder has ended. */
export const sessionGone = (pid: string, since: string): string => `${pid} IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM pg_stat_activity a WHERE a.pid = ${pid} AND a.backend_start = ${since})`;

const Answer = z.tuple([z.object({ pid: z.int(), since: z.string() })]);
const AGAIN_MS = 500;

/**
 * An idle connection that breaks at once when this process is killed, so that others need not wait for its leases to
 * expire. Without it only leases count.
 */
@Injectable()
export class Presence {
  private client: Client | null = null;
  private current: Session | null = null;
  private connecting = false;
  private notBefore = 0;
  private ended = new AbortController();

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'postgresUrl'>) {}

  /** Null while there is none; reading it starts one. */
  get session(): Session | null {
    if (this.current === null && !this.connecting && performance.now() >= this.notBefore) void this.connect();
    return this.current;
  }

  /**
   * Aborts when the current session ends: other processes then take over its items, so this one must send nothing more.
   */
  get lost(): AbortSignal {
    return this.ended.signal;
  }

  async close(): Promise<void> {
    this.notBefore = Infinity;
    const { client } = this;
    this.forget(client);
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    this.connecting = true;
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
      this.ended = new AbortController();
      this.current = Answer.parse(rows)[0];
    } catch {
      this.forget(client);
      void client.end().catch(() => undefined);
    } finally {
      this.connecting = false;
    }
  }

  private forget(client: Client | null): void {
    if (client === null || this.client !== client) return;
    this.client = null;
    this.current = null;
    this.notBefore = Math.max(this.notBefore, performance.now() + AGAIN_MS);
    this.ended.abort(new Error('the session that stands for what is held has ended'));
  }
}
