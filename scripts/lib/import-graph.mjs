// Which file needs which, read from the sources: what a test can reach.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { filesUnder, root } from './project.mjs';

const SOURCE = /\.(ts|mts|mjs|cjs|vue)$/;
const STATEMENT =
  /^\s*(?:import|export)\s(?!type\s)([^'";]*?)\sfrom\s+'([^']+)'|^import\s+'([^']+)'|(?:import|require|requireActual(?:<[^(]*>)?)\(\s*'([^']+)'/gm;
const DECLARATION =
  /^export (?:declare |abstract |async |type )*(?:(?:const|let|class|function\*?|interface|type|enum) )?(?:(\w+)\b|\{([^}]*)\})/gm;
const ENDINGS = ['', '.ts', '.mts', '.vue', '/index.ts'];

/** Every source, and the sources that it needs: paths from the root. */
export function importGraph() {
  const files = filesUnder('apps', 'libs', 'bench', 'dashboards', 'tests', 'scripts', 'migrations').filter((file) =>
    SOURCE.test(file),
  );
  const aliases = aliasesOf();
  const read = new Map(files.map((file) => [file, statementsOf(file, aliases)]));
  return new Map(
    files.map((file) => {
      const needed = read.get(file).flatMap(({ target, names }) => throughBarrel(target, names, read));
      return [file, new Set(needed.filter((one) => one !== file))];
    }),
  );
}

/** Files that need one of the given, directly or through others, with the number of steps. */
export function reachedFrom(changed, graph) {
  const needers = new Map();
  for (const [file, needs] of graph) for (const one of needs) needers.set(one, [...(needers.get(one) ?? []), file]);
  const steps = new Map(changed.map((file) => [file, 0]));
  // a map is walked to its end, also what is added meanwhile
  for (const [file, distance] of steps)
    for (const needer of needers.get(file) ?? []) if (!steps.has(needer)) steps.set(needer, distance + 1);
  return steps;
}

function aliasesOf() {
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  return new Map(Object.entries(compilerOptions.paths).map(([alias, [file]]) => [alias, normalize(file)]));
}

function statementsOf(file, aliases) {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(STATEMENT)].flatMap(([, clause, from, alone, called]) => {
    const target = resolved(file, from ?? alone ?? called, aliases);
    return target === undefined ? [] : [{ target, names: namesOf(clause) }];
  });
}

/** The names that a clause takes of a file; undefined for all of them. */
function namesOf(clause) {
  const list = /^\{([^}]*)\}$/.exec((clause ?? '').trim().replace(/^type\s+/, ''))?.[1];
  return list
    ?.split(',')
    .map((name) =>
      name
        .trim()
        .replace(/^type\s+/, '')
        .split(/\s+as\s+/),
    )
    .filter(([name]) => name !== '');
}

function resolved(file, specifier, aliases) {
  if (specifier === undefined) return undefined;
  const place = aliases.get(specifier) ?? (specifier.startsWith('.') ? join(dirname(file), specifier) : undefined);
  if (place === undefined) return undefined;
  return ENDINGS.map((ending) => `${place}${ending}`).find((path) => SOURCE.test(path) && existsSync(join(root, path)));
}

/**
 * An index only hands on what other files hold: whoever takes a name of it needs the file that holds the name, and not all the others.
 * What is asked for as a whole, and a name that is not found, stands for the index itself.
 */
function throughBarrel(target, names, read) {
  if (!target.endsWith('/index.ts') || names === undefined) return [target];
  return names.map(([name]) => holderOf(target, name, read, new Set()) ?? target);
}

/** The file that an index has a name from; undefined when it has it from none. */
function holderOf(index, name, read, seen) {
  if (seen.has(index)) return undefined;
  seen.add(index);
  for (const { target, names } of read.get(index) ?? []) {
    if (names !== undefined) {
      const taken = names.find((one) => one.at(-1) === name);
      if (taken !== undefined)
        return target.endsWith('/index.ts') ? (holderOf(target, taken[0], read, seen) ?? target) : target;
    } else if (target.endsWith('/index.ts')) {
      const deeper = holderOf(target, name, read, seen);
      if (deeper !== undefined) return deeper;
    } else if (declares(target, name)) return target;
  }
  return undefined;
}

const declared = new Map();

/** Whether a file that is no index exports a name of its own. */
function declares(file, name) {
  if (!declared.has(file)) {
    const found = [...readFileSync(join(root, file), 'utf8').matchAll(DECLARATION)];
    declared.set(file, new Set(found.flatMap(([, one, list]) => one ?? list.split(/[\s,]+/))));
  }
  return declared.get(file).has(name);
}
