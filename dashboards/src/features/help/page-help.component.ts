import { join } from 'node:path';
import { ENTRIES } from '../../app/entries';
import { MESSAGES } from '../../app/features';
import { documentsOf } from '../../build/documents-plugin';
import { helpOf } from './page-help';

describe('the help of pages', () => {
  const guides = documentsOf(join(__dirname, '../../../..'), 'en').map(({ name }) => name);
  const pages = ['home', ...ENTRIES.map(({ name }) => name)];

  it.each(pages)('explains %s in both languages, with a guide that is there', (page) => {
    const [zh, en] = [helpOf(page, 'zh-CN'), helpOf(page, 'en')];
    expect(zh?.how.length).toBe(en?.how.length);
    expect(guides).toContain(zh?.guide);
  });

  it('is written once, and none of a page that is gone', () => {
    const written = MESSAGES.flatMap(({ help = {} }) => Object.entries(help));
    expect(new Set(written.map(([page]) => page)).size).toBe(written.length);
    const used = new Set(pages.map((page) => helpOf(page, 'en')?.what));
    expect(written.filter(([, { en }]) => !used.has(en.what)).map(([page]) => page)).toEqual([]);
  });
});
