import { Inject, Injectable, type OnApplicationShutdown, Logger } from '@nestjs/common';
import { REDIS, SETTINGS, type Settings, createRedis } from '@cockpit/platform';
import type { Redis } from 'ioredis';

/**
 * Notifies every process that a cached value has changed. A disconnected process misses the message, so caches also
 * expire by time.
 */
export class ChangeChannel {
  private readonly subscriber: Redis;
  private readonly listeners: (() => void)[] = [];
  /** Redis channels are shared by all databases of a server, so the name includes the database. */
  private readonly channel: string;

  constructor(
    settings: Pick<Settings, 'redisUrl'>,
    private readonly redis: Redis,
    name: string,
  ) {
    this.channel = `${name}@${String(redis.options.db ?? 0)}`;
    this.subscriber = createRedis(settings, 'subscriber');
    this.subscriber.on('message', () => {
      this.notifyListeners();
    });
    // messages were lost while the connection was down, so caches are cleared
    this.subscriber.on('ready', () => {
      this.notifyListeners();
    });
    this.subscriber.subscribe(this.channel).catch((error: unknown) => {
      new Logger('change-channel').warn({ channel: name, err: error });
    });
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Notifies this process at once and the others through Redis. */
  async announce(): Promise<void> {
    this.notifyListeners();
    await this.redis.publish(this.channel, '');
  }

  close(): void {
    this.subscriber.disconnect();
  }

  private notifyListeners(): void {
    for (const listener of this.listeners) listener();
  }
}

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
