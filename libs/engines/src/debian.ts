import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { run } from './process';

/**
 * Unpacks Debian's packages into a folder without root: nothing is installed, nothing else on the machine changes. Several
 * processes may fetch at once: each in a folder of its own, the finished tree is put in place in one step.
 */
export async function unpackPackages(cacheDir: string, home: string, packages: readonly string[]): Promise<void> {
  const work = join(cacheDir, `fetch-${basename(home)}-${String(process.pid)}`);
  const tree = join(work, 'tree');
  mkdirSync(tree, { recursive: true });
  try {
    await fetchPackages(work, packages);
    for (const file of readdirSync(work).filter((name) => name.endsWith('.deb')))
      await run('dpkg', ['-x', join(work, file), tree]);
    mkdirSync(dirname(home), { recursive: true });
    if (!existsSync(home)) renameSync(tree, home);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Where an unpacked tree has its libraries, as the loader wants to be told. */
export function libraryPath(home: string): string {
  const libraries = join(home, 'usr', 'lib');
  const folders = existsSync(libraries) ? readdirSync(libraries).map((name) => join(libraries, name)) : [];
  return [...folders, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
}

async function fetchPackages(work: string, packages: readonly string[]): Promise<void> {
  // root may download as root; apt's own user cannot write here
  const asUs = ['-o', 'APT::Sandbox::User=root'];
  const download = (options: readonly string[]) =>
    run('apt-get', [...asUs, ...options, 'download', ...packages], { cwd: work });
  try {
    await download([]);
  } catch {
    // a bare machine has no package lists, and without root they must be kept elsewhere
    const lists = join(work, 'lists');
    mkdirSync(join(lists, 'partial'), { recursive: true });
    const own = [
      '-o',
      `Dir::State::lists=${lists}`,
      '-o',
      `Dir::Cache=${join(work, 'cache')}`,
      '-o',
      'Debug::NoLocking=1',
    ];
    await run('apt-get', [...asUs, ...own, 'update'], { cwd: work });
    await download(own);
  }
}
