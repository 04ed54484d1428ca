import { WORDS } from '@cockpit/contracts';
import { TASKS } from '../features/help/tasks';
import type { TaskText } from '../features/help/tasks/task';
import { leaves } from '../testing/leaves';
import { MESSAGES } from './features';

const HAN = String.raw`\p{Script=Han}`;
/** What a Chinese sentence must not have, each with what it is. */
const FAULTS: readonly (readonly [string, RegExp])[] = [
  ['half-width sign', new RegExp(String.raw`${HAN}\s*[,;:?!]|[,;?!](?=${HAN})`, 'u')],
  ['half-width bracket', new RegExp(String.raw`${HAN}\(|\)${HAN}|\(${HAN}`, 'u')],
  ['no space between Chinese and Latin', new RegExp(String.raw`${HAN}[A-Za-z0-9]|[A-Za-z0-9%]${HAN}`, 'u')],
  ['space between Chinese words', new RegExp(String.raw`${HAN} ${HAN}`, 'u')],
  ['space beside a full-width sign', /[^\S\n](?=[，。；：？！、）」』》])|[，。；：？！、（「『《][^\S\n]/u],
  ['hyphen for a minus', /(?<![\w}])-\d/u],
  ['space before the sign of percent', /[\d□] %/u],
];
/** What an English one must not have. */
const ENGLISH_FAULTS: typeof FAULTS = [
  ['full-width sign', /[，。；：？！、（）]/u],
  // the Chinese font has no narrow one: “hall’ s”
  ["apostrophe as wide as half a Chinese letter, instead of '", /[a-z]’/u],
  ['hyphen for a minus', /(?<![\w}□])-\d/u],
  ['space before the sign of percent', /[\d□] %/u],
];
/** Holes that are filled with a figure: a space belongs between it and a Chinese word. */
const FIGURES =
  /^(?:n|m|p50|p80|low|high|minutes|min|before|after|shown|windows|count|limit|cut|ci|saved|threshold|waiting|wait|way|total|open|red|yellow)$/;
/** Holes that are filled with a Chinese name: no space belongs beside it. */
const NAMES = /^(?:hall|metric|unit|weekday|item)$/;

const faultsOf = (text: string, faults = FAULTS): string[] => {
  const filled = text
    .replaceAll(/\{\w+\|[^|}]*\|([^}]*)\}/g, '$1')
    .replaceAll(/\{(\w+)\}/g, (_, hole: string) => (FIGURES.test(hole) ? '7' : NAMES.test(hole) ? '名' : '□'));
  return faults.filter(([, fault]) => fault.test(filled)).map(([name]) => name);
};
const sentencesOf = (lang: 'zh-CN' | 'en'): [key: string, text: string][] =>
  Object.values(TASKS)
    .flat()
    .flatMap((task) => {
      const { title, when, steps }: TaskText = task[lang];
      return [title, when, ...steps].map((text): [string, string] => [task.name, text]);
    });
/** A file to be pasted, with the commas of its format. */
const AS_TYPED = 'duty.exampleText';

describe('Chinese as it is printed', () => {
  it.each([
    ['等候,最长', 'half-width sign'],
    ['等候(人)', 'half-width bracket'],
    ['等候{n}人', 'no space between Chinese and Latin'],
    ['P80等候', 'no space between Chinese and Latin'],
    ['{n} 号窗 加办', 'space between Chinese words'],
    ['去 {hall}', 'space between Chinese words'],
    ['等候 ，最长', 'space beside a full-width sign'],
    ['少 -5 分', 'hyphen for a minus'],
    ['占 {n} %', 'space before the sign of percent'],
  ])('finds the fault of %s', (text, fault) => {
    expect(faultsOf(text)).toEqual([fault]);
  });

  it('leaves alone what is well said', () => {
    const good = ['等候 {n} 人，最长 {minutes} 分（P80）', '{queue}最长等候 {value} 分钟', '{from}–{to}', '少 −5 分'];
    expect(good.flatMap((text) => faultsOf(text))).toEqual([]);
  });

  it.each([
    ['screens', MESSAGES.flatMap((messages) => leaves(messages['zh-CN']))],
    ['messages', Object.entries(WORDS['zh-CN'])],
    ['tasks of the help', sentencesOf('zh-CN')],
  ])('holds for every sentence of the %s', (_, sentences) => {
    const faulty = sentences
      .filter(([key]) => key !== AS_TYPED)
      .map(([key, text]) => [key, text, faultsOf(text)] as const)
      .filter(([, , faults]) => faults.length > 0);
    expect(faulty).toEqual([]);
  });
});

describe('English as it is printed', () => {
  it.each([
    ['Waiting（people）', 'full-width sign'],
    ['change: -5 min', 'hyphen for a minus'],
    ['{n} % of them', 'space before the sign of percent'],
  ])('finds the fault of %s', (text, fault) => {
    expect(faultsOf(text, ENGLISH_FAULTS)).toEqual([fault]);
  });

  it.each([
    ['screens', MESSAGES.flatMap((messages) => leaves(messages.en))],
    ['messages', Object.entries(WORDS.en)],
    ['tasks of the help', sentencesOf('en')],
  ])('holds for every sentence of the %s', (_, sentences) => {
    const faulty = sentences
      .map(([key, text]) => [key, text, faultsOf(text, ENGLISH_FAULTS)] as const)
      .filter(([, , faults]) => faults.length > 0);
    expect(faulty).toEqual([]);
  });
});
