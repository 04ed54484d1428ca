import { LAST_BACKUP_KEY, createRedis, type Settings } from '@cockpit/platform';

/** Notes in the log's own store when the last whole backup began: `/metrics` tells its age, whoever made it and wherever it lies. */
export async function noteBackup(settings: Settings, began: string): Promise<void> {
  const redis = createRedis(settings, 'commands');
  try {
    await redis.set(LAST_BACKUP_KEY, began);
  } finally {
    redis.disconnect();
  }
}
