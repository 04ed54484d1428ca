import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { runnerImport, type Plugin } from 'vite';
import type { PageWords } from '../shared/i18n/words';

const PREFIX = 'virtual:words/';
const GLYPHS = 'virtual:glyphs/';
const HELP = 'virtual:page-help';
const FONT = createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/index.css');

/**
 * The words of the screens and of the contract's sentences as modules of one language and one part each, `virtual:words/en/first`:
 * in the sources both languages stand side by side, and a page fetches the one that it shows. And the address of the font with the
 * glyphs that they are written with, `virtual:glyphs/en/first`; null while developing. `virtual:page-help` is the help of all pages. @param root folder of the project
 */
export function words(root: string): Plugin {
  const alias = { '@cockpit/contracts': join(root, 'libs/contracts/src/index.ts') };
  const load = <Exports>(file: string) =>
    runnerImport<Exports>(join(root, 'dashboards/src/build', file), {
      configFile: false,
      logLevel: 'error',
      resolve: { alias },
    });
  const watch = (build: { addWatchFile: (file: string) => void }, files: readonly string[]): void => {
    // some releases of Vite name them from the root of the project, some in full
    for (const file of files) build.addWatchFile(resolve(root, file));
  };
  let building = false;
  return {
    name: 'words',
    configResolved({ command }) {
      building = command === 'build';
    },
    resolveId: (id) => (id.startsWith(PREFIX) || id.startsWith(GLYPHS) || id === HELP ? `\0${id}` : null),
    async load(id) {
      const [language, part] = id.split('/').slice(1);
      if (id.startsWith(`\0${PREFIX}`)) {
        const { module, dependencies } = await load<{
          wordsOf: (language: string | undefined, part: string | undefined) => PageWords;
        }>('words.ts');
        watch(this, dependencies);
        return `export default ${JSON.stringify(module.wordsOf(language, part))}`;
      }
      if (id === `\0${HELP}`) {
        const { module, dependencies } = await load<{ default: unknown }>('page-help.ts');
        watch(this, dependencies);
        return `export default ${JSON.stringify(module.default)}`;
      }
      if (!id.startsWith(`\0${GLYPHS}`)) return null;
      if (!building) return 'export default null';
      const { module } = await load<{
        glyphsOf: (language: string | undefined, part: string | undefined, folder: string) => Promise<Buffer>;
      }>('glyphs.ts');
      const source = await module.glyphsOf(language, part, dirname(FONT));
      const asset = this.emitFile({ type: 'asset', name: `glyphs-${String(language)}-${String(part)}.bin`, source });
      return `export default import.meta.ROLLUP_FILE_URL_${asset}`;
    },
  };
}
