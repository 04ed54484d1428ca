// What a change can reach: the tests of every kind that need a changed file, directly or through others.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { importGraph, reachedFrom } from './import-graph.mjs';
import { kindOf } from './jest.mjs';
import { quietly, root } from './project.mjs';
import { clockSeconds } from './scenarios.mjs';

/** What every test stands on. */
const UNDER_EVERYTHING =
  /^(package(-lock)?\.json|tsconfig\.json|jest\.config\.cjs|\.swcrc|scripts\/(build|setup)\.mjs|tests\/support\/.+\.cjs)$/;
/** scenarios beyond this are named and left out */
const SCENARIOS_SEC = 10 * 60;
const NAMED = 12;

/**
 * @returns the test files to run by kind, the file that makes it everything if one does, and lines that say what is left out
 * @throws when git does not know the revision
 */
export async function affectedBy(revision) {
  const changed = await changedSince(revision);
  const graph = importGraph();
  addPagesOpened(graph);
  const everything = changed.find((file) => UNDER_EVERYTHING.test(file));
  const steps = reachedFrom(everything ? [...graph.keys()] : withReaders(changed, graph), graph);
  const kinds = { spec: [], component: [], medium: [], browser: [], scenario: [] };
  for (const file of nearestFirst(steps)) kinds[kindOf(file)]?.push(file);
  const { run, later } = withinTime(kinds.scenario);
  return { everything, kinds: { ...kinds, scenario: run }, leftOut: leftOut(graph, kinds, later) };
}

async function changedSince(revision) {
  const lines = (text) => text.split('\n').filter(Boolean);
  return [
    ...lines(await quietly('git', ['diff', '--name-only', revision])),
    ...lines(await quietly('git', ['ls-files', '--others', '--exclude-standard'])),
  ];
}

const textOf = (file) => readFileSync(join(root, file), 'utf8');

/** A file that nothing imports – a migration, a guide, a style – is read by those who name it or its folder. */
function withReaders(changed, graph) {
  return changed.flatMap((file) => {
    if (graph.has(file)) return [file];
    const [folder] = file.split('/');
    const names = [`/${basename(file)}`, `'${basename(file)}'`, `'${folder}'`, `'${folder}/`, `\`${folder}/`];
    return [...graph.keys()].filter((source) => names.some((name) => textOf(source).includes(name)));
  });
}

/** A test in a browser imports no page: it opens an address. */
function addPagesOpened(graph) {
  const pages = [...graph.keys()]
    .filter((file) => file.endsWith('/pages.ts'))
    .flatMap((file) => [...textOf(file).matchAll(/path: '(\/[\w-]+)/g)].map(([, address]) => [address, file]));
  for (const [file, needs] of graph) {
    if (![...needs].some((one) => one.startsWith('tests/support/browser'))) continue;
    const text = textOf(file);
    for (const [address, page] of pages) if (new RegExp(`[\`'}]${address}\\b`).test(text)) needs.add(page);
  }
}

const nearestFirst = (steps) => [...steps].sort(([, a], [, b]) => a - b).map(([file]) => file);

function withinTime(files) {
  const run = [];
  for (const file of files) if (clockSeconds([...run, file]) <= SCENARIOS_SEC) run.push(file);
  return { run, later: files.filter((file) => !run.includes(file)) };
}

function leftOut(graph, kinds, later) {
  const lines = Object.entries(kinds).map(([kind, files]) => {
    const all = [...graph.keys()].filter((file) => kindOf(file) === kind).length;
    return `${kind}: ${files.length} of ${all} files can be reached, ${all - files.length} are left out`;
  });
  if (later.length === 0) return lines;
  const named = later.slice(0, NAMED).join(', ');
  const more = later.length > NAMED ? ` and ${later.length - NAMED} more` : '';
  const minutes = Math.ceil(clockSeconds(later) / 60);
  return [
    ...lines,
    `scenarios that can be reached and were left out, some ${minutes} min (npm run test:scenarios): ${named}${more}`,
  ];
}
