import { foundBy, maybePinyin } from './find';

const HALLS = [
  { code: 'H08', name: '南屏公安服务大厅' },
  { code: 'H32', name: '云江公安政务服务中心大厅' },
  { code: 'S01', name: '城东派出所综合服务厅' },
];
const codes = (typed: string, hits: readonly string[] | null = null) =>
  foundBy(HALLS, typed, hits).map(({ code }) => code);

describe('a hall that is sought', () => {
  it.each([
    ['', ['H08', 'H32', 'S01']],
    ['  ', ['H08', 'H32', 'S01']],
    ['云江', ['H32']],
    ['h0', ['H08']],
    ['Ｓ０１', ['S01']],
    ['cd', []],
  ])('is found by “%s” in its name or code without the server', (typed, expected) => {
    expect(codes(typed)).toEqual(expected);
  });

  it('is found by the pinyin that the server knows, the best first', () => {
    expect(codes('cd', ['S01'])).toEqual(['S01']);
    expect(codes('h', ['S01', 'H32'])).toEqual(['S01', 'H32', 'H08']);
  });

  it('is not shown where the server finds one that is no choice here', () => {
    expect(codes('xq', ['X9'])).toEqual([]);
  });

  it.each([
    ['yj', true],
    ['yun jiang', true],
    ['ｙｊ', true],
    ['H32', false],
    ['云江', false],
    ['', false],
  ])('may be typed in pinyin: “%s” %s', (typed, expected) => {
    expect(maybePinyin(typed)).toBe(expected);
  });
});
