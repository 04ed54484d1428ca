// What a bundle carries of the installed packages, and whether the programs find in it all that they load.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './project.mjs';

/** Compiled into the dashboards, or what compiles: the server never loads them. */
const ONLY_TO_BUILD = [
  ...['@element-plus/icons-vue', '@fontsource-variable/noto-sans-sc', 'element-plus', 'minisearch', 'vue-echarts'],
  ...['@swc/core', '@vitejs/plugin-vue', '@vue/compiler-sfc', 'markdown-it', 'rolldown', 'subset-font', 'vite', 'vue'],
  ...['@tanstack/vue-query', '@vueuse/core', 'pinia', 'vue-i18n', 'vue-router', 'uqr'],
];
const PROGRAM = /^apps\/[^/]+\/src\/main\.ts$/;
const WITH_ITS_OWN = /^node_modules\/(?:@[^/]+\/)?[^/]+/;

/** Folders of packages that the running server may load; nested ones come with the folder they lie in. */
export function carriedPackages() {
  const packages = lockedPackages();
  const carried = carriedOf(packages);
  return Object.keys(packages).filter((path) => WITH_ITS_OWN.exec(path)?.[0] === path && carried.has(path));
}

/** One line for each package that a program loads, or that one of those needs, and that a bundle does not carry. */
export function missingInBundle(modules) {
  const packages = lockedPackages();
  const carried = carriedOf(packages);
  const needed = new Map([...askedFor(modules)].map(([name, by]) => [`node_modules/${name}`, by]));
  // a map is walked to its end, also what is added meanwhile
  for (const path of needed.keys())
    for (const name of Object.keys(packages[path]?.dependencies ?? {})) {
      const below = foundFrom(path, name, packages);
      if (!needed.has(below)) needed.set(below, path);
    }
  return [...needed]
    .filter(([path]) => packages[path] === undefined || !carried.has(WITH_ITS_OWN.exec(path)?.[0]))
    .map(([path, by]) => `${path}, loaded by ${by}, is not in the bundle`);
}

const lockedPackages = () => JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;

/** What the programs are made of, with all that it asks for. */
function carriedOf(packages) {
  const direct = Object.keys(packages[''].dependencies).filter((name) => !ONLY_TO_BUILD.includes(name));
  const carried = new Set(direct.map((name) => `node_modules/${name}`));
  // a set is walked to its end, also what is added meanwhile
  for (const path of carried) {
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta = {} } = packages[path] ?? {};
    const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta[name]?.optional);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies }).concat(peers))
      carried.add(foundFrom(path, name, packages));
  }
  return new Set([...carried].map((path) => WITH_ITS_OWN.exec(path)[0]));
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
