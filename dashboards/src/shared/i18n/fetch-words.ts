import { hold, type Language } from '@cockpit/contracts';
import chineseFirst from 'virtual:glyphs/zh-CN/first';
import chineseRest from 'virtual:glyphs/zh-CN/rest';
import englishFirst from 'virtual:glyphs/en/first';
import englishRest from 'virtual:glyphs/en/rest';
import type { Composer } from 'vue-i18n';
import { bringGlyphs } from '../glyphs';
import { spoken } from './spoken';
import type { PageWords, WordsPart } from './words';

const CHUNKS: Readonly<Record<Language, Readonly<Record<WordsPart, () => Promise<{ default: PageWords }>>>>> = {
  'zh-CN': { first: () => import('virtual:words/zh-CN/first'), rest: () => import('virtual:words/zh-CN/rest') },
  en: { first: () => import('virtual:words/en/first'), rest: () => import('virtual:words/en/rest') },
};
const GLYPHS: Readonly<Record<Language, Readonly<Record<WordsPart, string | null>>>> = {
  'zh-CN': { first: chineseFirst, rest: chineseRest },
  en: { first: englishFirst, rest: englishRest },
};

const fetched = new Map<string, Promise<void>>();

/** The words of one part in one language, fetched once. @throws when the server cannot be reached; the next call tries again. */
function fetchPart(composer: Composer, language: Language, part: WordsPart): Promise<void> {
  const key = `${language} ${part}`;
  const asked = fetched.get(key) ?? take(composer, language, part);
  fetched.set(key, asked);
  asked.catch(() => fetched.delete(key));
  return asked;
}

async function take(composer: Composer, language: Language, part: WordsPart): Promise<void> {
  const glyphs = GLYPHS[language][part];
  const [words] = await Promise.all([CHUNKS[language][part](), glyphs === null ? null : bringGlyphs(glyphs)]);
  const { screens, sentences } = words.default;
  composer.mergeLocaleMessage(language, spoken(screens));
  hold(language, sentences);
}

/** Words that pages of a part need. Those of all pages have Chinese sentences beside: what is recorded is written in Chinese. */
export async function fetchWords(composer: Composer, language: Language, part: WordsPart): Promise<void> {
  const wanted: [Language, WordsPart][] = [[language, 'first']];
  if (part === 'rest') wanted.push([language, 'rest'], ['zh-CN', 'first'], ['zh-CN', 'rest']);
  await Promise.all(wanted.map(([each, one]) => fetchPart(composer, each, one)));
}
