import type { Guide } from './api';

/** A word of the product, as screens have it, and what it means. */
export interface Term {
  /** the word, as the first column has it in every language */
  readonly key: string;
  /** other ways to say it stand beside it */
  readonly names: readonly string[];
  readonly meaning: string;
}

const SEPARATORS = /\s*[/·,，、]\s*/;

/** The glossary as data: in Chinese what stands on screen, in English the word itself. */
export function termsOf(guides: readonly Guide[], lang: string): Term[] {
  const glossary = guides.find(({ name }) => name === 'glossary');
  const column = lang === 'en' ? 0 : 1;
  return (glossary?.sections ?? []).flatMap(({ html }) => {
    const rows = new DOMParser().parseFromString(html, 'text/html').querySelectorAll('tbody tr');
    return [...rows].flatMap((row) => {
      const cells = [...row.querySelectorAll('td, th')].map((cell) => cell.textContent.trim());
      const names = (cells[column] ?? '').split(SEPARATORS).filter((name) => name !== '' && name !== '–');
      const [key = '', , meaning = ''] = cells;
      return names.length === 0 || meaning === '' ? [] : [{ key, names, meaning }];
    });
  });
}

/** Chinese has no spaces between words; English words are whole, in the plural too. */
const isIn = (name: string, text: string): boolean =>
  /^[\w\s-]+$/.test(name) ? new RegExp(`\\b${name}(e?s)?\\b`, 'i').test(text) : text.includes(name);

/** Those that stand in a text. */
export const termsIn = (text: string, terms: readonly Term[]): Term[] =>
  terms.filter(({ names }) => names.some((name) => isIn(name, text)));
