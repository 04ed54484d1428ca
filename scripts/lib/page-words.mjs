// What the pages of devices name of words is in the part that they fetch, and every word that pages may explain stands on one.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { filesUnder, root } from './project.mjs';

const require = createRequire(import.meta.url);
require('../../tests/support/typescript-hook.cjs');
const { WORDS } = require('../../libs/contracts/src/index.ts');
const { MESSAGES } = require('../../dashboards/src/app/features.ts');
const { partOfScreen, partOfSentence } = require('../../dashboards/src/build/words.ts');
const { WORD_KEYS } = require('../../dashboards/src/design/term-keys.ts');
const { partsUpTo } = require('../../dashboards/src/shared/i18n/parts.ts');

const SOURCES = 'dashboards/src';
/** What a device runs: the application, the pages that say with which words, and their frame. */
const ENTRIES = {
  first: ['main.ts', 'app/App.vue', 'features/wall/WallPage.vue'],
  guide: ['main.ts', 'app/App.vue', 'app/AppShell.vue', 'features/guide/GuidePage.vue'],
};
/** A wall asks for nothing that could be refused in words. */
const NEVER_SAID = { first: /^(?:problem|cause)\./, guide: /^$/ };

const read = (file) => readFileSync(join(root, file), 'utf8');
const screenKeys = MESSAGES.flatMap((messages) => keysOf(messages['zh-CN']));
const sentenceKeys = Object.keys(WORDS['zh-CN']);

/** One line for each word that a part lacks, and for each that no page explains. */
export function wordFindings(modules) {
  const dependenciesOf = new Map(modules.map(({ source, dependencies }) => [source, dependencies]));
  return [...Object.keys(ENTRIES).flatMap((part) => missingWords(part, dependenciesOf)), ...unexplained()];
}

function missingWords(part, dependenciesOf) {
  const parts = partsUpTo(part);
  return loaded(ENTRIES[part], dependenciesOf).flatMap((file) => {
    const text = read(file);
    const screens = named(text, screenKeys).filter(
      (key) => !parts.includes(partOfScreen(key)) && !key.startsWith('page.'),
    );
    const sentences = named(text, sentenceKeys).filter(
      (code) => !parts.includes(partOfSentence(code)) && !NEVER_SAID[part].test(code),
    );
    return [...screens, ...sentences].map((key) => `${key} of ${file} is not in the words of ${part}`);
  });
}

function unexplained() {
  const texts = filesUnder(SOURCES)
    .filter((file) => /\.(vue|ts)$/.test(file) && !/\.(spec|component)\.ts$/.test(file))
    .filter((file) => !file.endsWith('term-keys.ts'))
    .map(read)
    .filter((text) => /\bTerm\b|TermKey|\bof: '|term: '/.test(text));
  return WORD_KEYS.filter((key) => !texts.some((text) => text.includes(`'${key}'`) || text.includes(`"${key}"`))).map(
    (key) => `no page explains "${key}" of term-keys.ts`,
  );
}

/** Files that come with the entries: what they import, but not what they fetch later, nor the words themselves. */
function loaded(entries, dependenciesOf) {
  const seen = new Set(entries.map((entry) => `${SOURCES}/${entry}`));
  for (const file of seen)
    for (const { resolved, dependencyTypes } of dependenciesOf.get(file) ?? []) {
      const later = ['dynamic-import', 'type-only', 'type-import'].some((type) => dependencyTypes.includes(type));
      if (!later && resolved.startsWith(`${SOURCES}/`) && !resolved.endsWith('/messages.ts')) seen.add(resolved);
    }
  return [...seen].filter((file) => /\.(vue|ts)$/.test(file));
}

/** Keys that a source names, whole or by how they begin. */
function named(text, keys) {
  const whole = new Set([...text.matchAll(/'([a-zA-Z][\w-]*(?:\.[\w-]+)+)'/g)].map(([, key]) => key));
  const begun = [...text.matchAll(/`([a-zA-Z][\w-]*\.(?:[\w-]+\.)*)\$\{/g)].map(([, beginning]) => beginning);
  return keys.filter((key) => whole.has(key) || begun.some((beginning) => key.startsWith(beginning)));
}

function keysOf(tree, prefix = '') {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [prefix + name] : keysOf(value, `${prefix}${name}.`),
  );
}
