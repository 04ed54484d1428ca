import { freePort } from '@cockpit/engines';
import { loadSettings, type Settings } from '@cockpit/platform';
import { startRedis } from '../../libs/engines/src/redis';
import { engineOptions } from './engine-dir';

/** A Redis server of one test's own, for what reaches beyond a database: its memory, its lines, its channels. The other stores are nowhere. */
export async function ownRedis(): Promise<{ settings: Settings; dispose(): Promise<void> }> {
  const { options, clean } = engineOptions(await freePort());
  const server = await startRedis(options);
  const settings = loadSettings({
    REDIS_URL: server.url,
    DATA_DIR: options.dir,
    DISK_LOW_MB: '0',
    COCKPIT_SECRET: 'a secret of the tests, long enough to be one',
  });
  const dispose = async (): Promise<void> => {
    await server.stop();
    clean();
  };
  return { settings, dispose };
}
