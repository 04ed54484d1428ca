import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Language } from '@cockpit/contracts';
import { runnerImport, type Plugin } from 'vite';
import type { WordsPart } from '../shared/i18n/parts';

const PREFIX = 'virtual:words/';
const GLYPHS = 'virtual:glyphs/';
const HELP = 'virtual:page-help';
const SPELLINGS = 'virtual:page-spellings';
const TASK_TITLES = 'virtual:task-titles';
/** of all languages in one */
const WHOLE: readonly string[] = [HELP, SPELLINGS, TASK_TITLES];
const FONT = createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/index.css');

/**
 * The words of the screens and of the contract's sentences as modules of one language and one part each, `virtual:words/en/first`:
 * in the sources both languages stand side by side, and a page fetches the one that it shows. And the address of the font with the
 * glyphs that they are written with, `virtual:glyphs/en/first`; null while developing. `virtual:page-help` is the help of all pages,
 * `virtual:page-spellings` the pinyin of their names, `virtual:task-titles` the titles of the tasks of the help with their pinyin. @param root folder of the project
 */
export function words(root: string): Plugin {
  const load = () =>
    runnerImport<typeof import('./made-from-words')>(join(root, 'dashboards/src/build/made-from-words.ts'), {
      configFile: false,
      logLevel: 'error',
      resolve: { alias: { '@cockpit/contracts': join(root, 'libs/contracts/src/index.ts') } },
    });
  let building = false;
  let loaded: ReturnType<typeof load> | undefined;
  // it takes a second: while developing it is done anew after each change, in a build once
  const current = () => (building ? (loaded ??= load()) : load());
  return {
    name: 'words',
    configResolved({ command }) {
      building = command === 'build';
    },
    resolveId: (id) => (id.startsWith(PREFIX) || id.startsWith(GLYPHS) || WHOLE.includes(id) ? `\0${id}` : null),
    async load(id) {
      const [, virtual] = id.split('\0');
      if (virtual === undefined) return null;
      const [language, part] = virtual.split('/').slice(1) as [Language, WordsPart];
      if (virtual.startsWith(GLYPHS)) {
        if (!building) return 'export default null';
        const { module } = await current();
        const source = await module.glyphsOf(language, part, dirname(FONT));
        const asset = this.emitFile({ type: 'asset', name: `glyphs-${language}-${part}.bin`, source });
        return `export default import.meta.ROLLUP_FILE_URL_${asset}`;
      }
      if (!WHOLE.includes(virtual) && !virtual.startsWith(PREFIX)) return null;
      const { module, dependencies } = await current();
      // some releases of Vite name them from the root of the project, some in full
      for (const file of dependencies) this.addWatchFile(resolve(root, file));
      const made = { [HELP]: module.help, [SPELLINGS]: module.spellings, [TASK_TITLES]: module.taskTitles }[virtual];
      return `export default ${JSON.stringify(made ?? module.wordsOf(language, part))}`;
    },
  };
}
