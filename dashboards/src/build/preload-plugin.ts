import type { Plugin } from 'vite';

/** in index.html, read by opening.js */
const PLACE = 'data-preload="{}"';

const WORDS = /^\0virtual:words\/([\w-]+)\/first$/;
const GLYPHS = /\/glyphs-([\w-]+?)-first-[\w-]+\.bin$/;

/** The first words of a language, and the letters that they are written with: addresses. */
type Preloads = Record<string, { words?: string; glyphs?: string }>;

/**
 * Names in the page of HTML what every page speaks with, by language: opening.js fetches it beside the scripts, which would ask for it
 * only once they run.
 */
export function preloads(): Plugin {
  return {
    name: 'preloads',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const found: Preloads = {};
        for (const part of Object.values(bundle)) {
          const ids = part.type === 'chunk' ? part.moduleIds : [];
          const words = ids.map((id) => WORDS.exec(id)?.[1]).find((language) => language !== undefined);
          const glyphs = GLYPHS.exec(`/${part.fileName}`)?.[1];
          if (words !== undefined) found[words] = { ...found[words], words: `/${part.fileName}` };
          if (glyphs !== undefined) found[glyphs] = { ...found[glyphs], glyphs: `/${part.fileName}` };
        }
        if (!html.includes(PLACE)) throw new Error(`index.html has no place for what to fetch at once: ${PLACE}`);
        return html.replace(PLACE, `data-preload='${JSON.stringify(found)}'`);
      },
    },
  };
}
