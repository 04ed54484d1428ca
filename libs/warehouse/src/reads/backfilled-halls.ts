import { Inject, Injectable } from '@nestjs/common';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { BACKFILLED } from '../writer/held-days';

/** Halls with bulk-loaded past, until their live states have processed it. */
@Injectable()
export class BackfilledHalls {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  read(): Promise<string[]> {
    return this.redis.smembers(BACKFILLED);
  }

  async heardOf(hall: string): Promise<void> {
    await this.redis.srem(BACKFILLED, hall);
  }
}
