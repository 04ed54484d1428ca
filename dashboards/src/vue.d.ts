/** Single-file components as seen by tools that do not read templates; `npm run lint` knows each one's real props. */
declare module '*.vue' {
  import type { Component } from 'vue';

  const component: Component;
  export default component;
}

/** Words of one language and part, made by `build/words-plugin.ts`. */
declare module 'virtual:words/*' {
  const words: import('./shared/i18n/words').PageWords;
  export default words;
}

/** The help of all pages, made by the same. */
declare module 'virtual:page-help' {
  const help: typeof import('./build/page-help').default;
  export default help;
}

/** The pinyin of the names of all pages, made by the same. */
declare module 'virtual:page-spellings' {
  const spellings: typeof import('./build/page-spellings').default;
  export default spellings;
}

/** The titles of the tasks of the help, made by the same. */
declare module 'virtual:task-titles' {
  const titles: typeof import('./build/task-titles').default;
  export default titles;
}

/** Address of the font with the glyphs of those words, made by the same; null while developing. */
declare module 'virtual:glyphs/*' {
  const url: string | null;
  export default url;
}
