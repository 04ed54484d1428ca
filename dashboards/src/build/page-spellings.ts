import { pinyin } from 'pinyin-pro';
import { MESSAGES } from '../app/features';

/** First letters and whole pinyin of a Chinese title, made while the pages are built: what spells is too large for a page. */
export function spell(title: string): string[] {
  const syllables = pinyin(title.replace(/[\s\p{P}]+/gu, '').toLowerCase(), {
    toneType: 'none',
    type: 'array',
    v: true,
  });
  return [syllables.map((syllable) => syllable.slice(0, 1)).join(''), syllables.join('')];
}

const titles = MESSAGES.flatMap(({ 'zh-CN': { page } }) => (typeof page === 'object' ? Object.entries(page) : []));
const spellings: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  titles.flatMap(([name, title]) => (typeof title === 'string' ? [[name, spell(title)] as const] : [])),
);
export default spellings;
