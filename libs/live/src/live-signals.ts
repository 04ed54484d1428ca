import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, createRedis, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { BACKFILLED, PAST_COMPUTED } from '@cockpit/warehouse';
import { LEARNED, SECTIONS_CHANGED } from './keys';

/** Short messages between processes: what was missed is caught up on by the next one or by the next beat. */
@Injectable()
export class LiveSignals implements OnModuleInit, OnApplicationShutdown {
  private readonly sections: ((hall: string) => void)[] = [];
  private readonly learned: ((hall: string) => void)[] = [];
  private readonly backfilled: (() => void)[] = [];
  private readonly computed: ((hall: string) => void)[] = [];
  private redis: Redis | null = null;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  onSections(listener: (hall: string) => void): void {
    this.sections.push(listener);
  }

  onLearned(listener: (hall: string) => void): void {
    this.learned.push(listener);
  }

  /** The set of that name says which halls. */
  onBackfilled(listener: () => void): void {
    this.backfilled.push(listener);
  }

  /** Earlier days of a hall have been computed anew. */
  onPastComputed(listener: (hall: string) => void): void {
    this.computed.push(listener);
  }

  async onModuleInit(): Promise<void> {
    this.redis = createRedis(this.settings, 'subscriber');
    this.redis.on('message', (channel, message) => {
      if (channel === SECTIONS_CHANGED) for (const listener of this.sections) listener(message);
      else if (channel === PAST_COMPUTED) for (const listener of this.computed) listener(message);
      else if (channel === BACKFILLED) for (const listener of this.backfilled) listener();
      else for (const listener of this.learned) listener(message);
    });
    await this.redis.subscribe(SECTIONS_CHANGED, LEARNED, BACKFILLED, PAST_COMPUTED);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}
