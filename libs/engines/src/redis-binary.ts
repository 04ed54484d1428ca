import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './process';

export interface Binary { command: string; env: NodeJS.ProcessEnv }

const PACKAGES = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1', 'libatomic1'];

/**
 * A real Redis: the one on the PATH, else Debian's package unpacked into the cache without root, else installed.
 * @throws saying what to do when none of the three works
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
  throw new Error(`a Redis server is needed and could not be fetched; install it with: apt-get install redis-server\n${faults.join('\n')}`);
}

/** Puts a Redis into the cache even where the machine has one of its own: for machines that can fetch nothing. */
export async function packRedis(cacheDir: string): Promise<void> {
  if (await works(unpackedIn(join(cacheDir, 'redis')))) return;
  if (!(await works(await unpack(cacheDir, join(cacheDir, 'redis'))))) throw new Error('the fetched redis-server does not run');
}

function works({ command, env }: Binary): Promise<boolean> {
  return run(command, ['--version'], { env }).then((said) => said.includes('Redis'), () => false);
}

function unpackedIn(home: string): Binary {
  const libraries = join(home, 'usr', 'lib');
  const folders = existsSync(libraries) ? readdirSync(libraries).map((name) => join(libraries, name)) : [];
  const path = [...folders, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return { command: join(home, 'usr', 'bin', 'redis-server'), env: { ...process.env, LD_LIBRARY_PATH: path } };
}

/** Several processes may fetch at once: each in a folder of its own, the finished tree is put in place in one step. */
async function unpack(cacheDir: string, home: string): Promise<Binary> {
  const work = join(cacheDir, `fetch-${String(process.pid)}`);
  const tree = join(work, 'tree');
  mkdirSync(tree, { recursive: true });
  try {
    await fetchPackages(work);
    for (const file of readdirSync(work).filter((name) => name.endsWith('.deb'))) await run('dpkg', ['-x', join(work, file), tree]);
    mkdirSync(dirname(home), { recursive: true });
    if (!existsSync(home)) renameSync(tree, home);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return unpackedIn(home);
}

async function fetchPackages(work: string): Promise<void> {
  // root may download as root; apt's own user cannot write here
  const asUs = ['-o', 'APT::Sandbox::User=root'];
  const download = (options: readonly string[]) => run('apt-get', [...asUs, ...options, 'download', ...PACKAGES], { cwd: work });
  try {
    await download([]);
  } catch {
    // a bare machine has no package lists, and without root they must be kept elsewhere
    const lists = join(work, 'lists');
    mkdirSync(join(lists, 'partial'), { recursive: true });
    const own = ['-o', `Dir::State::lists=${lists}`, '-o', `Dir::Cache=${join(work, 'cache')}`, '-o', 'Debug::NoLocking=1'];
    await run('apt-get', [...asUs, ...own, 'update'], { cwd: work });
    await download(own);
  }
}

async function install(): Promise<Binary> {
  await run('apt-get', ['update']);
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  return { command: 'redis-server', env: process.env };
}
