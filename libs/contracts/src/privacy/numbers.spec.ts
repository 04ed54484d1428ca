import fc from 'fast-check';
import { maskNumbers } from './numbers';

const mask = (text: string, place: 'text' | 'id' = 'text'): string => maskNumbers(text, place, () => '[号]');
const digitsOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\dXx]/g, '')
    .toUpperCase();

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const resident = fc
  .tuple(
    fc.constantFrom('11', '31', '33', '44', '65', '81'),
    fc.integer({ min: 0, max: 9999 }),
    fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([region, rest, birth, serial]) => {
    const body = `${region}${String(rest).padStart(4, '0')}${birth.toISOString().slice(0, 10).replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
    return (
      body +
      '10X98765432'.charAt(Array.from(body).reduce((sum, digit, i) => sum + Number(digit) * (WEIGHTS[i] ?? 0), 0) % 11)
    );
  });
const mobile = fc
  .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([second, rest]) => `1${String(second)}${String(rest).padStart(9, '0')}`);

const grouped = (number: string, size: number, sign: string): string =>
  (number.match(new RegExp(`.{1,${String(size)}}`, 'g')) ?? []).join(sign);
const SIGNS = [
  ' ',
  '-',
  '.',
  '_',
  '·',
  '—',
  '\u200b',
  '\u200d',
  '\u2060',
  '\u00ad',
  '\ufeff',
  '\u00a0',
  '\u3000',
  ' - ',
];
const SCRIPTS = [0xff10, 0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x1d7ce, 0x1d7f6, 0x30];
const inScript = (number: string, zero: number): string =>
  number.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
const decorated = (number: fc.Arbitrary<string>) =>
  fc
    .tuple(number, fc.constantFrom(1, 2, 3, 4, 6, 20), fc.constantFrom(...SIGNS), fc.constantFrom(...SCRIPTS))
    .map(([plain, size, sign, zero]) => ({ plain, written: inScript(grouped(plain, size, sign), zero) }));
const words = fc
  .array(fc.constantFrom('证件', 'tel', 'ID', '请联系', 'A', 'z', '：', '，', '(', '电话', '\n', '。', '号', 'x1y'), {
    maxLength: 4,
  })
  .map((parts) => parts.join(''));
const letters = fc
  .array(fc.constantFrom('a', 'B', '号', '证', 'π', 'ß'), { maxLength: 3 })
  .map((parts) => parts.join(''));

describe('numbers that identify people', () => {
  it('do not survive as resident numbers, however they are written and whatever they are glued to', () => {
    fc.assert(
      fc.property(
        decorated(resident),
        words,
        words,
        fc.stringMatching(/^\d{0,6}$/),
        fc.stringMatching(/^\d{0,6}$/),
        ({ plain, written }, before, after, left, right) => {
          for (const text of [written, before + written + after]) {
            for (const place of ['text', 'id'] as const)
              expect([text, digitsOf(mask(text, place)).includes(plain)]).toEqual([text, false]);
          }
          const glued = `${left}${plain}${right}`;
          expect([glued, digitsOf(mask(glued)).includes(plain)]).toEqual([glued, false]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('do not survive as mobile numbers either', () => {
    fc.assert(
      fc.property(
        decorated(mobile),
        letters,
        letters,
        fc.constantFrom('', '+86', '86', '0086', '+86 ', '0086-'),
        ({ plain, written }, before, after, country) => {
          for (const text of [written, before + written + after, before + country + plain + after]) {
            for (const place of ['text', 'id'] as const)
              expect([text, digitsOf(mask(text, place)).includes(plain)]).toEqual([text, false]);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('do not survive as mobile numbers within other digits, unless those look like an instant', () => {
    fc.assert(
      fc.property(mobile, fc.stringMatching(/^\d{0,8}$/), fc.stringMatching(/^\d{0,8}$/), (plain, left, right) => {
        const glued = left + plain + right;
        fc.pre(!/^1[4-9]\d{11}$/.test(glued) && !/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(glued));
        expect([glued, mask(glued)]).toEqual([glued, '[号]']);
      }),
    );
  });

  it.each([
    '4-4-4-4-2 1101-0519-4912-3100-2X',
    '110 105 194 912 310 02X',
    '1.1.0.1.0.5.1.9.4.9.1.2.3.1.0.0.2.X',
    '11010519491231002Xabc',
    '99110105194912310021',
    'abc11010519491231002x',
    '110105_19491231_002X',
    '110105/1949/1231/002X',
    '1101051949123100２Ｘ',
    '11010519491231002Х',
    '一三八一二三四五六七八',
    '一三八 一二三四 五六七八',
    '138.1234.5678',
    '1_3_8_1_2_3_4_5_6_7_8',
    '138\u200b12345678',
    '(138)12345678',
    '13812345678转3',
    '2026030413812345678',
    '138 123 456 78',
    '1381-2345-678',
    '٠١٣٨١٢٣٤٥٦٧٨',
    '①③⑧①②③④⑤⑥⑦⑧',
    '1⃣3⃣8⃣1⃣2⃣3⃣4⃣5⃣6⃣7⃣8⃣',
    '110105491231002',
    '110105-491231-002',
    'a110105491231002b',
  ])('%s', (text) => {
    expect(mask(text)).toContain('[号]');
    expect(mask(mask(text))).toBe(mask(text));
  });

  it('leave alone what the product says: times, ids, numbers of tickets, prices', () => {
    const time = fc.date({
      min: new Date('1990-01-01T00:00:00Z'),
      max: new Date('2099-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        time,
        fc.uuid(),
        fc.integer({ min: 0, max: 99_999 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 9_999_999 }),
        (at, uuid, n, hall, cents) => {
          const iso = at.toISOString();
          const day = iso.slice(0, 10);
          const number = String(n).padStart(5, '0');
          const texts = [
            iso,
            iso.replace('Z', '+08:00'),
            iso.slice(0, 19).replace('T', ' '),
            day,
            day.replaceAll('-', ''),
            iso.slice(11, 19),
            `${day} ${iso.slice(11, 16)}-${iso.slice(11, 16)}`,
            uuid,
            `e-${uuid}`,
            `H${String(hall)}-${day.replaceAll('-', '')}-${number}`,
            `${String(hall)}-${day.replaceAll('-', '')}-${number.slice(0, 4)}`,
            `A${number}`,
            `C-${day.slice(0, 4)}-${number}`,
            `sim-case-${day}-${number}`,
            `${(cents / 100).toFixed(2)} 元`,
            `¥${cents.toLocaleString('en')}.00`,
            `第 ${String(hall)} 号窗口等候 ${String(n)} 秒`,
            `192.168.${String(hall)}.${String(hall)}`,
          ];
          for (const text of texts) expect([mask(text), mask(text, 'id')]).toEqual([text, text]);
        },
      ),
      { numRuns: 1000 },
    );
    for (const text of [
      `ref-${'13812345678'.repeat(3).slice(0, 32)}`,
      '订单 1772586000000',
      '上午 9、10、11、12、13、14、15 时',
    ])
      expect(mask(text)).toBe(text);
  });

  it('are not told from a day, a second and a serial in identifiers: there they are left alone', () => {
    for (const id of ['2026030414595900012', 'C-2026030413000000001', '13812345678901', '2026030413812345678'])
      expect([mask(id, 'id'), mask(id)]).toEqual([id, expect.stringContaining('[号]')]);
    expect(mask('T13812345678-2', 'id')).toBe('T[号]-2');
  });

  it('are found in the given text: what stands around them stays as it was', () => {
    expect(mask('Ｔｅｌ：１３８１２３４５６７８，①号窗口')).toBe('Ｔｅｌ：[号]，①号窗口');
    expect(mask('e\u0301té 138\u200b1234\u200b5678 π')).toBe('e\u0301té [号] π');
  });

  it.each([
    ['digits', '1'],
    ['digits and dots', '1.'],
    ['resident numbers', '11010519491231002X'],
    ['Chinese', '证1件'],
    ['numerals', '一三八'],
    ['invisible', '1\u200b'],
    ['groups', '138 12 '],
    ['letters', 'a1'],
  ])('are searched in time that grows with the text: %s', (_, piece) => {
    const text = piece.repeat(Math.ceil((1024 * 1024) / piece.length));
    const since = process.cpuUsage();
    mask(text);
    expect(process.cpuUsage(since).user / 1000).toBeLessThan(10_000);
  });
});
