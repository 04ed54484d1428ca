import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { toDocument, type GuideDocument } from './documents';

const LANGUAGES = ['zh-CN', 'en'] as const;
type Language = (typeof LANGUAGES)[number];
const FOLDER: Readonly<Record<Language, string>> = { 'zh-CN': 'docs/zh-CN', en: 'docs' };

/** All guides in one language, those without a translation in English. @param root folder of the project */
export function documentsOf(root: string, lang: Language): GuideDocument[] {
  const names = readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -'.md'.length));
  const guides = new Set(names);
  return names.map((name) => {
    const file = [`${FOLDER[lang]}/${name}.md`, `docs/${name}.md`].find((one) => existsSync(join(root, one)));
    if (file === undefined) throw new Error(`docs/${name}.md is gone`);
    const written = file.startsWith(FOLDER['zh-CN']) ? 'zh-CN' : 'en';
    return { name, lang: written, ...toDocument(file, readFileSync(join(root, file), 'utf8'), guides) };
  });
}

/**
 * The guides of `docs/` as part of the product, for networks that reach nothing else: `/help/<language>.json` with all of them,
 * and their pictures under `/help/images/`.
 */
export function documents(root: string): Plugin {
  const files = (): Map<string, () => Buffer> => {
    const made = new Map<string, () => Buffer>();
    for (const lang of LANGUAGES)
      made.set(`help/${lang}.json`, () => Buffer.from(JSON.stringify(documentsOf(root, lang))));
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
