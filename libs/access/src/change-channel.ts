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
  /** Channels are common to all databases of a Redis: a cockpit in another one is not meant. */
  private readonly channel: string;

  constructor(
    settings: Pick<Settings, 'redisUrl'>,
    private readonly redis: Redis,
    name: string,
  ) {
    this.channel = `${name}@${String(redis.options.db ?? 0)}`;
    this.subscriber = createRedis(settings, 'subscriber');
    this.subscriber.on('message', () => {
      this.tell();
    });
    // whatever was said while the line was down is made up for on coming back
    this.subscriber.on('ready', () => {
      this.tell();
    });
    this.subscriber.subscribe(this.channel).catch((error: unknown) => {
      new Logger('change-channel').warn({ channel: name, err: error });
    });
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Here at once, elsewhere as fast as Redis. */
  async announce(): Promise<void> {
    this.tell();
    await this.redis.publish(this.channel, '');
  }

  close(): void {
    this.subscriber.disconnect();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
