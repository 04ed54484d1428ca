// A table of Postgres belongs to one module: no other names it in a statement. Facts in ClickHouse are read by whoever may import the warehouse, and written by one module.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

const CREATED = /CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?"?([a-z_]+)"?/g;
const NAMED = /\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+(?:ONLY\s+)?"?([a-z_]+)"?|@Entity\('([a-z_]+)'/g;
const WRITTEN = /\bINSERT INTO\s+([a-z_]+)|\btable: '([a-z_]+)'/g;
const COMMENTS = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
/** what only tests use */
export const IS_TEST = /\.(spec|medium|browser|scenario|fixture)\.ts$|\/testing[./]/;

/** One line for each table that two modules take for theirs. */
export function sharedTables() {
  return [
    ...claimedTwice(tablesOf('postgres'), NAMED, 'named in statements of'),
    ...claimedTwice(tablesOf('clickhouse'), WRITTEN, 'written by'),
  ];
}

function claimedTwice(tables, pattern, how) {
  const claims = new Map();
  for (const { module, text } of sources()) {
    for (const groups of text.matchAll(pattern)) {
      const table = groups[1] ?? groups[2];
      if (tables.has(table)) claims.set(table, (claims.get(table) ?? new Set()).add(module));
    }
  }
  return [...claims]
    .filter(([, modules]) => modules.size > 1)
    .map(([table, modules]) => `table ${table} is ${how} ${[...modules].join(' and ')}: it belongs to one`);
}

function tablesOf(store) {
  const folder = join(root, 'migrations', store);
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(CREATED)].map(([, table]) => table)));
}

function sources() {
  const libs = join(root, 'libs');
  return readdirSync(libs, { recursive: true })
    .filter((file) => file.endsWith('.ts') && !IS_TEST.test(file))
    .map((file) => ({
      module: file.split(/[\\/]/)[0],
      text: readFileSync(join(libs, file), 'utf8').replace(COMMENTS, ''),
    }));
}
