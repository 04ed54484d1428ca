import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const ENGLISH = read('README.md');
const CHINESE = read('README.zh-CN.md');
/** Commands, addresses and names stand in code marks; what a comment says is of its language. */
const namesIn = (text: string): string[] => {
  const blocks = [...text.matchAll(/^```bash\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
    block.split('\n').map((line) => line.replace(/\s+#.*/, '')),
  );
  const inline = text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g);
  return [...blocks, ...[...inline].map(([, name = '']) => name)].filter((name) => name !== '').sort();
};
const linksIn = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link).filter((link) => !link.includes(':'));

describe('the README in two languages', () => {
  it('names the same commands and addresses', () => {
    expect(namesIn(ENGLISH)).toEqual(expect.arrayContaining(['npm run demo', 'npm start', '/help']));
    expect(namesIn(CHINESE)).toEqual(namesIn(ENGLISH));
  });

  it('links to the other language, and to the same guides', () => {
    const guides = (text: string) => linksIn(text).map((link) => link.replace('docs/zh-CN/', 'docs/'));
    expect(guides(ENGLISH)).toContain('README.zh-CN.md');
    expect(guides(CHINESE)).toContain('README.md');
    const others = (text: string) =>
      [...new Set(guides(text))].filter((link) => !/^README|^docs\/zh-CN$/.test(link)).sort();
    expect(others(CHINESE)).toEqual(others(ENGLISH));
  });

  it.each([ENGLISH, CHINESE])('links to what is there', (text) => {
    expect(linksIn(text).filter((link) => !existsSync(join(root, link)))).toEqual([]);
  });
});
