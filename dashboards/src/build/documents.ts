import { posix } from 'node:path';
import MarkdownIt, { type Token } from 'markdown-it';

export interface Section {
  /** as links name it; unlike every other one of its document */
  id: string;
  /** the id of the same part in English */
  also?: string | undefined;
  level: 1 | 2 | 3;
  title: string;
  html: string;
}

/** One guide of `docs/` as the help page shows it. */
export interface GuideDocument {
  /** its file name without the ending, the same in every language */
  name: string;
  /** language it is written in: English where there is no translation */
  lang: string;
  title: string;
  sections: Section[];
}

const markdown = new MarkdownIt({ html: false, linkify: false });
// what is wide scrolls by itself, and can be scrolled by keys
markdown.renderer.rules['table_open'] = () => '<div class="scroll" tabindex="0"><table>';
markdown.renderer.rules['table_close'] = () => '</table></div>';
markdown.renderer.rules['fence'] = (tokens, i) =>
  `<pre tabindex="0"><code>${markdown.utils.escapeHtml(tokens[i]?.content ?? '')}</code></pre>`;

/**
 * A guide in parts, one for each heading of the first three levels. Links to other guides stay in the product; a link to a file of
 * the source is only its text, because whoever reads here does not have it.
 * @param file its path in the project, such as `docs/zh-CN/alerts.md`
 * @param guides titles of all guides by name
 */
export function toDocument(
  file: string,
  text: string,
  guides: ReadonlyMap<string, string>,
): Pick<GuideDocument, 'title' | 'sections'> {
  const tokens = markdown.parse(text, {});
  for (const token of tokens) if (token.children) followLinks(token.children, file, guides);
  const idOf = uniqueIds();
  const sections = partsOf(tokens).map(({ level, heading, body }): Section => ({
    id: idOf(heading),
    level,
    title: heading,
    html: markdown.renderer.render(body, markdown.options, {}),
  }));
  const title = sections[0]?.title;
  if (title === undefined || title === '') throw new Error(`${file} does not begin with a heading`);
  return { title, sections };
}

interface Part {
  level: Section['level'];
  heading: string;
  body: Token[];
}

function partsOf(tokens: readonly Token[]): Part[] {
  const parts: Part[] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token === undefined) break;
    const level = token.type === 'heading_open' && token.level === 0 ? Number(token.tag.slice(1)) : 4;
    if (level === 1 || level === 2 || level === 3) {
      parts.push({ level, heading: plain(tokens[i + 1]?.children ?? []), body: [] });
      i += 2;
    } else {
      const last = parts.at(-1) ?? { level: 1, heading: '', body: [] };
      if (parts.length === 0) parts.push(last);
      last.body.push(token);
    }
  }
  return parts;
}

const plain = (tokens: readonly Token[]): string =>
  tokens
    .map(({ type, content }) => (type === 'text' || type === 'code_inline' ? content : ''))
    .join('')
    .trim();

/** Names of headings as code hosts make them, so that the same link works there and here. */
function uniqueIds(): (heading: string) => string {
  const seen = new Map<string, number>();
  return (heading) => {
    const id = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(id) ?? 0;
    seen.set(id, before + 1);
    return before === 0 ? id : `${id}-${String(before)}`;
  };
}

function followLinks(tokens: Token[], file: string, guides: ReadonlyMap<string, string>): void {
  let shown = true;
  for (const [i, token] of tokens.entries()) {
    if (token.type === 'image')
      token.attrSet('src', `/help/images/${posix.basename(String(token.attrGet('src') ?? ''))}`);
    if (token.type === 'link_open') {
      const address = addressOf(String(token.attrGet('href') ?? ''), file, guides);
      shown = address !== null;
      if (address !== null) {
        token.attrSet('href', address);
        nameGuide(tokens[i + 1], guides);
      } else {
        token.tag = 'span';
        token.attrs = null;
      }
    }
    if (token.type === 'link_close') {
      if (!shown) token.tag = 'span';
      shown = true;
    }
  }
}

/** A link that reads as its file is called by the title of the guide: files are for those who have the source. */
function nameGuide(text: Token | undefined, guides: ReadonlyMap<string, string>): void {
  const title = text?.content.endsWith('.md') ? guides.get(text.content.slice(0, -'.md'.length)) : undefined;
  if (text !== undefined && title !== undefined) text.content = title;
}

function addressOf(href: string, file: string, guides: ReadonlyMap<string, string>): string | null {
  if (href.startsWith('#')) return href;
  if (/^[a-z]+:/i.test(href)) return null;
  const [path = '', anchor] = href.split('#');
  const folder = posix.dirname(posix.join(posix.dirname(file), path));
  const name = posix.basename(path, '.md');
  if (!/^docs(\/zh-CN)?$/.test(folder) || !path.endsWith('.md') || !guides.has(name)) return null;
  return `/help/${name}${anchor === undefined ? '' : `#${anchor}`}`;
}
