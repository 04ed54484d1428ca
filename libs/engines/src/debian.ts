import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './process';

/** Unpacks Debian packages into a folder without root, with the script beside this file. */
export async function unpackPackages(cacheDir: string, home: string, packages: readonly string[]): Promise<void> {
  await run('sh', [join(__dirname, 'unpack-debian.sh'), resolve(cacheDir), resolve(home), ...packages]);
}

/** Library path of an unpacked tree for the loader. */
export function libraryPath(home: string): string {
  const libraries = join(home, 'usr', 'lib');
  const folders = existsSync(libraries) ? readdirSync(libraries).map((name) => join(libraries, name)) : [];
  return [...folders, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
}
