// One archive for halls on closed networks: dependencies, engines, compiled code. It needs Node and nothing else.
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from './build.mjs';
import { fetchFonts } from './fonts.mjs';
import { carriedPackages } from './lib/bundled.mjs';
import { quietly, root, step } from './lib/project.mjs';

const PARTS = [
  'LICENSE',
  'README.md',
  'README.zh-CN.md',
  'CHANGELOG.md',
  'clients',
  'docs',
  'deploy',
  'dist',
  'mappings',
  'package.json',
  'scripts/lib',
  'scripts/build.mjs',
  'scripts/cockpit.mjs',
  'scripts/demo.mjs',
  'scripts/setup.mjs',
];
const STARTERS = {
  start: ['An empty cockpit for halls of one’s own.', 'cockpit.mjs" serve "$@"'],
  demo: ['The demonstration network with its simulator.', 'demo.mjs" "$@"'],
  cockpit: ['The command line: ./cockpit --help', 'cockpit.mjs" "$@"'],
};

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const name = `hall-cockpit-${version}-${process.platform}-${process.arch}`;
const work = join(root, '.cache', 'bundle');
const tree = join(work, name);

try {
  await build();
  const engines = createRequire(import.meta.url)(join(root, 'dist/libs/engines/src/index.js'));
  await step('fetch a Redis to carry along', () => engines.packRedis(join(root, '.cache')));
  await step('fetch the fonts of documents', fetchFonts);
  // its libraries are linked here: where the bundle is installed nothing may be written any more
  engines.findPostgres();
  await step('gather', gather);
  const archive = join(root, `${name}.tar.gz`);
  await step('pack', () =>
    quietly('tar', ['-czf', archive, '-C', work, name], { env: { ...process.env, GZIP: '-6' } }),
  );
  rmSync(work, { recursive: true, force: true });
  console.log(
    `\n${archive}  ${(statSync(archive).size / 2 ** 20).toFixed(0)} MiB\nOn the other machine, with Node 20, 22 or 24: tar -xzf ${name}.tar.gz && cd ${name} && ./start`,
  );
} catch (error) {
  console.error(`\nThe bundle failed: ${error.message}`);
  process.exitCode = 1;
}

function gather() {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(tree, { recursive: true });
  for (const part of PARTS)
    if (existsSync(join(root, part))) cpSync(join(root, part), join(tree, part), { recursive: true });
  // benchmarks and emulators stay with the source
  rmSync(join(tree, 'dist', 'bench'), { recursive: true, force: true });
  for (const path of carriedPackages().filter((path) => existsSync(join(root, path))))
    cpSync(join(root, path), join(tree, path), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (from) => !from.endsWith('.map') && !from.endsWith('.d.ts'),
    });
  for (const kept of ['redis', 'fonts'])
    cpSync(join(root, '.cache', kept), join(tree, '.cache', kept), { recursive: true, verbatimSymlinks: true });
  for (const [file, [what, command]] of Object.entries(STARTERS)) {
    // not from its own folder: paths are meant from where it is called
    writeFileSync(
      join(tree, file),
      `#!/bin/sh\n# ${what}\nexec node "$(dirname "$(readlink -f "$0")")/scripts/${command}\n`,
    );
    chmodSync(join(tree, file), 0o755);
  }
  writeFileSync(join(tree, '.bundle'), `${version}\n`);
}
