/** A text prepared for the search: ASCII digits and letters, without invisible characters. */
export interface Plain {
  readonly text: string;
  /** start and end in the original text of the character at a position of the plain text */
  start(place: number): number;
  end(place: number): number;
}

const ASCII = /^[\x20-\x7e\s]*$/;
const DIGIT = /\p{Nd}/u;
/** Joiners, direction marks, variation selectors, accents: invisible between digits. */
const INVISIBLE = /[\p{Cf}\p{M}\u115f\u1160\u3164\uffa0]/u;
/** Digits written as words; shorter runs are ordinary words. */
const READ_OUT = /[〇零一幺二三四五六七八九](?:[\s\p{P}\p{Cf}]{0,3}[〇零一幺二三四五六七八九]){10,}/gu;
const READ_OUT_DIGITS: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  一: '1',
  幺: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};
/** letters that look like the check character X */
const LOOKS_LIKE_X: Readonly<Record<string, string>> = { Х: 'X', х: 'x', Χ: 'X', χ: 'x' };

export function plainOf(given: string): Plain {
  if (ASCII.test(given)) return { text: given, start: (place) => place, end: (place) => place + 1 };
  const read = readOut(given);
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  for (let at = 0; at < given.length;) {
    const code = given.codePointAt(at) ?? 0;
    const size = code > 0xffff ? 2 : 1;
    const character = given.slice(at, at + size);
    const plain =
      code < 0x80
        ? character
        : read.has(at)
          ? (READ_OUT_DIGITS[character] ?? character)
          : plainCharacter(code, character);
    text += plain;
    for (let units = plain.length; units > 0; units -= 1) {
      starts.push(at);
      ends.push(at + size);
    }
    at += size;
  }
  return { text, start: (place) => starts[place] ?? given.length, end: (place) => ends[place] ?? given.length };
}

function readOut(given: string): Set<number> {
  const places = new Set<number>();
  for (const run of given.matchAll(READ_OUT)) for (let i = 0; i < run[0].length; i++) places.add(run.index + i);
  return places;
}

const plainCharacters = new Map<number, string>();

function plainCharacter(code: number, character: string): string {
  // most other characters are Chinese and stay unchanged
  if (code >= 0x4e00 && code <= 0x9fff) return character;
  const before = plainCharacters.get(code);
  if (before !== undefined) return before;
  const plain = INVISIBLE.test(character)
    ? ''
    : DIGIT.test(character)
      ? String(digitValue(code))
      : (LOOKS_LIKE_X[character] ?? character.normalize('NFKC'));
  if (plainCharacters.size < 10_000) plainCharacters.set(code, plain);
  return plain;
}

/** Digits of all scripts are in blocks of ten, from zero to nine. */
function digitValue(code: number): number {
  // mathematical digits have no gaps between their blocks
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}
