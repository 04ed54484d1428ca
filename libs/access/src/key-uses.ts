import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Resolution of the stored time of last use; a write per request would cost more than the event itself. */
const EVERY_MS = 15_000;
const writeTo = (table: 'source_key' | 'api_token'): string => `UPDATE ${table} AS k SET last_used_at = u.at
  FROM unnest($1::text[], $2::timestamptz[]) AS u (id, at) WHERE k.id = u.id AND (k.last_used_at IS NULL OR k.last_used_at < u.at)`;
const WRITE = { source_key: writeTo('source_key'), api_token: writeTo('api_token') } as const;
type Kind = keyof typeof WRITE;

/**
 * Records when each source key and paired screen was last used. A crash loses the last seconds, which is harmless
 * because no right depends on them.
 */
@Injectable()
export class KeyUses implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('keys');
  /** ms, by kind and key */
  private readonly uses: Record<Kind, Map<string, number>> = { source_key: new Map(), api_token: new Map() };
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly postgres: DataSource) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      void this.write();
    }, EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.write();
  }

  note(kind: Kind, id: string, at: number): void {
    this.uses[kind].set(id, at);
  }

  async write(): Promise<void> {
    await Promise.all([this.writeOf('source_key'), this.writeOf('api_token')]);
  }

  private async writeOf(kind: Kind): Promise<void> {
    const uses = this.uses[kind];
    if (uses.size === 0) return;
    this.uses[kind] = new Map();
    try {
      await this.postgres.query(WRITE[kind], [[...uses.keys()], [...uses.values()].map((ms) => new Date(ms))]);
    } catch (error) {
      // Postgres is away: uses are written when it is back
      this.logger.warn({ err: error, kind }, 'when keys were last used cannot be written');
    }
  }
}
