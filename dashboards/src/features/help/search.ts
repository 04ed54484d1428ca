import MiniSearch from 'minisearch';
import type { Guide } from './api';

export interface Hit {
  document: string;
  guide: string;
  section: string;
  title: string;
  /** what stands around the first word found */
  excerpt: string;
}

const CHINESE = /\p{Script=Han}+/gu;
/** every two signs, each sign in both its pairs */
const PAIR = /(?=(\p{Script=Han}{2}))/gu;
const AROUND = 40;

/** Words of Latin text, and every two neighbouring signs of Chinese, which has no spaces. A single sign stands for itself. */
export function termsOf(text: string): string[] {
  const words = text.replace(CHINESE, ' ').match(/[\p{L}\p{N}_]+/gu) ?? [];
  const pairs = (text.match(CHINESE) ?? []).flatMap((run) =>
    run.length === 1 ? [run] : [...run.matchAll(PAIR)].map(([, pair = '']) => pair),
  );
  return [...words.map((word) => word.toLowerCase()), ...pairs];
}

const textOf = (html: string): string =>
  new DOMParser().parseFromString(html, 'text/html').body.textContent.replace(/\s+/g, ' ').trim();

/** An index over every part of the guides; each question answers the best first: parts with every word, else those with any. */
export function searchIn(guides: readonly Guide[]): (question: string) => Hit[] {
  const index = new MiniSearch<{ id: string; title: string; text: string }>({
    fields: ['title', 'text'],
    tokenize: termsOf,
    searchOptions: { boost: { title: 4 }, combineWith: 'AND', prefix: (term) => /^[a-z0-9_]{3,}$/.test(term) },
  });
  const parts = new Map<string, { guide: Guide; section: Guide['sections'][number]; text: string }>();
  for (const guide of guides)
    for (const section of guide.sections) {
      const id = `${guide.name}#${section.id}`;
      const text = textOf(section.html);
      parts.set(id, { guide, section, text });
      index.add({ id, title: section.title, text });
    }
  return (question) => {
    const every = index.search(question.trim());
    return (every.length > 0 ? every : index.search(question.trim(), { combineWith: 'OR' })).flatMap(
      ({ id, terms }) => {
        const part = parts.get(String(id));
        if (part === undefined) return [];
        const { guide, section, text } = part;
        const excerpt = around(text, terms);
        return [{ document: guide.name, guide: guide.title, section: section.id, title: section.title, excerpt }];
      },
    );
  };
}

function around(text: string, terms: readonly string[]): string {
  const at = Math.max(
    0,
    Math.min(...terms.map((term) => text.toLowerCase().indexOf(term)).filter((i) => i >= 0), text.length),
  );
  const from = at === text.length ? 0 : Math.max(0, at - AROUND);
  const to = Math.min(text.length, from + 3 * AROUND);
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}
