import { searchIn, termsOf } from './search';

const guide = (name: string, text: string) => ({
  name,
  lang: 'zh-CN',
  title: name,
  sections: [{ id: 'a', level: 1, title: name, html: `<p>${text}</p>` }],
});

describe('search', () => {
  it('takes Chinese by neighbouring signs and Latin by words', () => {
    expect(termsOf('预警 升级2次, P80')).toEqual(['2', 'p80', '预警', '升级', '次']);
    expect(termsOf(' ,。 ')).toEqual([]);
  });

  it('wants every word, and prefers titles', () => {
    const search = searchIn([guide('一', '排队叫号与办件'), guide('办件', '时限'), guide('三', '排队')]);
    expect(search('办件').map(({ document }) => document)).toEqual(['办件', '一']);
    expect(search('排队 办件').map(({ document }) => document)).toEqual(['一']);
    expect(search('排队 没有').map(({ document }) => document)).toEqual(['三', '一']);
    expect(search('')).toEqual([]);
  });

  it('shows what stands around the word, without markup', () => {
    const [hit] = searchIn([guide('x', `${'前'.repeat(90)}<b>目标</b>${'后'.repeat(200)}`)])('目标');
    expect(hit?.excerpt).toMatch(/^…前+目标后+…$/);
  });
});
