import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { helpOf } from './page-help';
import { MESSAGES, PAGES } from '../../app/features';

describe('the help of pages', () => {
  const pages = ['home', ...PAGES.map(({ name }) => name)];

  it.each(pages)('explains %s in both languages, with a guide that is there', (page) => {
    const [zh, en] = [helpOf(page, 'zh-CN'), helpOf(page, 'en')];
    expect(zh?.how.length).toBe(en?.how.length);
    expect(existsSync(join(__dirname, '../../../../docs', `${zh?.guide ?? ''}.md`))).toBe(true);
  });

  it('is written once, and none of a page that is gone', () => {
    const written = MESSAGES.flatMap(({ help = {} }) => Object.entries(help));
    expect(new Set(written.map(([page]) => page)).size).toBe(written.length);
    const used = new Set(pages.map((page) => helpOf(page, 'en')?.what));
    expect(written.filter(([, { en }]) => !used.has(en.what)).map(([page]) => page)).toEqual([]);
  });
});
