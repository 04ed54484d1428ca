import type { Guide } from './api';
import { termsIn, termsOf } from './terms';

const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const glossary: Guide = {
  name: 'glossary',
  lang: 'zh-CN',
  title: '术语表',
  sections: [
    {
      id: 'glossary',
      level: 1,
      title: '术语表',
      html: `<table><thead>${row('词', '界面用词', '含义')}</thead><tbody>${[
        row('branch', '警种 / 业务线', '户政等'),
        row('level', '正常 · 偏忙 · 过载', '与<em>目标</em>相比'),
        row('roll-up', '–', '预先求和'),
        row('ticket, visit', '号 / 办理', '取的号'),
      ].join('')}</tbody></table>`,
    },
  ],
};

describe('the terms of a page', () => {
  it('are those of the glossary that stand on it, by any of their names', () => {
    const terms = termsOf([glossary], 'zh-CN');
    expect(terms.map(({ names }) => names)).toEqual([
      ['警种', '业务线'],
      ['正常', '偏忙', '过载'],
      ['号', '办理'],
    ]);
    expect(termsIn('户政队列：过载', terms)).toEqual([
      { key: 'level', names: ['正常', '偏忙', '过载'], meaning: '与目标相比' },
    ]);
    expect(termsIn('没有', terms)).toEqual([]);
  });

  it('are whole words in English, in the plural too', () => {
    const terms = termsOf([glossary], 'en');
    expect(terms.map(({ names }) => names[0])).toEqual(['branch', 'level', 'roll-up', 'ticket']);
    const found = (text: string) => termsIn(text, terms).map(({ names }) => names[0]);
    expect(found('Branches and Tickets')).toEqual(['branch', 'ticket']);
    expect(found('levelled, revisited')).toEqual([]);
  });

  it('are none where there is no glossary', () => {
    expect(termsOf([], 'en')).toEqual([]);
  });
});
