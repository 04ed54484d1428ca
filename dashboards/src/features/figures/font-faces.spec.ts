import { facesFor, type FontFace } from './font-faces';

const face = (range: string): FontFace => ({ family: 'Sans', weight: '400', range, url: `/${range}` });
const drawn = (text: string, ...ranges: string[]): string[] =>
  facesFor(text, ranges.map(face)).map(({ range }) => range);

describe('the pieces of a font that draw a text', () => {
  it('are those with a sign of it in their range', () => {
    expect(drawn('等候', 'U+7B49, U+7B4B-7B4F', 'U+5019', 'U+0-FF')).toEqual(['U+7B49, U+7B4B-7B4F', 'U+5019']);
    expect(drawn('A', 'U+41', 'U+42', 'u+0000-00ff')).toEqual(['U+41', 'u+0000-00ff']);
  });

  it('know a range with open places, both its ends, and signs of two units', () => {
    expect(drawn('㐀', 'U+34??', 'U+33??')).toEqual(['U+34??']);
    expect(drawn('\u{20000}', 'U+20000-2A6DF', 'U+D800-DFFF')).toEqual(['U+20000-2A6DF']);
    expect(drawn('一丏', 'U+4E01-4E0E')).toEqual([]);
    expect(drawn('丁', 'U+4E01-4E0E')).toHaveLength(1);
    expect(drawn('与', 'U+4E01-4E0E')).toHaveLength(1);
  });

  it('are all that name no range, and none for no text', () => {
    expect(drawn('等', '')).toEqual(['']);
    expect(drawn('', 'U+41')).toEqual([]);
  });
});
