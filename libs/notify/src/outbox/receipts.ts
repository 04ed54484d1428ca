import { Inject, Injectable } from '@nestjs/common';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';

const TTL_SEC = 86_400;
const keyOf = (message: string): string => `notify:receipt:${message}`;

/**
 * Stores receipts in Redis too: if Postgres is down and the process dies, the next sender still knows that a message
 * arrived.
 */
@Injectable()
export class Receipts {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  /** @param messages keys of the rows in the message */
  async store(messages: readonly string[], receipt: string): Promise<void> {
    if (messages.length === 0) return;
    const batch = this.redis.multi();
    for (const message of messages) batch.set(keyOf(message), receipt.slice(0, 500), 'EX', TTL_SEC);
    await batch.exec().catch(() => undefined);
  }

  /** Null: no receipt. Undefined: Redis does not answer. */
  async find(message: string): Promise<string | null | undefined> {
    return this.redis.get(keyOf(message)).catch(() => undefined);
  }
}
