import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PAGES } from '../../app/pages';
import { helpOf } from './page-help';
import { pagesEn } from './pages/en';
import { pagesZh } from './pages/zh-CN';

describe('the help of pages', () => {
  const pages = ['home', ...PAGES.map(({ name }) => name)];

  it.each(pages)('explains %s in both languages, with a guide that is there', (page) => {
    const [zh, en] = [helpOf(page, 'zh-CN'), helpOf(page, 'en')];
    expect([zh?.how.length, zh?.guide]).toEqual([en?.how.length, en?.guide]);
    expect(existsSync(join(__dirname, '../../../../docs', `${zh?.guide ?? ''}.md`))).toBe(true);
  });

  it('has none of a page that is gone', () => {
    const used = new Set(pages.map((page) => helpOf(page, 'en')));
    expect(Object.entries(pagesEn).filter(([, help]) => !used.has(help))).toEqual([]);
    expect(Object.keys(pagesZh)).toEqual(Object.keys(pagesEn));
  });
});
