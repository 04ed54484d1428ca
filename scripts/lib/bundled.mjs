// What a bundle carries of the installed packages, and whether the programs find in it all that they load.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './project.mjs';

/** Compiled into the dashboards: the server never loads them. */
const ONLY_IN_BROWSER = [
  '@element-plus/icons-vue',
  '@fontsource-variable/noto-sans-sc',
  'element-plus',
  'minisearch',
  'vue-echarts',
];
const PROGRAM = /^apps\/[^/]+\/src\/main\.ts$/;
const WITH_ITS_OWN = /^node_modules\/(?:@[^/]+\/)?[^/]+/;

/** Folders of packages that the running server may load; nested ones come with the folder they lie in. */
export function carriedPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.keys(packages).filter((path) => WITH_ITS_OWN.exec(path)?.[0] === path && isCarried(path, packages));
}

/** One line for each package that a program loads, or that one of those needs, and that a bundle does not carry. */
export function missingInBundle(modules) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const needed = new Map([...askedFor(modules)].map(([name, by]) => [`node_modules/${name}`, by]));
  // a map is walked to its end, also what is added meanwhile
  for (const path of needed.keys())
    for (const name of Object.keys(packages[path]?.dependencies ?? {})) {
      const below = foundFrom(path, name, packages);
      if (!needed.has(below)) needed.set(below, path);
    }
  return [...needed]
    .filter(([path]) => !isCarried(path, packages))
    .map(([path, by]) => `${path}, loaded by ${by}, is not in the bundle`);
}

function isCarried(path, packages) {
  const [whole = path] = WITH_ITS_OWN.exec(path) ?? [];
  const isLocked = [whole, path].every((one) => packages[one] !== undefined && !packages[one].dev);
  return isLocked && !ONLY_IN_BROWSER.includes(whole.slice('node_modules/'.length));
}

/** As Node finds a package: beside who asks, then in every folder above. */
function foundFrom(path, name, packages) {
  for (let from = path; from !== '.'; from = dirname(from)) {
    const nested = join(from, 'node_modules', name);
    if (packages[nested] !== undefined) return nested;
  }
  return `node_modules/${name}`;
}

/** Packages that the programs load, with the first file that does. */
function askedFor(modules) {
  const dependenciesOf = new Map(modules.map(({ source, dependencies }) => [source, dependencies]));
  const asked = new Map();
  const seen = new Set([...dependenciesOf.keys()].filter((source) => PROGRAM.test(source)));
  for (const file of seen)
    for (const { module, resolved, dependencyTypes } of dependenciesOf.get(file) ?? []) {
      // types are gone when it runs
      if (dependencyTypes.includes('type-only')) continue;
      if (dependencyTypes.includes('local')) seen.add(resolved);
      else if (dependencyTypes.some((type) => type.startsWith('npm'))) {
        const name = /^(?:@[^/]+\/)?[^/]+/.exec(module)[0];
        if (!asked.has(name)) asked.set(name, file);
      }
    }
  return asked;
}
