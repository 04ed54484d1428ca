import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const ROOT = resolve(__dirname, '..', '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const { packages } = z
  .object({
    packages: z.record(
      z.string(),
      z.object({ dev: z.boolean().default(false), dependencies: z.record(z.string(), z.string()).default({}) }),
    ),
  })
  .parse(JSON.parse(read('package-lock.json')));
/** What scripts/bundle.mjs leaves out, besides packages for development. */
const leftOut = [
  ...(/ONLY_IN_BROWSER = \[([\s\S]*?)\]/.exec(read('scripts/bundle.mjs'))?.[1]?.matchAll(/'([^']+)'/g) ?? []),
].map(([, name = '']) => name);

/** What a file imports when it runs: types are gone by then. */
const importsOf = (file: string): string[] =>
  [...read(file).matchAll(/^(?:import|export)\s+(?!type\b)([\w*{][^;'"=]*?)\s+from\s+'([^']+)';|^import '([^']+)';/gm)]
    .filter(([, names = '']) => !/^\{(?:\s*type\s+\w+(?:\s+as\s+\w+)?\s*,?)+\s*\}$/.test(names))
    .map(([, , name, bare]) => name ?? bare ?? '');

function fileOf(name: string, from: string): string | undefined {
  const base = name.startsWith('@cockpit/')
    ? join('libs', name.slice('@cockpit/'.length), 'src')
    : join(dirname(from), name);
  return [`${base}.ts`, join(base, 'index.ts'), base].find(
    (path) => path.endsWith('.ts') && existsSync(join(ROOT, path)),
  );
}

/** Packages that the programs load, with who asks for them. */
function loaded(mains: readonly string[]): Map<string, string> {
  const asked = new Map<string, string>();
  const seen = new Set<string>();
  const queue = [...mains];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const name of importsOf(file)) {
      const ours = name.startsWith('.') || name.startsWith('@cockpit/') ? fileOf(name, file) : undefined;
      if (ours !== undefined) queue.push(ours);
      else if (!name.startsWith('.') && !name.startsWith('node:'))
        asked.set(/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name, file);
    }
  }
  return asked;
}

it('the bundle holds every package that its programs load, and what those need', () => {
  const mains = readdirSync(join(ROOT, 'apps')).map((app) => join('apps', app, 'src', 'main.ts'));
  const asked = loaded(mains);
  expect(asked.size).toBeGreaterThan(20);
  const missing = [...asked].filter(([name]) => {
    const locked = packages[`node_modules/${name}`];
    return locked === undefined || locked.dev || leftOut.includes(name);
  });
  expect(missing).toEqual([]);
  const below = [...asked.keys()].flatMap((name) => Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {}));
  expect(below.filter((name) => leftOut.includes(name))).toEqual([]);
});
