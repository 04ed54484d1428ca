import { Inject, Injectable } from '@nestjs/common';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';

const KEPT_SEC = 86_400;
const keyOf = (token: string): string => `notify:receipt:${token}`;

/**
 * Receipts in a second place, written before the outbox is: when Postgres is away and the process is killed over it, whoever takes the message next
 * knows that it has arrived. Without Redis it works as well, and may send twice what nobody could write down.
 */
@Injectable()
export class Receipts {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  async keep(token: string, receipt: string): Promise<void> {
    await this.redis.set(keyOf(token), receipt.slice(0, 500), 'EX', KEPT_SEC).catch(() => undefined);
  }

  /** of the attempt that was made under this token; null when there is none, or nobody knows */
  async find(token: string): Promise<string | null> {
    return this.redis.get(keyOf(token)).catch(() => null);
  }
}
