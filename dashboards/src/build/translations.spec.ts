import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { grouped } from '../features/help/groups';
import { documentsOf } from './documents-plugin';

const root = join(__dirname, '../../..');
const english = documentsOf(root, 'en');
const chinese = documentsOf(root, 'zh-CN');
const codeOf = (file: string) => readFileSync(join(root, file), 'utf8').match(/^```[\s\S]*?^```/gm) ?? [];

describe('the guides in two languages', () => {
  it('are all there', () => {
    expect(chinese.filter(({ lang }) => lang === 'en')).toEqual([]);
    expect(grouped(english).flatMap(({ guides }) => guides)).toHaveLength(english.length);
    const translated = readdirSync(join(root, 'docs/zh-CN'));
    expect(translated.filter((file) => !existsSync(join(root, 'docs', file)))).toEqual([]);
  });

  it.each(english.map(({ name }) => name))('%s has the same parts, with the same examples', (name) => {
    const levels = (guides: typeof english) =>
      guides.find((one) => one.name === name)?.sections.map(({ level }) => level);
    expect(levels(chinese)).toEqual(levels(english));
    expect(codeOf(`docs/zh-CN/${name}.md`)).toEqual(codeOf(`docs/${name}.md`));
  });

  it('show no mark of the parts that are made by a program', () => {
    for (const { name, sections } of [...english, ...chinese])
      expect([name, sections.some(({ html }) => html.includes('&lt;!--'))]).toEqual([name, false]);
  });

  it('link to parts that exist', () => {
    for (const guides of [english, chinese]) {
      const targets = new Set(
        guides.flatMap(({ name, sections }) => [
          `/help/${name}`,
          ...sections.flatMap(({ id, also = id }) => [`/help/${name}#${id}`, `/help/${name}#${also}`]),
        ]),
      );
      const broken = guides.flatMap(({ name, sections }) =>
        sections
          .flatMap(({ html }) => [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href))
          .map((href) => (href.startsWith('#') ? `/help/${name}${decodeURIComponent(href)}` : decodeURIComponent(href)))
          .filter((href) => !targets.has(href)),
      );
      expect(broken).toEqual([]);
    }
  });
});
