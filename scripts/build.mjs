// Compiles the server with swc and the dashboards with Vite into dist/; only what has changed.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setUp } from './setup.mjs';
import { joinPrograms } from './lib/join.mjs';
import { byOneOnly } from './lib/one-only.mjs';
import { BUILD_FILE, readVersion } from './lib/version.mjs';
import { filesUnder, hashOf, isBundle, modified, quietly, root, step, stoppable, tool } from './lib/project.mjs';

const SERVER_FOLDERS = ['apps', 'libs', 'migrations', 'demo', 'calendars', 'bench'].filter((folder) =>
  existsSync(join(root, folder)),
);
const IS_TEST = /\.(spec|component|medium|browser|scenario)\.ts$/;
/** A program that takes one name from a library loads what stands behind that name, not the whole library: starting is mostly loading. */
const BARREL = /^libs\/[^/]+\/src\/index\.ts$/;
/** Of all commands one is called. */
const COMMANDS = /^(apps\/cli|bench)\/src\//;
const IS_ASSET = /\.(json|gz|sql|lua|csv|html|sh)$/;

/** @param what is installed: see `setUp` */
export async function buildServer(say, what = 'run') {
  await setUp(say, what);
  if (isBundle()) return;
  await byOneOnly('build', say, () => step('compile the server', compileServer, say));
}

/** @param what is installed: see `setUp` */
export async function build(say, what = 'run') {
  await setUp(say, what);
  if (isBundle()) return;
  await byOneOnly('build', say, () =>
    Promise.all([step('compile the server', compileServer, say), step('build the dashboards', buildDashboards, say)]),
  );
}

async function compileServer() {
  const { transformFile } = await import('@swc/core');
  const { $schema, ...options } = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
  options.jsc.baseUrl = root;
  const settingsTime = Math.max(modified(join(root, '.swcrc')), modified(join(root, 'scripts', 'build.mjs')));
  const wanted = new Map();
  for (const file of filesUnder(...SERVER_FOLDERS)) {
    if (file.endsWith('.d.ts') || IS_TEST.test(file)) continue;
    if (file.endsWith('.ts')) wanted.set(join('dist', file.replace(/\.ts$/, '.js')), file);
    else if (IS_ASSET.test(file)) wanted.set(join('dist', file), file);
  }
  await noteBuild();
  const removed = dropStale(wanted);
  const stale = [...wanted].filter(
    ([target, source]) => modified(join(root, target)) <= Math.max(modified(join(root, source)), settingsTime),
  );
  await Promise.all(
    stale.map(async ([target, source]) => {
      mkdirSync(dirname(join(root, target)), { recursive: true });
      if (!source.endsWith('.ts')) return copyFileSync(join(root, source), join(root, target));
      const { code, map } = await transformFile(join(root, source), {
        ...options,
        module: { ...options.module, lazy: lazyIn(source) },
        swcrc: false,
        sourceMaps: true,
      });
      writeFileSync(join(root, `${target}.map`), map);
      writeFileSync(join(root, target), `${code}\n//# sourceMappingURL=${target.split('/').pop()}.map\n`);
    }),
  );
  if (stale.length + removed > 0) writeFileSync(join(root, 'dist', '.compiled'), '');
  const isJoined = await joinPrograms();
  return stale.length + removed === 0 && !isJoined ? 'nothing to do' : undefined;
}

/** What a file names and is loaded only when something of it is first used: all of a library's parts, and whatever a command needs. */
function lazyIn(source) {
  const named = BARREL.test(source) ? 'export' : COMMANDS.test(source) ? 'import' : undefined;
  if (named === undefined) return false;
  const lines = readFileSync(join(root, source), 'utf8').matchAll(
    new RegExp(`^(?:${named}|\\}) .*?from '([^']+)'`, 'gm'),
  );
  return [...lines].map(([, file]) => file);
}

/** What runs says what it was built from. */
async function noteBuild() {
  const text = `${JSON.stringify(await readVersion())}\n`;
  if (existsSync(BUILD_FILE) && readFileSync(BUILD_FILE, 'utf8') === text) return;
  mkdirSync(dirname(BUILD_FILE), { recursive: true });
  writeFileSync(BUILD_FILE, text);
}

/** What has no source any more must not run any more: a removed migration, a renamed module. */
function dropStale(wanted) {
  const folders = SERVER_FOLDERS.map((folder) => join('dist', folder)).filter((folder) =>
    existsSync(join(root, folder)),
  );
  const old = filesUnder(...folders).filter((file) => !wanted.has(file.replace(/\.map$/, '')));
  for (const file of old) rmSync(join(root, file));
  return old.length;
}

async function buildDashboards() {
  const sources = [...filesUnder('dashboards', 'docs', 'libs/contracts/src'), 'package-lock.json'].filter(
    (file) => !/\.(spec|browser|scenario)\.ts$/.test(file),
  );
  const hash = hashOf(sources);
  const stamp = join(root, 'dist', '.dashboards');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && existsSync(join(root, 'dist/dashboards/index.html')))
    return 'nothing to do';
  await quietly(tool('vite'), ['build', 'dashboards', '--config', 'dashboards/vite.config.mts', '--logLevel', 'warn']);
  writeFileSync(stamp, hash);
  return undefined;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await stoppable(build).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
