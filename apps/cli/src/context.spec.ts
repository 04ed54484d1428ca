import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliContext, type Instance } from './context';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'hall-cockpit-context-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

const SERVERS = {
  REDIS_URL: 'redis://r:6379/0',
  POSTGRES_URL: 'postgres://p/cockpit',
  CLICKHOUSE_URL: 'http://c:8123',
  COCKPIT_SECRET: 'a secret of the tests, long enough to be one',
};
const found = (env: Record<string, string>): Promise<Instance> =>
  new CliContext({ DATA_DIR: dataDir, ...env }).withInstance((instance) => Promise.resolve(instance));

describe('the servers a command works on', () => {
  it('are those the environment names, with the secret and the door it names', async () => {
    const {
      REDIS_URL: redisUrl,
      POSTGRES_URL: postgresUrl,
      CLICKHOUSE_URL: clickhouseUrl,
      COCKPIT_SECRET: secret,
    } = SERVERS;
    expect(await found({ ...SERVERS, COCKPIT_URL: 'http://ingest:7070/' })).toMatchObject({
      url: 'http://ingest:7070',
      settings: { redisUrl, postgresUrl, clickhouseUrl, secret },
    });
    expect((await found({ ...SERVERS, COCKPIT_URL: '' })).url).toBeUndefined();
    await expect(found({ ...SERVERS, COCKPIT_SECRET: '' })).rejects.toThrow('COCKPIT_SECRET');
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('are none for what copies one machine’s engines', () => {
    const refuse = (env: Record<string, string>) => (): void => {
      new CliContext({ DATA_DIR: dataDir, ...env }).refuseServers('backup');
    };
    expect(refuse(SERVERS)).toThrow('servers of your own');
    expect(refuse({ REDIS_URL: SERVERS.REDIS_URL })).not.toThrow();
  });
});

it('works on nothing where a restore was cut off', async () => {
  const context = new CliContext({ DATA_DIR: dataDir });
  const restore = (): Promise<void> =>
    context.withEmptyInstance(
      () => {
        throw new Error('no room');
      },
      () => Promise.resolve(),
    );
  await expect(restore()).rejects.toThrow('no room');
  await expect(restore()).rejects.toThrow('cut off');
  await expect(found({})).rejects.toThrow('cut off');
});
