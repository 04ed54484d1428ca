import { LANGUAGES, type Language } from '../languages';
import { type Message, type Param, type Part, type Placeholder, type PlainParam } from './message';
import { numberText } from './number-text';
import type { zhCN } from './zh-CN';

export type MessageCode = keyof typeof zhCN;
type Sentences = Readonly<Record<MessageCode, string>>;
type ParamsOf<Code extends MessageCode, Value = Param> = Readonly<Record<Placeholder<(typeof zhCN)[Code]>, Value>>;

const held: Record<Language, Partial<Sentences>> = { 'zh-CN': {}, en: {} };

/** All messages in all languages; in a browser, those loaded so far. */
export const WORDS = held as Readonly<Record<Language, Sentences>>;

/** Adds sentences: a server loads all at the start (see `all.ts`), a browser those of its page. */
export function hold(language: Language, sentences: Partial<Sentences>): void {
  Object.assign(held[language], sentences);
}

const HAN_END = /\p{Script=Han}$/u;
const HAN = /^\p{Script=Han}/u;
const COMMA: Readonly<Record<Language, string>> = { 'zh-CN': '、', en: ', ' };

/** Makes a message; missing parameters do not compile. */
export const message = <Code extends MessageCode>(code: Code, params: ParamsOf<Code>): Message => ({
  code,
  params: { ...params },
});

/** Makes a piece of a message; missing parameters do not compile. */
export const part = <Code extends MessageCode>(code: Code, params: ParamsOf<Code, PlainParam>): Part => ({
  code,
  params: { ...params },
});

/** Whether a code has words; codes of a newer server may have none. */
export const isKnown = (code: string): code is MessageCode => LANGUAGES.some((each) => Object.hasOwn(held[each], code));

const NUMERAL_END = /[一二三四五六七八九十百零〇]$/;
/**
 * Words around a window's number. A window named in words, such as 机动, is 机动窗口 and not 机动 号窗口; a Chinese numeral keeps 号: 一号窗口. No space
 * separates Chinese words.
 */
function besideWindow(words: string, before = '', after = '', next = ''): string {
  const end = next.startsWith(' 号窗') && HAN.test(after) ? words.replace(/(?<=\p{Script=Han}) $/u, '') : words;
  return HAN_END.test(before) ? end.replace(/^ 号(?=窗)/, NUMERAL_END.test(before) ? '号' : '') : end;
}

/**
 * Splits a template into words and placeholder values, alternating. `{halls} {halls|hall|halls}` gives “1 hall” or “2 halls”: the number
 * selects singular or plural.
 */
export function filled(words: string, valueOf: (name: string) => string): string[] {
  const pieces = words.split(/\{(\w[^}]*)\}/).map((piece, i) => {
    if (i % 2 === 0) return piece;
    const [name = '', singular, plural] = piece.split('|');
    const value = valueOf(name);
    return (value === '1' ? singular : plural) ?? value;
  });
  return pieces.map((piece, i) =>
    i % 2 === 0 ? besideWindow(piece, pieces[i - 1], pieces[i + 1], pieces[i + 2]) : piece,
  );
}

/** Renders a message; null if it has no words, so that the caller can show the code instead. Placeholders without a value stay empty. */
export function render({ code, params }: Message, language: Language): string | null {
  if (!isKnown(code)) return null;
  const words = held[language][code];
  if (words === undefined) return null;
  const pieces = filled(words, (name) => {
    const param = params[name];
    return param === undefined ? '' : valueOf(param, language);
  });
  return pieces.reduce((sentence, piece) => sentence + (needsSpace(sentence, piece) ? ' ' : '') + piece, '');
}

/** Whether a space is inserted: it separates Chinese from Latin text between words and values, but not within a date. */
function needsSpace(before: string, after: string): boolean {
  if (/[年月]$/.test(before) || /^[年月日]/.test(after)) return false;
  return (HAN_END.test(before) && /^[A-Za-z0-9]/.test(after)) || (/[A-Za-z0-9%]$/.test(before) && HAN.test(after));
}

function valueOf(param: Param, language: Language): string {
  if (Array.isArray(param)) return param.join(COMMA[language]);
  if (typeof param === 'object') return render(param, language) ?? '';
  return typeof param === 'number' ? numberText(param, language) : param;
}

/** The Chinese sentence of a message, for readers without support for codes. */
export const chinese = (input: Message): string => render(input, 'zh-CN') ?? input.code;

/** Renders a message whose words certainly exist. */
export const textOf = <Code extends MessageCode>(code: Code, params: ParamsOf<Code>, language: Language): string =>
  render(message(code, params), language) ?? code;
