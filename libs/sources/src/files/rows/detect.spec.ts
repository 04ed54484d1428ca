import { delimiterOf, encodingOf } from './detect';
import fc from 'fast-check';

/** 票号,业务 / A001,户政 as an old Chinese Windows writes it. */
const GBK = Buffer.from('c6b1bac52cd2b5cef10d0a413030312cbba7d5fe0d0a', 'hex');

describe('the encoding of a file', () => {
  it.each([
    ['UTF-8', Buffer.from('票号,业务\nA001,户政\n'), 'utf8'],
    ['UTF-8 with its mark', Buffer.from('\uFEFF票号,业务\n'), 'utf8'],
    ['plain ASCII', Buffer.from('no,queue\nA001,household\n'), 'utf8'],
    ['nothing', Buffer.alloc(0), 'utf8'],
    ['GBK', GBK, 'gb18030'],
    ['UTF-16 with its mark', Buffer.from('\uFEFF票号,业务\n', 'utf16le'), 'utf16le'],
    ['UTF-16 without', Buffer.from('no,queue,业务\nA001,x,y\n', 'utf16le'), 'utf16le'],
    ['Western letters', Buffer.from('número;café;Straße;año;señal\n', 'latin1'), 'latin1'],
  ])('of %s is found', (_, bytes, encoding) => {
    expect(encodingOf(bytes)).toBe(encoding);
  });

  it('of any text in UTF-8 is UTF-8, wherever its first part is cut off', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(), (text, at) => {
        fc.pre(!text.includes('\0'));
        const bytes = Buffer.from(text);
        expect(encodingOf(bytes.subarray(0, (at % bytes.length) + 1))).toBe('utf8');
      }),
    );
  });
});

it.each([
  ['a,b,c\n1,2,3', ','],
  ['a;b;c\n1,5;2,5;3', ';'],
  ['a\tb\n"x,y,z,w"\t2', '\t'],
  ['a|b|c\n1|2|3', '|'],
  ['"a;b;c;d",e\n"1;2;3;4",5', ','],
  ['alone\n1\n2', ','],
  ['', ','],
])('cuts %j at %j', (text, sign) => {
  expect(delimiterOf(text)).toBe(sign);
});
