import { Logger } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';
import { costs } from './costs';
import type { Settings } from './settings';

/** Injection token of the shared connection for commands; never block on it. */
export const REDIS = Symbol('REDIS');

export type RedisPurpose = 'commands' | 'blocking' | 'subscriber' | 'bullmq';

/**
 * Commands on the shared connection fail after a few tries; blocking connections (XREAD BLOCK, BullMQ) retry for ever.
 */
export function redisOptions(purpose: RedisPurpose): RedisOptions {
  return {
    connectionName: `cockpit-${purpose}`,
    maxRetriesPerRequest: purpose === 'commands' ? 3 : null,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), 2000),
    ...(purpose === 'bullmq' ? { enableReadyCheck: false } : {}),
  };
}

/** Counts its commands, but not their duration, because some block on purpose. */
class CountedRedis extends Redis {
  override sendCommand(...args: Parameters<Redis['sendCommand']>): ReturnType<Redis['sendCommand']> {
    costs.add(`redis:${args[0].name}`);
    return super.sendCommand(...args);
  }
}

/** Opens a separate connection; the caller ends it with `quit()` or `disconnect()`. */
export function createRedis(settings: Pick<Settings, 'redisUrl'>, purpose: RedisPurpose): Redis {
  const redis = new CountedRedis(settings.redisUrl, redisOptions(purpose));
  const logger = new Logger('redis');
  let lastMessage = '';
  redis.on('error', (error: Error) => {
    if (error.message === lastMessage) return;
    lastMessage = error.message;
    logger.warn({ purpose, err: error.message });
  });
  redis.on('ready', () => (lastMessage = ''));
  return redis;
}
