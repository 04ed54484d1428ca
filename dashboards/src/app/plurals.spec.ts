import { WORDS } from '@cockpit/contracts';
import { createI18n } from 'vue-i18n';
import { spoken } from '../shared/i18n/spoken';
import { leaves } from '../testing/leaves';
import { MESSAGES } from './features';

/** Words of more than one thing. */
const OF_MANY = /[^s]s$|^(?:people|are|were|have)$/;
/** What ends a noun's part of the sentence, or is a verb of one thing, says that no noun is counted. */
const NO_NOUN =
  /^(?:s|of|and|to|as|also|is|has|was|does|goes|sees|takes|gives|serves|refuses|answers|appeals|belongs|switches|opens|ends|leaves|waits|counts|means|in|by|that|this|ms)$/;
/**
 * Holes with words of many after them, for which there should be words for one as well: `{n} open halls`. “The latest {n} are listed”
 * stands under lists that are cut off, which are always longer.
 */
const counted = (text: string): string[] =>
  [...text.matchAll(/(?<!(?:latest|first) )\{\w+\}((?: +[\w-]+)+)/g)].flatMap(([whole, after = '']) => {
    const words = after.trim().split(/ +/);
    const end = words.findIndex((word) => NO_NOUN.test(word));
    const noun = words.slice(0, end < 0 ? 3 : Math.min(end, 3));
    return noun.some((word) => OF_MANY.test(word)) ? [whole] : [];
  });
/** What is no fault, each with why. */
const NO_FAULT: Readonly<Record<string, string>> = {
  'why.guide-self-service': 'people are many, the hole between is the item they come with',
  'why.guide-mobile': 'as above',
};

describe('counts in English', () => {
  it.each([
    ['added {n} halls', ['{n} halls']],
    ['{n} reserve windows are open', ['{n} reserve windows are open']],
    ['the {n} people in line', ['{n} people in line']],
    ['{n} were refused', ['{n} were refused']],
    [
      '{n} {n|hall|halls}, {window} serves {queues}, {n} of the laws, {n} min less, windows: {n}, the latest {n} are listed',
      [],
    ],
  ])('are found in “%s” where there is no word for one', (text, found) => {
    expect(counted(text)).toEqual(found);
  });

  it.each([
    [
      'screens',
      MESSAGES.flatMap((messages) => leaves(messages.en)),
      MESSAGES.flatMap((messages) => leaves(messages['zh-CN'])),
    ],
    ['messages', Object.entries(WORDS.en), Object.entries(WORDS['zh-CN'])],
  ])('have a word for one beside that for many in all %s, and Chinese has neither', (_, english, chinese) => {
    expect(english.filter(([key, text]) => counted(text).length > 0 && !(key in NO_FAULT))).toEqual([]);
    const forms = english.flatMap(([, text]) => text.match(/\{\w+\|[^}]*\}/g) ?? []);
    expect(forms.filter((form) => !/^\{\w+\|[^|]+\|[^|]+\}$/.test(form))).toEqual([]);
    expect(chinese.filter(([, text]) => /\{\w+\|/.test(text))).toEqual([]);
  });

  it('are said by the pages as of one and of many, also where the count comes as it is printed', () => {
    const { t } = createI18n({
      legacy: false,
      locale: 'en',
      messages: { en: Object.assign({}, ...MESSAGES.map(({ en }) => spoken(en))) as ReturnType<typeof spoken> },
    }).global;
    const said = (key: string) => ['0', 1, '1', 2, '1,200'].map((n) => t(key, { n }));
    expect(said('unit.people')).toEqual(['0 people', '1 person', '1 person', '2 people', '1,200 people']);
    expect([t('limitUnit.hours'), t('rules.perHour')]).toEqual(['hours', 'per hour']);
  });
});
