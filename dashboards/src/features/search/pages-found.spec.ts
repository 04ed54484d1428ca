import spellings from '../../build/page-spellings';
import { pagesFound } from './pages-found';

const PAGES = [
  { name: 'analysis', title: '运行分析', spellings: spellings['analysis'] ?? [] },
  { name: 'cases', title: '办件监督', spellings: spellings['cases'] ?? [] },
  { name: 'me', title: 'My work', spellings: spellings['me'] ?? [] },
];
const found = (question: string) => pagesFound(PAGES, question).map(({ name }) => name);

describe('pages by what is typed', () => {
  it.each([
    ['办件', ['cases']],
    ['bjjd', ['cases']],
    ['banjian', ['cases']],
    ['ＢＪ', ['cases']],
    ['my work', ['me']],
    ['Work', ['me']],
    // within, where none begins with it
    ['fx', ['analysis']],
    ['监', ['cases']],
    // one letter stands within nearly every name
    ['j', []],
    ['', []],
    ['  ', []],
  ])('%j finds %j', (question, names) => {
    expect(found(question)).toEqual(names);
  });

  it('knows the name of every page by its first letters', () => {
    expect(spellings).toMatchObject({ wall: ['dp', 'daping'], desk: ['zst', 'zhishoutai'] });
  });
});
