import { join, resolve } from 'node:path';
import { runnerImport, type Plugin } from 'vite';
import type { PageWords } from './words';

const PREFIX = 'virtual:words/';

/**
 * The words of the screens and of the contract's sentences as modules of one language and one part each, `virtual:words/en/first`:
 * in the sources both languages stand side by side, and a page fetches the one that it shows. @param root folder of the project
 */
export function words(root: string): Plugin {
  const file = join(root, 'dashboards/src/build/words.ts');
  const alias = { '@cockpit/contracts': join(root, 'libs/contracts/src/index.ts') };
  return {
    name: 'words',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null;
      const [language, part] = id.slice(PREFIX.length + 1).split('/');
      const { module, dependencies } = await runnerImport<{
        wordsOf: (language: string | undefined, part: string | undefined) => PageWords;
      }>(file, { configFile: false, logLevel: 'error', resolve: { alias } });
      // some releases of Vite name them from the root of the project, some in full
      for (const dependency of dependencies) this.addWatchFile(resolve(root, dependency));
      return `export default ${JSON.stringify(module.wordsOf(language, part))}`;
    },
  };
}
