// What the graph of imports tells: they follow the pipeline, no two folders of a module import each other, no two modules share a table, a bundle carries
// every package that its programs load, a page has the words it names, and the table in docs/architecture.md is what the graph says.
// `node scripts/imports.mjs --write` writes the table.
import { cruise } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTypes from 'dependency-cruiser/config-utl/extract-ts-config';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingInBundle } from './lib/bundled.mjs';
import { wordFindings } from './lib/page-words.mjs';
import { root } from './lib/project.mjs';
import { IS_TEST, sharedTables } from './lib/table-owners.mjs';

const DOCUMENT = join(root, 'docs', 'architecture.md');
const TABLE = /(<!-- modules: npm run imports -- --write -->\n)[\s\S]*?(\n<!-- \/modules -->)/;

const config = await extractConfig(join(root, '.dependency-cruiser.cjs'));
const { output } = await cruise(
  ['apps', 'libs', 'bench', 'dashboards/src'],
  { ...config.options, ruleSet: config, validate: true },
  undefined,
  { tsConfig: extractTypes(join(root, 'tsconfig.json')) },
);
const edges = output.modules
  .filter(({ source }) => !IS_TEST.test(source))
  .flatMap(({ source, dependencies }) => dependencies.map(({ resolved }) => [source, resolved]));

const findings = [
  ...output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  ...circles(),
  ...sharedTables(),
  ...missingInBundle(output.modules),
  ...wordFindings(output.modules),
];
const table = tableOf();
const text = readFileSync(DOCUMENT, 'utf8');
const fresh = text.replace(TABLE, (_, begin, end) => `${begin}\n${table}${end}`);
if (process.argv.includes('--write')) writeFileSync(DOCUMENT, fresh);
else if (fresh !== text)
  findings.push('docs/architecture.md tells other imports than there are: npm run imports -- --write');
if (findings.length > 0) {
  console.error(findings.join('\n'));
  process.exitCode = 1;
}

/** Folders of one module that reach each other both ways, also by way of others. Files beside the folders belong to none: they put the folders together. */
function circles() {
  const reach = new Map();
  for (const [from, to] of edges) {
    const [a, b] = [folderOf(from), folderOf(to)];
    if (a === undefined || b === undefined || a === b || moduleOf(from) !== moduleOf(to)) continue;
    reach.set(a, (reach.get(a) ?? new Set()).add(b));
  }
  const reaches = (from, goal, seen = new Set()) =>
    [...(reach.get(from) ?? [])].some(
      (next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))),
    );
  return [...reach.keys()].filter((folder) => reaches(folder, folder)).map((folder) => `folder in a circle: ${folder}`);
}

function moduleOf(file) {
  return /^(?:libs|apps)\/[^/]+/.exec(file)?.[0];
}

function folderOf(file) {
  return /^(?:libs|apps)\/[^/]+\/src\/[^/]+(?=\/)/.exec(file)?.[0];
}

/** What a module does is the first comment of its index; what it imports, the graph. In the order of the pipeline: whom all import first. */
function tableOf() {
  const imports = new Map();
  for (const [from, to] of edges) {
    const [a, b] = [moduleOf(from), moduleOf(to)];
    if (!a?.startsWith('libs/')) continue;
    const known = imports.get(a) ?? new Set();
    imports.set(a, known);
    if (b?.startsWith('libs/') && a !== b) known.add(b);
  }
  const rank = (module) => 1 + Math.max(-1, ...[...imports.get(module)].map(rank));
  const modules = [...imports.keys()].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  const name = (module) => `\`${module.slice('libs/'.length)}\``;
  const rows = modules.map((module) => {
    const known = modules.filter((other) => imports.get(module).has(other)).map(name);
    return [name(module), purposeOf(module), known.join(', ') || '–'];
  });
  return `${markdownTable([['module', 'does', 'imports'], ...rows])}\n${pictureOf(modules, imports)}`;
}

/** The same as a picture: only the arrows that no longer way stands for. */
function pictureOf(modules, imports) {
  const reach = (from, goal) => [...imports.get(from)].some((next) => next === goal || reach(next, goal));
  const arrows = modules.flatMap((from) =>
    modules
      .filter((to) => imports.get(from).has(to) && ![...imports.get(from)].some((other) => reach(other, to)))
      .map((to) => `  ${from.slice('libs/'.length)} --> ${to.slice('libs/'.length)}\n`),
  );
  return `\`\`\`mermaid\nflowchart BT\n${arrows.join('')}\`\`\`\n`;
}

/** Columns as wide as their longest cell, as the formatter has them. */
function markdownTable([head, ...rows]) {
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at].length)));
  const line = (cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |\n`;
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('');
}

function purposeOf(module) {
  const purpose = /^\/\/ (.+)$/m.exec(readFileSync(join(root, module, 'src', 'index.ts'), 'utf8').split('\n')[0])?.[1];
  if (purpose === undefined)
    findings.push(`${module}/src/index.ts does not say in its first line what the module does`);
  return (purpose ?? '').replace(/\.$/, '');
}
