import { Inject, Injectable } from '@nestjs/common';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { PROGRESS_KEY } from '../writer/held-days';

const Progress = z.object({ days: z.int(), of: z.int() });

/** Progress of running bulk loads. */
@Injectable()
export class PastOnItsWay {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  /** @returns null when none runs; the sum over several loads */
  async read(): Promise<{ days: number; of: number } | null> {
    const loads = Object.values(await this.redis.hgetall(PROGRESS_KEY)).flatMap((text) => {
      const progress = Progress.safeParse(JSON.parse(text));
      return progress.success ? [progress.data] : [];
    });
    if (loads.length === 0) return null;
    return { days: loads.reduce((sum, { days }) => sum + days, 0), of: loads.reduce((sum, { of }) => sum + of, 0) };
  }
}
