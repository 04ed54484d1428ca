// Brings node_modules in line with package-lock.json, and fetches Redis meanwhile; does nothing when all is there.
// What runs and builds the product are the `dependencies`; checks and tests need the `devDependencies` as well.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { explained } from './lib/install-faults.mjs';
import { byOneOnly } from './lib/one-only.mjs';
import { hashOf, isBundle, quietly, root, step, stoppable } from './lib/project.mjs';
import { ENGINES, trim } from './lib/trim.mjs';

const MINIMUM_NODE = 20;
const MODULES = join(root, 'node_modules');
const STAMP = join(MODULES, '.installed-from');
/** MB on the disk, with what npm keeps of it, and MB to fetch */
const SIZES = { run: { disk: 1300, fetch: 290 }, all: { disk: 1800, fetch: 400 } };
/** No package of ours needs its install script: binaries come as packages, and scripts could reach outside. */
const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
const NOT_FOR_LONG = ['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000'];

/** @param what `run`: enough to run and build; `all`: what checks and tests need as well */
export async function setUp(say, what = 'run') {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < MINIMUM_NODE)
    throw new Error(`Node ${MINIMUM_NODE} or newer is needed; this is ${process.versions.node}`);
  if (isBundle()) return;
  await Promise.all([installPackages(say, what), fetchRedis(say)]);
}

async function installPackages(say, what) {
  const wanted = hashOf(['package-lock.json', 'package.json']);
  if (isInstalled(wanted, what)) return;
  await byOneOnly('set-up', say, async (note) => {
    if (isInstalled(wanted, what)) return;
    const before = readStamp();
    rmSync(STAMP, { force: true });
    // trimmed packages are whole for npm, which looks at versions only: whoever wants more gets them anew
    if (matchesLock('all') && before?.what !== 'run') return writeFileSync(STAMP, `all ${wanted}`);
    if (what === 'all' || !matchesLock('run')) {
      const { disk, fetch } = SIZES[what];
      checkSpace(disk);
      const name = what === 'run' ? 'install packages' : 'install packages, with those of checks and tests';
      await step(
        `${name} (up to ${fetch} MB to fetch the first time)`,
        () =>
          npm(what, before !== undefined, note).catch((error) => {
            throw explained(error);
          }),
        say,
      );
    }
    if (what === 'run') trim();
    writeFileSync(STAMP, `${what} ${wanted}`);
  });
}

function readStamp() {
  if (!existsSync(STAMP)) return undefined;
  const words = readFileSync(STAMP, 'utf8').trim().split(' ');
  // older ones knew everything only
  return words.length === 1 ? { what: 'all', hash: words[0] } : { what: words[0], hash: words[1] };
}

function isInstalled(wanted, what) {
  const stamp = readStamp();
  return stamp?.hash === wanted && (stamp.what === 'all' || stamp.what === what);
}

/** Where a whole installation was, the engines of the right version stay; what was broken off begins with an empty folder. */
function npm(what, keep, onSpawn) {
  const omit = what === 'run' ? ['--omit=dev'] : [];
  if (!keep) return quietly('npm', ['ci', ...omit, ...QUIET, ...NOT_FOR_LONG], { onSpawn });
  for (const name of readdirSync(MODULES))
    if (!ENGINES.includes(name)) rmSync(join(MODULES, name), { recursive: true, force: true });
  return quietly('npm', ['install', '--no-save', ...omit, ...QUIET, ...NOT_FOR_LONG], { onSpawn });
}

/** Every package the lock names is there in its version (those for other systems aside). */
function matchesLock(what) {
  const read = (file) =>
    existsSync(join(root, file)) ? JSON.parse(readFileSync(join(root, file), 'utf8')).packages : undefined;
  const installed = read('node_modules/.package-lock.json');
  const locked = read('package-lock.json');
  if (!installed || !locked) return false;
  return Object.entries(locked).every(
    ([path, { version, optional, dev, devOptional }]) =>
      path === '' || optional || (what === 'run' && (dev || devOptional)) || installed[path]?.version === version,
  );
}

function checkSpace(needed) {
  const { bavail, bsize } = statfsSync(root);
  const free = Math.floor((bavail * bsize) / 1e6);
  if (free < needed)
    throw new Error(`${root} has ${free} MB free, and ${needed} MB are needed: free some, and start again`);
}

/** Where there is none it is fetched meanwhile. What fails here is tried again, and told, when Redis is started. */
async function fetchRedis(say) {
  const cache = join(root, '.cache');
  if (existsSync(join(cache, 'redis'))) return;
  if (await quietly('redis-server', ['--version']).catch(() => undefined)) return;
  mkdirSync(cache, { recursive: true });
  await step(
    'fetch Redis',
    () => quietly('sh', ['libs/engines/src/fetch-redis.sh', cache]).catch(() => 'nothing to do'),
    say,
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await stoppable(() => setUp(undefined, process.argv.includes('--all') ? 'all' : 'run')).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
