import { Inject, Injectable } from '@nestjs/common';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';

const KEPT_SEC = 86_400;
const keyOf = (message: string): string => `notify:receipt:${message}`;

/**
 * Receipts in a second place, written beside the outbox: when Postgres is away and the process is killed over it, whoever takes the message next
 * knows that it has arrived.
 */
@Injectable()
export class Receipts {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  /** @param messages keys of the rows that went into it */
  async store(messages: readonly string[], receipt: string): Promise<void> {
    if (messages.length === 0) return;
    const batch = this.redis.multi();
    for (const message of messages) batch.set(keyOf(message), receipt.slice(0, 500), 'EX', KEPT_SEC);
    await batch.exec().catch(() => undefined);
  }

  /** Null: there is none. Undefined: it cannot be looked up now. */
  async find(message: string): Promise<string | null | undefined> {
    return this.redis.get(keyOf(message)).catch(() => undefined);
  }
}
