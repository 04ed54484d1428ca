import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MESSAGES, PAGES } from './features';

const docs = join(__dirname, '../../../docs');
const guides = [docs, join(docs, 'zh-CN')].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map((file) => readFileSync(join(folder, file), 'utf8')),
);
const titles = new Map(MESSAGES.flatMap(({ 'zh-CN': words }) => Object.entries(words['page'] ?? {})));
const titleAt = new Map(PAGES.map(({ name, path }) => [path, titles.get(name)]));

describe('guides in both languages', () => {
  it('call a page by the name that it has on screen', () => {
    // 「管理 → 审计」（`/admin/audit`）, under 数据源状态 (`/feeds`)
    const named = guides.flatMap((text) =>
      [...text.matchAll(/(\p{Script=Han}+?)」?页? ?[(（]`(\/[\w/-]*)`[)）]/gu)]
        .map(([, name, path = '']) => ({ path, name }))
        .filter(({ path }) => titleAt.has(path)),
    );
    expect(named.length).toBeGreaterThan(8);
    expect(named).toEqual(named.map(({ path }) => ({ path, name: titleAt.get(path) })));
  });
});
