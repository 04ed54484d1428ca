import { pinyin } from 'pinyin-pro';

/** Normalises full-width characters, case and spaces so that typing differences do not matter. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');

const HAN = /\p{Script=Han}/u;
/** Some characters have another reading as a surname, such as 单 and 曾; people are found by both readings. */
const READINGS = [{ surname: 'off' }, { surname: 'head' }] as const;

/** Search keys of a name: the name itself and, if it is Chinese, its pinyin initials and full pinyin. */
export function keysOf(name: string, { person = false } = {}): string[] {
  const text = plain(name);
  if (!HAN.test(text)) return [text];
  const pinyins = (person ? READINGS : READINGS.slice(0, 1)).flatMap((reading) => {
    const syllables = pinyin(text, { ...reading, toneType: 'none', type: 'array', v: true }).map(plain);
    const characters = Array.from(text);
    const letters = syllables.map((syllable, i) => (HAN.test(characters[i] ?? '') ? syllable.slice(0, 1) : syllable));
    return [letters.join(''), syllables.join('')];
  });
  return [...new Set([text, ...pinyins])];
}
