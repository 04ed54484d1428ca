import { LANGUAGES, type Language } from '../languages';
import { type Message, type Param, type Part, type Placeholder, type PlainParam } from './message';
import { numberText } from './number-text';
import type { zhCN } from './zh-CN';

export type MessageCode = keyof typeof zhCN;
type Sentences = Readonly<Record<MessageCode, string>>;
type ParamsOf<Code extends MessageCode, Value = Param> = Readonly<Record<Placeholder<(typeof zhCN)[Code]>, Value>>;

const held: Record<Language, Partial<Sentences>> = { 'zh-CN': {}, en: {} };

/** Every message in every language; in a browser, those that it has fetched. */
export const WORDS = held as Readonly<Record<Language, Sentences>>;

/** Sentences from now on at hand: a server holds all from the start (see `all.ts`), a browser those of the page it shows. */
export function hold(language: Language, sentences: Partial<Sentences>): void {
  Object.assign(held[language], sentences);
}

const HAN_END = /\p{Script=Han}$/u;
const HAN = /^\p{Script=Han}/u;
const COMMA: Readonly<Record<Language, string>> = { 'zh-CN': '、', en: ', ' };

/** A message with all that its words need: what is missing does not compile. */
export const message = <Code extends MessageCode>(code: Code, params: ParamsOf<Code>): Message => ({
  code,
  params: { ...params },
});

/** A piece of a message, with all that its own words need. */
export const part = <Code extends MessageCode>(code: Code, params: ParamsOf<Code, PlainParam>): Part => ({
  code,
  params: { ...params },
});

/** Whether there are words for a code: one of a newer server may have none here. */
export const isKnown = (code: string): code is MessageCode => LANGUAGES.some((each) => Object.hasOwn(held[each], code));

const NUMERAL_END = /[一二三四五六七八九十百零〇]$/;
/**
 * Words beside the number of a window. Where that is words, such as 机动, it is called 机动窗口 and not 机动 号窗口; a numeral is one: 一号窗口.
 * Chinese words stand without a space between them.
 */
function besideWindow(words: string, before = '', after = '', next = ''): string {
  const end = next.startsWith(' 号窗') && HAN.test(after) ? words.replace(/(?<=\p{Script=Han}) $/u, '') : words;
  return HAN_END.test(before) ? end.replace(/^ 号(?=窗)/, NUMERAL_END.test(before) ? '号' : '') : end;
}

/**
 * Words and what fills their holes, in turn. `{halls} {halls|hall|halls}` is “1 hall” or “2 halls”: a number decides between the
 * words for one and for many.
 */
export function filled(words: string, valueOf: (name: string) => string): string[] {
  const pieces = words.split(/\{(\w[^}]*)\}/).map((piece, i) => {
    if (i % 2 === 0) return piece;
    const [name = '', one, many] = piece.split('|');
    const value = valueOf(name);
    return (value === '1' ? one : many) ?? value;
  });
  return pieces.map((piece, i) =>
    i % 2 === 0 ? besideWindow(piece, pieces[i - 1], pieces[i + 1], pieces[i + 2]) : piece,
  );
}

/**
 * A message as a sentence; null when there are no words for it, so that whoever shows it can say what was sent instead.
 * A placeholder of which nothing was given stays empty.
 */
export function render({ code, params }: Message, language: Language): string | null {
  if (!isKnown(code)) return null;
  const words = held[language][code];
  if (words === undefined) return null;
  const pieces = filled(words, (name) => {
    const param = params[name];
    return param === undefined ? '' : valueOf(param, language);
  });
  return pieces.reduce((said, piece) => said + (isTight(said, piece) ? ' ' : '') + piece, '');
}

/** Chinese and Latin stand apart wherever a name or a figure meets a word; the parts of a date do not. */
function isTight(before: string, after: string): boolean {
  if (/[年月]$/.test(before) || /^[年月日]/.test(after)) return false;
  return (HAN_END.test(before) && /^[A-Za-z0-9]/.test(after)) || (/[A-Za-z0-9%]$/.test(before) && HAN.test(after));
}

function valueOf(param: Param, language: Language): string {
  if (Array.isArray(param)) return param.join(COMMA[language]);
  if (typeof param === 'object') return render(param, language) ?? '';
  return typeof param === 'number' ? numberText(param, language) : param;
}

/** The one Chinese sentence that stands beside a message, for whoever reads no codes. */
export const chinese = (told: Message): string => render(told, 'zh-CN') ?? told.code;

/** A message as a sentence, where it is certain that there are words for it. */
export const textOf = <Code extends MessageCode>(code: Code, params: ParamsOf<Code>, language: Language): string =>
  render(message(code, params), language) ?? code;
