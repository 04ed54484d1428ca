import { WORDS, type Language } from '@cockpit/contracts';
import { MESSAGES } from '../app/features';
import type { WordsPart } from '../shared/i18n/parts';
import type { PageWords, Words } from '../shared/i18n/words';

/** Words of the screens that the pages of devices use, by key or by its beginning. `scripts/words.mjs` follows their sources and says what is missing. */
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
  ...[
    'prompt',
    'promptState',
    'promptEnd',
    'inForce',
    'near',
    'confidence',
    'problem',
    'queue',
    'level',
    'mark',
    'window',
  ],
  ...['windowState', 'absence', 'map', 'twin', 'planOffer', 'planResult', 'holder', 'handling', 'warning', 'severity'],
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

/** Words of the screens, and sentences, that a guide's page and the frame around it use besides. */
const GUIDE_SCREENS = [
  'action',
  'clock',
  'guide',
  'module',
  'order',
  'page',
  'print',
  'push',
  'role',
  'session',
  'state',
]
  .map((group) => `${group}.`)
  .concat('help.open', 'help.meaning', 'search.open', 'start.');
const GUIDE_SENTENCES = ['problem.', 'cause.'];

const begins = (key: string, beginnings: readonly string[]): boolean =>
  beginnings.some((beginning) => key === beginning || (beginning.endsWith('.') && key.startsWith(beginning)));

/** The part of a word of the screens by its key, and of a sentence by its code. */
export const partOfScreen = (key: string): WordsPart =>
  begins(key, FIRST_SCREENS) ? 'first' : begins(key, GUIDE_SCREENS) ? 'guide' : 'rest';
export const partOfSentence = (code: string): WordsPart =>
  !begins(code, LATER_SENTENCES) ? 'first' : begins(code, GUIDE_SENTENCES) ? 'guide' : 'rest';

/** The words of one language that make up one part. */
export function wordsOf(language: Language, part: WordsPart): PageWords {
  const screens: Words = {};
  for (const messages of MESSAGES) collect(messages[language], '', screens, (key) => partOfScreen(key) === part);
  const sentences = Object.entries(WORDS[language]).filter(([code]) => partOfSentence(code) === part);
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
