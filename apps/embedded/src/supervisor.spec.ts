import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Supervisor } from './supervisor';

const start = (dataDir: string, env: Record<string, string> = {}): Promise<string> => {
  const before = { ...process.env };
  Object.assign(process.env, env);
  const starting = new Supervisor(
    {
      host: '127.0.0.1',
      port: 7180,
      dataDir,
      cacheDir: '.cache',
      simulator: false,
      own: true,
      servers: false,
      speed: 1,
      historyDays: 0,
      role: undefined,
    },
    () => undefined,
  ).start();
  return starting.finally(() => {
    process.env = before;
  });
};
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-start-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it.each(['/proc/no-such-folder/data', '/dev/null/data'])(
  'ends at once when DATA_DIR cannot be made: %s',
  async (dataDir) => {
    await expect(start(dataDir)).rejects.toThrow(new RegExp(`DATA_DIR: ${dataDir} cannot be made`));
  },
);

it('ends at once when a file stands in the place of DATA_DIR', async () => {
  const file = join(dir, 'file');
  writeFileSync(file, 'kept');
  await expect(start(file)).rejects.toThrow('cannot be made or written in');
});

it('lists every fault of the settings before anything is started or made', async () => {
  const dataDir = join(dir, 'data');
  const started = start(dataDir, { LOG_PARTITIONS: '0', BODY_TIMEOUT_SEC: 'soon', TRUSTED_PROXIES: 'everybody' });
  await expect(started).rejects.toThrow(/LOG_PARTITIONS[\s\S]*BODY_TIMEOUT_SEC[\s\S]*TRUSTED_PROXIES/);
  expect(existsSync(dataDir) ? readdirSync(dataDir) : []).toEqual([]);
});

it('lists them together with a DATA_DIR that cannot be made', async () => {
  await expect(start('/proc/no-such-folder', { LOG_PARTITIONS: '0' })).rejects.toThrow(/DATA_DIR[\s\S]*LOG_PARTITIONS/);
});
