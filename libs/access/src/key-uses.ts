import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** How old the last use may be that people are told of. A write at every request would cost more than the event it lets in. */
const EVERY_MS = 15_000;
const WRITE = `UPDATE source_key AS k SET last_used_at = u.at
  FROM unnest($1::text[], $2::timestamptz[]) AS u (id, at) WHERE k.id = u.id AND (k.last_used_at IS NULL OR k.last_used_at < u.at)`;

/** When each key of a source was last used. What a process that dies knew of the last seconds is lost: it opens and closes nothing. */
@Injectable()
export class KeyUses implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('keys');
  /** by key, ms */
  private uses = new Map<string, number>();
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

  note(keyId: string, at: number): void {
    this.uses.set(keyId, at);
  }

  async write(): Promise<void> {
    const [uses, at] = [this.uses, [...this.uses.values()].map((ms) => new Date(ms))];
    if (uses.size === 0) return;
    this.uses = new Map();
    try {
      await this.postgres.query(WRITE, [[...uses.keys()], at]);
    } catch (error) {
      // Postgres is away: the next use is written when it is back
      this.logger.warn({ err: error }, 'when keys were last used cannot be written');
    }
  }
}
