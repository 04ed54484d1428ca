// Brings node_modules in line with package-lock.json; does nothing when it is.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashOf, isBundle, quietly, root, step } from './lib/project.mjs';

const MINIMUM_NODE = 20;

export async function setUp(say) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < MINIMUM_NODE)
    throw new Error(`Node ${MINIMUM_NODE} or newer is needed; this is ${process.versions.node}`);
  if (isBundle()) return;
  const stamp = join(root, 'node_modules', '.installed-from');
  const wanted = hashOf(['package-lock.json', 'package.json']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!matchesLock())
    await step(
      'install dependencies (some 300 MB to fetch the first time)',
      () => quietly('npm', ['ci', ...QUIET]),
      say,
    );
  writeFileSync(stamp, wanted);
}

/** No package of ours needs its install script: binaries come as packages, and scripts could reach outside. */
const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** Every package the lock names is there in its version (those for other systems aside). */
function matchesLock() {
  const read = (file) =>
    existsSync(join(root, file)) ? JSON.parse(readFileSync(join(root, file), 'utf8')).packages : undefined;
  const installed = read('node_modules/.package-lock.json');
  const locked = read('package-lock.json');
  if (!installed || !locked) return false;
  return Object.entries(locked).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await setUp();
