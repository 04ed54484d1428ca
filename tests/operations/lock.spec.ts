import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const ROOT = resolve(__dirname, '..', '..');
const json = (file: string): unknown => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const Named = z.record(z.string(), z.string()).default({});
const Lock = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), optionalDependencies: Named })),
});
const { packages } = Lock.parse(json('package-lock.json'));

/** As Node resolves a name: beside the package, then in every folder above it. */
function isLocked(path: string, name: string): boolean {
  for (let from = path; ; from = dirname(from)) {
    if (packages[join(from, 'node_modules', name)]) return true;
    if (from === '.' || from === '') return false;
  }
}

it('the lock names the binaries of every system, as `npm ci` wants it (node scripts/complete-lock.mjs adds them)', () => {
  const asked = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies).map((name) => ({ path, name })),
  );
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter(({ path, name }) => !isLocked(path, name))).toEqual([]);
});

it('asks for exactly the packages of package.json', () => {
  const Wanted = z.object({ dependencies: Named, devDependencies: Named });
  const root = z.object({ packages: z.object({ '': Wanted }) }).parse(json('package-lock.json')).packages[''];
  expect(root).toEqual(Wanted.parse(json('package.json')));
});
