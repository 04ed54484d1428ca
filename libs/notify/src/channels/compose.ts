import { isOpenNotice, bytesOf, cutToBytes, textOf, type Language } from '@cockpit/contracts';
import type { Item, Outgoing } from './channel';

/** Text format and size limit of a robot. */
export interface Style {
  readonly bytes: number;
  readonly heading: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly link: (text: string, url: string) => string;
  /** escapes user text so that it is not read as markup */
  readonly plain: (text: string) => string;
}

/** byte limits of one item's text: in a list, and alone */
const LIST_ITEM_BYTES = 600;
const SINGLE_BYTES = 1_500;

const FULL_WIDTH: Readonly<Record<string, string>> = {
  '\\': '＼',
  '`': '｀',
  '*': '＊',
  _: '＿',
  '[': '［',
  ']': '］',
  '#': '＃',
  '<': '＜',
  '>': '＞',
  '~': '～',
  '|': '｜',
};

/** Robots treat backslashes differently, so markup characters become full-width ones. */
export const unmarked = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\\`*_[\]#<>~|]/g, (sign) => FULL_WIDTH[sign] ?? sign);

export const markdown = (bytes: number): Style => ({
  bytes,
  heading: (text) => `### ${text}`,
  strong: (text) => `**${text}**`,
  link: (text, url) => `[${text}](${url.replace(/[()\s]/g, encodeURIComponent)})`,
  plain: unmarked,
});

export const plainText = (bytes: number): Style => ({
  bytes,
  heading: (text) => text,
  strong: (text) => text,
  link: (text, url) => `${text} ${url}`,
  plain: (text) => text.replace(/\s+/g, ' '),
});

const badge = ({ notice }: Item): string =>
  isOpenNotice(notice) ? (notice.level === 'red' ? '🔴' : '🟡') : notice.phase === 'end' ? '🟢' : '🔵';

/** The first line, for conversation lists and mail subjects. */
export function headline({ items, language }: Outgoing): string {
  const [first] = items;
  if (first === undefined) return '';
  if (items.length === 1) return `${badge(first)} ${first.text.title}`;
  const ended = items.filter(({ notice }) => notice.phase === 'end').length;
  const countOf = (level: 'red' | 'yellow'): number =>
    items.filter(({ notice }) => isOpenNotice(notice) && notice.level === level).length;
  return textOf(
    'notice.digest',
    { count: items.length, red: countOf('red'), yellow: countOf('yellow'), ended },
    language,
  );
}

/** The whole message: one item in full, or a list with one line per item. */
export function compose(outgoing: Outgoing, style: Style): string {
  const { items, language } = outgoing;
  const [first] = items;
  if (first === undefined) return '';
  const again = (item: Item): string[] => (item.again ? [textOf('notice.again', {}, language)] : []);
  const parts =
    items.length === 1
      ? [
          style.heading(cutToBytes(style.plain(headline(outgoing)), LIST_ITEM_BYTES)),
          cutToBytes(style.plain(first.text.what), SINGLE_BYTES),
          style.plain(first.text.when),
          ...again(first),
        ]
      : [style.heading(headline(outgoing)), ...items.map((item) => line(item, style, language, again(item)))];
  const link = items.find((item) => item.link !== null)?.link ?? null;
  if (items.length === 1 && first.answer !== null) parts.push(answerLink(first.answer, style, language));
  if (link !== null) parts.push(style.link(textOf('notice.open', {}, language), link));
  return parts.join('\n\n');
}

const answerLink = (url: string, style: Style, language: Language): string =>
  style.link(textOf('notice.answer', {}, language), url);

function line(item: Item, style: Style, language: Language, again: readonly string[]): string {
  const { title, what, when } = item.text;
  const heading = cutToBytes(style.plain(title), LIST_ITEM_BYTES / 3);
  const text = cutToBytes(style.plain([what, when, ...again].join(' ')), LIST_ITEM_BYTES);
  const answer = item.answer === null ? [] : [answerLink(item.answer, style, language)];
  return [badge(item), style.strong(heading), text, ...answer].join(' ');
}

/** Size on the wire as JSON, where quotes and line breaks take two bytes. */
const sizeOf = (text: string): number => bytesOf(JSON.stringify(text));

/** Number of items, from the first, that fit into one message. */
export function fitInto(outgoing: Outgoing, style: Style): number {
  let fitting = 1;
  while (
    fitting < outgoing.items.length &&
    sizeOf(compose({ ...outgoing, items: outgoing.items.slice(0, fitting + 1) }, style)) <= style.bytes
  )
    fitting += 1;
  return fitting;
}
