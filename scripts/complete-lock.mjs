// Names in package-lock.json the binaries of systems that the registry at hand did not carry when the lock was written: `npm ci` refuses a lock
// without them, although it installs only those of its own system. Their versions are the ones their parents ask for, to the digit.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/project.mjs';

const SYSTEM = /-(darwin|linux|win32|android|freebsd|openharmony)-([a-z0-9]+)(?:-([a-z]+))?$/;

/** Entries that an optional dependency of a locked package lacks, by the path where npm would look for them. */
export function missingFrom(packages) {
  const missing = {};
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages))
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isLocked(packages, path, name)) continue;
      const [, os, cpu, abi = ''] = SYSTEM.exec(name) ?? [];
      if (os === undefined || !/^\d+\.\d+\.\d+[\w.+-]*$/.test(version))
        throw new Error(`${name}@${version}, which ${path} asks for, is no binary of one system and version`);
      missing[`node_modules/${name}`] = {
        version,
        cpu: [cpu],
        ...(dev ? { dev } : {}),
        ...(os === 'linux' ? { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] } : {}),
        optional: true,
        os: [os],
      };
    }
  return missing;
}

/** As Node resolves a name: beside the package, then in every folder above it. */
function isLocked(packages, path, name) {
  for (let from = path; ; from = from.slice(0, Math.max(0, from.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`]) return true;
    if (from === '') return false;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = join(root, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingFrom(lock.packages);
  lock.packages = Object.fromEntries(
    Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en')),
  );
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${Object.keys(missing).length} entries added`);
}
