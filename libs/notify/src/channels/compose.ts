import { isOpenNotice, bytesOf, cutToBytes, textOf, type Language } from '@cockpit/contracts';
import type { Item, Outgoing } from './channel';

/** How a robot's text looks, and how much of it there may be. */
export interface Style {
  readonly bytes: number;
  readonly heading: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly link: (text: string, url: string) => string;
  /** for what people have named: it must not be read as markup */
  readonly plain: (text: string) => string;
}

/** of what a person is told of one thing in a list of many, and alone */
const LINE_BYTES = 600;
const ALONE_BYTES = 1_500;

const WIDE: Readonly<Record<string, string>> = {
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

/** Whether a robot honours a backslash differs, and changes; the wide sign of the same shape is markup for none. */
export const unmarked = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\\`*_[\]#<>~|]/g, (sign) => WIDE[sign] ?? sign);

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

/** The first line alone, for lists of conversations and subjects of mail. */
export function headline({ items, language }: Outgoing): string {
  const [first] = items;
  if (first === undefined) return '';
  if (items.length === 1) return `${badge(first)} ${first.text.title}`;
  const ended = items.filter(({ notice }) => notice.phase === 'end').length;
  const of = (level: 'red' | 'yellow'): number =>
    items.filter(({ notice }) => isOpenNotice(notice) && notice.level === level).length;
  return textOf('notice.digest', { count: items.length, red: of('red'), yellow: of('yellow'), ended }, language);
}

/** The whole message: one thing with all that is known of it, or a list with a line for each. */
export function compose(outgoing: Outgoing, style: Style): string {
  const { items, language } = outgoing;
  const [first] = items;
  if (first === undefined) return '';
  const again = (item: Item): string[] => (item.again ? [textOf('notice.again', {}, language)] : []);
  const parts =
    items.length === 1
      ? [
          style.heading(cutToBytes(style.plain(headline(outgoing)), LINE_BYTES)),
          cutToBytes(style.plain(first.text.what), ALONE_BYTES),
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
  const heading = cutToBytes(style.plain(title), LINE_BYTES / 3);
  const text = cutToBytes(style.plain([what, when, ...again].join(' ')), LINE_BYTES);
  const answer = item.answer === null ? [] : [answerLink(item.answer, style, language)];
  return [badge(item), style.strong(heading), text, ...answer].join(' ');
}

/** As it goes over the wire: quotes and line breaks take two bytes there. */
const sizeOf = (text: string): number => bytesOf(JSON.stringify(text));

/** How many items fit into one message, from the first. */
export function fitInto(outgoing: Outgoing, style: Style): number {
  let fitting = 1;
  while (
    fitting < outgoing.items.length &&
    sizeOf(compose({ ...outgoing, items: outgoing.items.slice(0, fitting + 1) }, style)) <= style.bytes
  )
    fitting += 1;
  return fitting;
}
