import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { WORDS } from '@cockpit/contracts';
import { MESSAGES } from '../app/features';
import { PARTS, type Words } from '../shared/i18n/words';
import { isFirst, isFirstSentence, wordsOf } from './words';

const SOURCES = resolve(__dirname, '..');
/** What a device runs: the application, and the pages that say `words: 'first'`. */
const ENTRIES = ['main.ts', 'app/App.vue', 'features/wall/WallPage.vue'];

const leaves = (tree: Words, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[prefix + name, value] as [string, string]] : leaves(value, `${prefix}${name}.`),
  );
const KEYS = MESSAGES.flatMap((messages) => leaves(messages['zh-CN'])).map(([key]) => key);

/** Files that are loaded with the entries: what they import, but not what they fetch later. */
function loaded(): Map<string, string> {
  const seen = new Map<string, string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    const text = readFileSync(file, 'utf8');
    seen.set(file, text);
    for (const [, to = ''] of text.matchAll(/^(?:import|export|\}).*?from '(\.[^']*)'/gm)) {
      const at = join(dirname(file), to);
      const found = [at, `${at}.ts`, join(at, 'index.ts')].find((name) => /\.(ts|vue)$/.test(name) && existsSync(name));
      if (found !== undefined && !/[/\\]messages\.ts$/.test(found)) follow(found);
    }
  };
  for (const entry of ENTRIES) follow(join(SOURCES, entry));
  return seen;
}

/** Keys of words that a source names, whole or by how they begin. */
function keysIn(text: string, keys: readonly string[] = KEYS): string[] {
  const whole = [...text.matchAll(/'([a-zA-Z][\w-]*(?:\.[\w-]+)+)'/g)].map(([, key = '']) => key);
  const begun = [...text.matchAll(/`([a-zA-Z][\w-]*\.(?:[\w-]+\.)*)\$\{/g)].map(([, beginning = '']) => beginning);
  return keys.filter((key) => whole.includes(key) || begun.some((beginning) => key.startsWith(beginning)));
}

describe('the words that a page fetches', () => {
  const files = loaded();

  it('are those of devices where their sources name them', () => {
    expect(files.size).toBeGreaterThan(50);
    const missing = [...files].flatMap(([file, text]) =>
      keysIn(text)
        .filter((key) => !isFirst(key) && !key.startsWith('page.'))
        .map((key) => `${key} of ${file.slice(SOURCES.length + 1)}`),
    );
    expect(missing).toEqual([]);
  });

  it('are those of devices where their sources name a sentence, but for refusals: a device asks for nothing that could be refused in words', () => {
    const missing = [...files].flatMap(([file, text]) =>
      keysIn(text, Object.keys(WORDS['zh-CN']))
        .filter((code) => !isFirstSentence(code) && !/^(?:problem|cause)\./.test(code))
        .map((code) => `${code} of ${file.slice(SOURCES.length + 1)}`),
    );
    expect(missing).toEqual([]);
  });

  it.each(['zh-CN', 'en'] as const)('are together all that there are in %s, each once', (language) => {
    const parts = PARTS.map((part) => wordsOf(language, part));
    const screens = parts.flatMap((part) => leaves(part.screens));
    expect(screens.sort()).toEqual(MESSAGES.flatMap((messages) => leaves(messages[language])).sort());
    expect(parts.flatMap(({ sentences }) => Object.entries(sentences)).sort()).toEqual(
      Object.entries(WORDS[language]).sort(),
    );
  });
});
