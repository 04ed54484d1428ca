import { WORDS } from '@cockpit/contracts';
import { MESSAGES } from '../app/features';
import { PARTS } from '../shared/i18n/parts';
import { leaves } from '../testing/leaves';
import { wordsOf } from './words';

describe('the words that a page fetches', () => {
  it.each(['zh-CN', 'en'] as const)('are together all that there are in %s, each once', (language) => {
    const parts = PARTS.map((part) => wordsOf(language, part));
    const screens = parts.flatMap((part) => leaves(part.screens));
    expect(screens.sort()).toEqual(MESSAGES.flatMap((messages) => leaves(messages[language])).sort());
    expect(parts.flatMap(({ sentences }) => Object.entries(sentences)).sort()).toEqual(
      Object.entries(WORDS[language]).sort(),
    );
  });

  it('come with the part that needs them first', () => {
    const [first, guide, rest] = PARTS.map((part) => wordsOf('zh-CN', part));
    const keys = (part: typeof first): string[] => leaves(part?.screens ?? {}).map(([key]) => key);
    expect(keys(first)).toContain('calm.peak');
    expect(keys(guide)).toContain('guide.fitting');
    expect(keys(rest)).toContain('accounts.three.title');
    expect(Object.keys(first?.sentences ?? {}).filter((code) => code.startsWith('problem.'))).toEqual([]);
    expect(guide?.sentences).toHaveProperty(['problem.unavailable']);
  });
});
