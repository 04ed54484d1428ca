import { WINDOW_STATES, LEVELS, PROMPT_STATES, CONDITIONS, HANDLINGS, ROLES } from '@cockpit/contracts';
import { createI18n } from 'vue-i18n';
import { MARKS } from '../design/marks';
import { MESSAGES, type Words } from './messages';

const leaves = (tree: Words, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : leaves(value, `${prefix}${key}.`),
  );
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('words of the screens', () => {
  const chinese = new Map(MESSAGES.flatMap((messages) => leaves(messages['zh-CN'])));
  const english = new Map(MESSAGES.flatMap((messages) => leaves(messages.en)));

  it('are said once', () => {
    expect(MESSAGES.flatMap((messages) => leaves(messages['zh-CN'])).length).toBe(chinese.size);
  });

  it('exist in both languages, with the same holes to fill', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    for (const [key, text] of chinese)
      for (const form of (english.get(key) ?? '').split(' | ')) expect([key, holes(form)]).toEqual([key, holes(text)]);
  });

  it('have forms for one and for many in English only: elsewhere a bar would hide what comes after it', () => {
    for (const [key, text] of chinese) expect([key, text.replaceAll("{'|'}", '').includes('|')]).toEqual([key, false]);
    for (const [key, text] of english)
      expect([key, text.replaceAll("{'|'}", '').split('|').length]).toEqual([key, text.includes(' | ') ? 2 : 1]);
  });

  it.each([
    ['zh-CN', chinese],
    ['en', english],
  ])(
    'can be read by the library in %s, which breaks the page over a sign that means something to it',
    (locale, words) => {
      const i18n = createI18n({ legacy: false, locale, missingWarn: false });
      i18n.global.setLocaleMessage(
        locale,
        Object.fromEntries([...words].map(([, text], i) => [`k${String(i)}`, text])),
      );
      const broken = [...words.keys()].filter((_, i) => {
        try {
          i18n.global.t(`k${String(i)}`, 2);
          return false;
        } catch {
          return true;
        }
      });
      expect(broken).toEqual([]);
    },
  );

  it('are never empty, and English has no Chinese but the name of the language', () => {
    for (const [key, text] of [...chinese, ...english]) expect([key, text.trim() === '']).toEqual([key, false]);
    const mixed = [...english].filter(([key, text]) => key !== 'switches.language' && /[\u4e00-\u9fff]/.test(text));
    expect(mixed).toEqual([]);
  });

  it.each([
    ['windowState', WINDOW_STATES],
    ['level', LEVELS],
    ['mark', MARKS],
    ['promptState', PROMPT_STATES],
    ['condition', CONDITIONS],
    ['handling', HANDLINGS],
    ['role', ROLES],
  ])('name every %s of the contract', (group, values) => {
    expect(values.filter((value) => !chinese.has(`${group}.${value}`))).toEqual([]);
  });
});
