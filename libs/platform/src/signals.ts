import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { SETTINGS, type Settings } from './settings';

const AGAIN_MS = 1_000;
/** Maximum wait while signals work; a safety net for lost signals. */
const SAFETY_MS = 30_000;
const HELLO = 'cockpit_hello';

interface Wait {
  /** value of `seen` before the query */
  since: number;
  /** maximum wait while signals can be received; half a minute when absent */
  atMostMs?: number;
  /** wait while signals cannot be received */
  deafMs: number;
  signal: AbortSignal;
}

/**
 * Receives Postgres notifications, so that workers need not poll. A worker reads `seen` before it queries its table and
 * then waits for a higher count, so nothing in between is missed. Until the connection has received its own test
 * message, and whenever it breaks, waiting is as short as polling.
 */
@Injectable()
export class Signals implements OnApplicationShutdown {
  private readonly counts = new Map<string, number>();
  private readonly waiting = new Set<() => void>();
  private client: Client | null = null;
  private isListening = false;
  private closed = false;
  private retry: NodeJS.Timeout | null = null;

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'postgresUrl'>) {}

  /** Number of notifications on a channel. The first call starts listening. */
  seen(channel: string): number {
    const count = this.counts.get(channel);
    if (count !== undefined) return count;
    this.counts.set(channel, 0);
    if (this.client === null) this.connect();
    else void this.listenAlso(this.client, channel);
    return 0;
  }

  /** Resolves when the channel was notified since `since`, after the timeout, or when the signal aborts. */
  async next(channel: string, { since, atMostMs = SAFETY_MS, deafMs, signal }: Wait): Promise<void> {
    const until = performance.now();
    while (!signal.aborted && this.seen(channel) === since) {
      const left = (this.isListening ? atMostMs : Math.min(deafMs, atMostMs)) - (performance.now() - until);
      if (left <= 0) return;
      await this.change(left, signal);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    if (this.retry !== null) clearTimeout(this.retry);
    const { client } = this;
    this.lose(client);
    await client?.end().catch(() => undefined);
  }

  private change(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.waiting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end, { once: true });
      this.waiting.add(end);
    });
  }

  private wake(): void {
    for (const end of [...this.waiting]) end();
  }

  private connect(): void {
    // another caller has connected meanwhile
    if (this.closed || this.client !== null) return;
    const client = new Client({
      connectionString: this.settings.postgresUrl,
      application_name: 'cockpit-signals',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    this.client = client;
    client.on('error', () => {
      this.lose(client);
    });
    client.on('end', () => {
      this.lose(client);
    });
    client.on('notification', ({ channel }) => {
      if (channel === HELLO) {
        this.isListening = true;
        // notifications may have come before listening began
        for (const [name, count] of this.counts) this.counts.set(name, count + 1);
        this.wake();
      } else this.notify(channel);
    });
    void this.listen(client);
  }

  private async listen(client: Client): Promise<void> {
    try {
      await client.connect();
      for (const channel of [...this.counts.keys(), HELLO]) await client.query(`LISTEN "${channel}"`);
      await client.query(`NOTIFY "${HELLO}"`);
    } catch {
      this.lose(client);
      void client.end().catch(() => undefined);
    }
  }

  private async listenAlso(client: Client, channel: string): Promise<void> {
    try {
      await client.query(`LISTEN "${channel}"`);
      this.notify(channel);
    } catch {
      // the connection is lost; the next one listens to all channels again
    }
  }

  private notify(channel: string): void {
    this.counts.set(channel, (this.counts.get(channel) ?? 0) + 1);
    this.wake();
  }

  private lose(client: Client | null): void {
    if (client === null || this.client !== client) return;
    this.client = null;
    this.isListening = false;
    this.wake();
    if (this.closed) return;
    this.retry = setTimeout(() => {
      this.connect();
    }, AGAIN_MS);
    this.retry.unref();
  }
}
