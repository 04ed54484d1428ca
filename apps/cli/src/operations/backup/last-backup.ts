import { LAST_BACKUP_KEY, createRedis, type Settings } from '@cockpit/platform';

/** Stores the last full backup's start in the log's Redis, so that `/metrics` can show its age. */
export async function noteBackup(settings: Settings, began: string): Promise<void> {
  const redis = createRedis(settings, 'commands');
  try {
    await redis.set(LAST_BACKUP_KEY, began);
  } finally {
    redis.disconnect();
  }
}
