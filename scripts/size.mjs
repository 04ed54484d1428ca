// Prints how large the source is: lines without tests, texts in languages and benches; pages; the median and the longest files.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/project.mjs';

const LONGEST_ALLOWED = 400;
const SOURCE = /\.(ts|vue|mjs|cjs|css|lua)$/;
const FOLDERS = /^(apps|libs|bench|dashboards|migrations|scripts)\//;
const TEST = /\.(spec|component|medium|browser|scenario)\.ts$|\/testing(\/|\.ts$)/;
const TEXTS = /(\/messages\.ts|-messages\.ts|\/i18n\/(en|zh-CN)\.ts|\/words\/(en|zh-CN)\/.*)$/;
const BENCH = /^bench\//;

const linesOf = (file) => readFileSync(join(root, file), 'utf8').split('\n').length - 1;
const kindOf = (file) =>
  TEST.test(file) ? 'tests' : TEXTS.test(file) ? 'texts' : BENCH.test(file) ? 'bench' : 'source';
const sum = (all) => all.reduce((total, { lines }) => total + lines, 0);

/** Only files that git knows count. */
export function printSize() {
  const sized = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => SOURCE.test(file) && FOLDERS.test(file) && existsSync(join(root, file)))
    .map((file) => ({ file, kind: kindOf(file), lines: linesOf(file) }));
  const of = (kind) => sized.filter((one) => one.kind === kind);
  const source = of('source');
  const under = (folder) => source.filter(({ file }) => file.startsWith(folder));
  const sorted = source.map(({ lines }) => lines).sort((a, b) => a - b);
  const tooLong = source.filter(({ lines }) => lines > LONGEST_ALLOWED).sort((a, b) => b.lines - a.lines);
  const pages = under('dashboards/src/').filter(({ file }) => file.endsWith('Page.vue'));
  const say = (what, figure, aim) =>
    console.log(`  ${what.padEnd(40)} ${String(figure).padStart(7)}${aim ? `  aim ${aim}` : ''}`);
  say('source lines, without texts and bench', sum(source), '≤ 150000');
  say('of them dashboards', sum(under('dashboards/')), '≤ 45000');
  for (const folder of ['libs', 'apps', 'scripts', 'migrations']) say(`of them ${folder}`, sum(under(`${folder}/`)));
  for (const kind of ['tests', 'texts', 'bench']) say(kind, sum(of(kind)));
  say('pages', pages.length, '≤ 42');
  say('lines of the median file', sorted[Math.floor(sorted.length / 2)], '≤ 60');
  say(`files over ${LONGEST_ALLOWED} lines`, tooLong.length, '0');
  for (const { file, lines } of tooLong) say(`  ${file}`, lines);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) printSize();
