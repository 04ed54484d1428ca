import { Logger } from '@nestjs/common';
import { createRedis, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';

/**
 * Tells every process that something cached has changed. Nobody may rely on the message alone: caches also grow old by
 * themselves, for a message is lost when its receiver is not connected.
 */
export class ChangeChannel {
  private readonly subscriber: Redis;
  private readonly listeners: (() => void)[] = [];

  constructor(
    settings: Pick<Settings, 'redisUrl'>,
    private readonly redis: Redis,
    private readonly name: string,
  ) {
    this.subscriber = createRedis(settings, 'subscriber');
    this.subscriber.on('message', () => {
      this.tell();
    });
    // whatever was said while the line was down is made up for on coming back
    this.subscriber.on('ready', () => {
      this.tell();
    });
    this.subscriber.subscribe(name).catch((error: unknown) => {
      new Logger('change-channel').warn({ channel: name, err: error });
    });
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Here at once, elsewhere as fast as Redis. */
  async announce(): Promise<void> {
    this.tell();
    await this.redis.publish(this.name, '');
  }

  close(): void {
    this.subscriber.disconnect();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
