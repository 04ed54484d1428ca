import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { SETTINGS, type Settings } from './settings';

const AGAIN_MS = 1_000;
/** Nothing is lost when no signal comes: so long after the last look one looks all the same. */
const SAFETY_MS = 30_000;
const HELLO = 'cockpit_hello';

interface Wait {
  /** as `seen` said before looking */
  since: number;
  /** how long at most while signals can be heard; half a minute when absent */
  atMostMs?: number;
  /** how long while they cannot */
  deafMs: number;
  signal: AbortSignal;
}

/**
 * Hears what Postgres notifies, so that nobody has to ask again and again whether there is something to do. Whoever works on a table remembers
 * `seen` before looking into it and waits for more after it: what came in between is not missed. Until the connection has heard its own voice,
 * and whenever it breaks, waiting is as short as asking would be.
 */
@Injectable()
export class Signals implements OnApplicationShutdown {
  private readonly counts = new Map<string, number>();
  private readonly waiting = new Set<() => void>();
  private client: Client | null = null;
  private hears = false;
  private closed = false;
  private retry: NodeJS.Timeout | null = null;

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'postgresUrl'>) {}

  /** How often a channel was heard. Asking for the first time begins to listen. */
  seen(channel: string): number {
    const count = this.counts.get(channel);
    if (count !== undefined) return count;
    this.counts.set(channel, 0);
    if (this.client === null) this.connect();
    else void this.listenAlso(this.client, channel);
    return 0;
  }

  /** Ends when the channel was heard since then, when the time is over, or with the signal. */
  async next(channel: string, { since, atMostMs = SAFETY_MS, deafMs, signal }: Wait): Promise<void> {
    const until = performance.now();
    while (!signal.aborted && this.seen(channel) === since) {
      const left = (this.hears ? atMostMs : Math.min(deafMs, atMostMs)) - (performance.now() - until);
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
    // who asked for a new channel meanwhile has connected already
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
        this.hears = true;
        // whatever was notified before we listened
        for (const [known, count] of this.counts) this.counts.set(known, count + 1);
        this.wake();
      } else this.hear(channel);
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
      this.hear(channel);
    } catch {
      // the connection is lost, and everything is listened to anew with the next one
    }
  }

  private hear(channel: string): void {
    this.counts.set(channel, (this.counts.get(channel) ?? 0) + 1);
    this.wake();
  }

  private lose(client: Client | null): void {
    if (client === null || this.client !== client) return;
    this.client = null;
    this.hears = false;
    this.wake();
    if (this.closed) return;
    this.retry = setTimeout(() => {
      this.connect();
    }, AGAIN_MS);
    this.retry.unref();
  }
}
