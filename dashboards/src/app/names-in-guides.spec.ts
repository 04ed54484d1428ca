import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENTRIES } from './entries';
import { MESSAGES } from './features';

const docs = join(__dirname, '../../../docs');
const LANGUAGES = [
  // 「管理 → 审计」（`/admin/audit`）
  { language: 'zh-CN', folder: join(docs, 'zh-CN'), named: /(\p{Script=Han})」?页?（`(\/[\w/-]*)`）/gu },
  // the page Admin → Audit (`/admin/audit`)
  { language: 'en', folder: docs, named: /([\p{L}])”?\s\(`(\/[\w/-]*)`/gu },
] as const;

describe.each(LANGUAGES)('guides in $language', ({ language, folder, named }) => {
  const titles = new Map(MESSAGES.flatMap((words) => Object.entries(words[language]['page'] ?? {})));
  const titleAt = new Map(ENTRIES.map(({ name, path }) => [path, titles.get(name)]));

  it('call a page by the name that it has on screen', () => {
    const found = readdirSync(folder)
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => {
        const text = readFileSync(join(folder, file), 'utf8');
        return [...text.matchAll(named)].map(({ index, 1: last = '', 2: path = '' }) => {
          const known = titleAt.get(path);
          const title = typeof known === 'string' ? known : '';
          const end = index + last.length;
          return { file, path, title, name: text.slice(end - title.length, end) };
        });
      })
      .filter(({ path }) => titleAt.has(path));
    expect(found.length).toBeGreaterThan(8);
    expect(found.filter(({ name, title }) => name !== title)).toEqual([]);
  });
});
