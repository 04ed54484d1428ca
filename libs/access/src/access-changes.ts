import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { REDIS, SETTINGS, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { ChangeChannel } from './change-channel';

/** Says that accounts, tokens or keys have changed: a revoked one opens nothing from then on. */
@Injectable()
export class AccessChanges extends ChangeChannel implements OnApplicationShutdown {
  constructor(@Inject(SETTINGS) settings: Settings, @Inject(REDIS) redis: Redis) {
    super(settings, redis, 'access:changed');
  }

  onApplicationShutdown(): void {
    this.close();
  }
}
