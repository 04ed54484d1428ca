import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { REDIS, SETTINGS, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { ChangeChannel } from './change-channel';

/** Notifies all processes that accounts, tokens or keys have changed, so that a revoked one stops working at once. */
@Injectable()
export class AccessChanges extends ChangeChannel implements OnApplicationShutdown {
  constructor(@Inject(SETTINGS) settings: Settings, @Inject(REDIS) redis: Redis) {
    super(settings, redis, 'access:changed');
  }

  onApplicationShutdown(): void {
    this.close();
  }
}
