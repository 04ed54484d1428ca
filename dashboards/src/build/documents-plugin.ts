import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { toDocument, type GuideDocument } from './documents';

const LANGUAGES = ['zh-CN', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

const TRANSLATED = 'docs/zh-CN';
/** For those who build, measure or script the product: they read the repository. */
const NOT_IN_PRODUCT = ['architecture', 'benchmarks', 'commands'];
/** Lines that no reader sees: by which a code host finds a part of a translation by its English name, and where a part is made by a program. */
const UNSEEN = /^(?:<a id="[\w-]+"><\/a>|<!-- .* -->)$/gm;

/**
 * The guides of the product in one language. A part of a translation is also
 * found by the id of its English heading, so that a link or a bookmark works in either language. @param root folder of the project
 */
export function documentsOf(root: string, lang: Language): GuideDocument[] {
  const names = readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -'.md'.length))
    .filter((name) => !NOT_IN_PRODUCT.includes(name));
  const textOf = (file: string) => readFileSync(join(root, file), 'utf8').replace(UNSEEN, '');
  const fileOf = (name: string) =>
    lang !== 'en' && existsSync(join(root, TRANSLATED, `${name}.md`)) ? `${TRANSLATED}/${name}.md` : `docs/${name}.md`;
  const guides = new Map(names.map((name) => [name, /^# (.+)$/m.exec(textOf(fileOf(name)))?.[1] ?? name]));
  const made = (file: string) => toDocument(file, textOf(file), guides);
  return names.map((name) => {
    const english = made(`docs/${name}.md`);
    const file = fileOf(name);
    if (!file.startsWith(TRANSLATED)) return { name, lang: 'en', ...english };
    const { title, sections } = made(file);
    return {
      name,
      lang,
      title,
      sections: sections.map((section, i) => ({ ...section, also: english.sections[i]?.id })),
    };
  });
}

/**
 * The guides of `docs/` as part of the product, for networks that reach nothing else: `/help/<language>.json` with all of them,
 * `/help/glossary.<language>.json` with the one that every page asks for, and their pictures under `/help/images/`.
 */
export function documents(root: string): Plugin {
  const files = (): Map<string, () => Buffer> => {
    const made = new Map<string, () => Buffer>();
    for (const lang of LANGUAGES) {
      let guides: GuideDocument[] | undefined;
      const written = (isWanted: (guide: GuideDocument) => boolean) => () =>
        Buffer.from(JSON.stringify((guides ??= documentsOf(root, lang)).filter(isWanted)));
      made.set(
        `help/${lang}.json`,
        written(() => true),
      );
      made.set(
        `help/glossary.${lang}.json`,
        written(({ name }) => name === 'glossary'),
      );
    }
    for (const image of readdirSync(join(root, 'docs/images')))
      made.set(`help/images/${image}`, () => readFileSync(join(root, 'docs/images', image)));
    return made;
  };
  return {
    name: 'documents',
    generateBundle() {
      for (const [fileName, read] of files()) this.emitFile({ type: 'asset', fileName, source: read() });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const read = files().get((request.url ?? '').slice(1));
        if (read === undefined) next();
        else response.end(read());
      });
    },
  };
}
