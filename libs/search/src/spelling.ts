import { pinyin } from 'pinyin-pro';

/** Full-width signs are what one types by mistake; case and spaces tell no two names apart. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');

const HAN = /\p{Script=Han}/u;
/** A sign that is read in another way as a surname, such as 单 and 曾: people are found by both readings. */
const READINGS = [{ surname: 'off' }, { surname: 'head' }] as const;

/** What a name is found by: itself, and where it is Chinese the first letters of its pinyin and the whole of it. */
export function keysOf(name: string, { person = false } = {}): string[] {
  const own = plain(name);
  if (!HAN.test(own)) return [own];
  const spelt = (person ? READINGS : READINGS.slice(0, 1)).flatMap((reading) => {
    const syllables = pinyin(own, { ...reading, toneType: 'none', type: 'array', v: true }).map(plain);
    const signs = Array.from(own);
    const letters = syllables.map((syllable, i) => (HAN.test(signs[i] ?? '') ? syllable.slice(0, 1) : syllable));
    return [letters.join(''), syllables.join('')];
  });
  return [...new Set([own, ...spelt])];
}
