import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { libraryPath } from './debian';
import { run } from './process';

export interface Binary {
  command: string;
  env: NodeJS.ProcessEnv;
}

/**
 * Finds a Redis: on the PATH, else Debian's package unpacked into the cache, else installed.
 * @throws with what to do when none works
 */
export async function findRedis(cacheDir: string, say: (line: string) => void): Promise<Binary> {
  const installed = { command: 'redis-server', env: process.env };
  if (await works(installed)) return installed;
  const home = join(cacheDir, 'redis');
  if (existsSync(home)) {
    const unpacked = unpackedIn(home);
    if (await works(unpacked)) return unpacked;
    rmSync(home, { recursive: true, force: true });
  }
  const faults: string[] = [];
  say('Redis is not on this machine: fetching Debian’s package');
  for (const attempt of [() => unpack(cacheDir, home), () => install()]) {
    try {
      const binary = await attempt();
      if (await works(binary)) return binary;
      faults.push('the fetched redis-server does not run');
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(
    `a Redis server is needed and could not be fetched; install it with the packages of your system (apt-get install redis-server)\n${faults.join('\n')}`,
  );
}

/** Puts a Redis into the cache even when the machine has one; for machines without network. */
export async function packRedis(cacheDir: string): Promise<void> {
  if (await works(unpackedIn(join(cacheDir, 'redis')))) return;
  if (!(await works(await unpack(cacheDir, join(cacheDir, 'redis')))))
    throw new Error('the fetched redis-server does not run');
}

function works({ command, env }: Binary): Promise<boolean> {
  return run(command, ['--version'], { env }).then(
    (output) => output.includes('Redis'),
    () => false,
  );
}

function unpackedIn(home: string): Binary {
  return {
    command: join(home, 'usr', 'bin', 'redis-server'),
    env: { ...process.env, LD_LIBRARY_PATH: libraryPath(home) },
  };
}

async function unpack(cacheDir: string, home: string): Promise<Binary> {
  await run('sh', [join(__dirname, 'fetch-redis.sh'), resolve(cacheDir)]);
  return unpackedIn(home);
}

async function install(): Promise<Binary> {
  await run('apt-get', ['update']);
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return { command: 'redis-server', env: process.env };
}
