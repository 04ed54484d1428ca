import { dirname } from 'node:path';
import { glyphsOf } from './glyphs';
import type { WordsPart } from '../shared/i18n/words';
import { wordsOf } from './words';

const FOLDER = dirname(require.resolve('@fontsource-variable/noto-sans-sc/index.css'));

interface Piece {
  range: string;
  bytes: number;
}

function read(pack: Buffer): { pieces: Piece[]; fonts: Buffer[]; characters: Set<string> } {
  const begin = 4 + pack.readUInt32LE(0);
  const pieces = JSON.parse(pack.subarray(4, begin).toString()) as Piece[];
  let at = begin;
  const fonts = pieces.map(({ bytes }) => pack.subarray(at, (at += bytes)));
  expect(at).toBe(pack.length);
  const codes = pieces.flatMap(({ range }) => range.split(',').map((one) => parseInt(one.slice(2), 16)));
  expect(new Set(codes).size).toBe(codes.length);
  return { pieces, fonts, characters: new Set(codes.map((code) => String.fromCodePoint(code))) };
}

describe('the glyphs of the words', () => {
  it.each(['zh-CN', 'en'] as const)('are those that the words are written with, each once, in %s', async (language) => {
    const [first, rest] = await Promise.all(
      (['first', 'rest'] as const).map(async (part: WordsPart) => read(await glyphsOf(language, part, FOLDER))),
    );
    if (!first || !rest) throw new Error('two packs');
    for (const { fonts } of [first, rest])
      for (const font of fonts) expect(font.subarray(0, 4).toString()).toBe('wOF2');
    expect([...rest.characters].filter((one) => first.characters.has(one))).toEqual([]);
    // arrows and signs that the font does not have are drawn with another
    const missing = (part: WordsPart, held: Set<string>): string[] =>
      [...new Set(JSON.stringify(wordsOf(language, part)))].filter(
        (one) => /\p{Script=Han}/u.test(one) && !held.has(one),
      );
    expect(missing('first', first.characters)).toEqual([]);
    expect(missing('rest', new Set([...first.characters, ...rest.characters]))).toEqual([]);
    expect(first.characters).toContain('7');
  });
});
