import fc from 'fast-check';
import { bytesOf, cutToBytes, cutToUnits } from './cut';

const graphemes = (text: string): string[] => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
const text = fc
  .array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('👨‍👩‍👧‍👦', '🇨🇳', '👍🏽', '户', '\ud800', 'e\u0301')), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

describe('cutting to bytes', () => {
  it('keeps within the limit, and cuts between characters as people see them', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 3, max: 80 }), (whole, most) => {
        const cut = cutToBytes(whole, most);
        expect(bytesOf(cut)).toBeLessThanOrEqual(most);
        if (cut === whole) return;
        expect(cut.endsWith('…')).toBe(true);
        const kept = cut.slice(0, -1);
        const all = graphemes(whole);
        const count = all.findIndex((_, i) => all.slice(0, i).join('') === kept);
        expect(all.slice(0, count).join('')).toBe(kept);
      }),
    );
  });

  it('leaves an emoji at the limit whole or away', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(cutToBytes(`户${family}`, 3 + bytesOf(family))).toBe(`户${family}`);
    expect(cutToBytes(`户${family}`, 2 + bytesOf(family))).toBe('户…');
    expect(cutToUnits(`户${family}口`, family.length + 1)).toBe('户…');
  });
});
