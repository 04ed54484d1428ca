import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';

const NEEDED = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' } as const;

/** Warns at boot when Redis' settings do not make acknowledged events durable. */
@Injectable()
export class DurabilityCheck implements OnApplicationBootstrap {
  private readonly logger = new Logger('log');

  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const [name, needed] of Object.entries(NEEDED)) {
      const actual = await this.settingOf(name);
      if (actual !== null && actual !== needed)
        this.logger.error({ setting: name, actual, needed }, 'redis may lose acknowledged events');
    }
  }

  /** null where the server does not reveal it, as managed ones do */
  private async settingOf(name: string): Promise<string | null> {
    try {
      return ((await this.redis.config('GET', name)) as string[])[1] ?? null;
    } catch {
      return null;
    }
  }
}
