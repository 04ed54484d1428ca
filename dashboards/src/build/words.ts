import { WORDS, type Language } from '@cockpit/contracts';
import { MESSAGES } from '../app/features';
import type { PageWords, Words, WordsPart } from '../shared/i18n/words';

/** Words of the screens that the pages of devices use, by key or by its beginning. A test follows their sources and says what is missing. */
const FIRST_SCREENS: readonly string[] = [
  ...[
    'app',
    'switches',
    'nav',
    'wall',
    'wallFace',
    'planLife',
    'dayBars',
    'calm',
    'daySummary',
    'kpi',
    'unit',
    'list',
    'stale',
    'feed',
  ],
  ...['prompt', 'promptState', 'promptEnd', 'near', 'confidence', 'problem', 'queue', 'level', 'mark', 'window'],
  ...['windowState', 'absence', 'map', 'twin', 'holder', 'handling', 'warning', 'severity'],
]
  .map((group) => `${group}.`)
  .concat('page.wall');
/** Sentences that no hall's live picture brings, by the beginning of their code. */
const LATER_SENTENCES: readonly string[] = [
  ...[
    'problem',
    'cause',
    'audit',
    'bulletin',
    'assessment',
    'import',
    'rebuild',
    'poll',
    'notice',
    'card-note',
    'reminder',
  ],
  ...['law', 'law-reason', 'law-sides', 'law-of', 'law-unit', 'check', 'metric', 'answer', 'rule', 'event'],
].map((group) => `${group}.`);

const begins = (key: string, beginnings: readonly string[]): boolean =>
  beginnings.some((beginning) => key === beginning || (beginning.endsWith('.') && key.startsWith(beginning)));

/** Whether devices have a word of the screens by its key, or a sentence by its code. */
export const isFirst = (key: string): boolean => begins(key, FIRST_SCREENS);
export const isFirstSentence = (code: string): boolean => !begins(code, LATER_SENTENCES);

/** The words of one language that make up one part. */
export function wordsOf(language: Language, part: WordsPart): PageWords {
  const screens: Words = {};
  for (const messages of MESSAGES)
    collect(messages[language], '', screens, (key) => isFirst(key) === (part === 'first'));
  const sentences = Object.entries(WORDS[language]).filter(([code]) => isFirstSentence(code) === (part === 'first'));
  return { screens, sentences: Object.fromEntries(sentences) };
}

function collect(from: Words, prefix: string, to: Words, isWanted: (key: string) => boolean): void {
  for (const [name, value] of Object.entries(from)) {
    const key = `${prefix}${name}`;
    if (typeof value === 'string') {
      if (isWanted(key)) to[name] = value;
      continue;
    }
    const held = to[name];
    const inner: Words = typeof held === 'object' ? held : {};
    collect(value, `${key}.`, inner, isWanted);
    if (Object.keys(inner).length > 0) to[name] = inner;
  }
}
