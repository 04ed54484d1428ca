import {
  LANGUAGES,
  type Language,
  type Message,
  type Param,
  type Part,
  type Placeholder,
  type PlainParam,
} from './message';
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

/**
 * A message as a sentence; null when there are no words for it, so that whoever shows it can say what was sent instead.
 * A placeholder of which nothing was given stays empty.
 */
export function render({ code, params }: Message, language: Language): string | null {
  if (!isKnown(code)) return null;
  return (
    held[language][code]?.replace(/\{(\w+)\}/g, (_, name: string) => {
      const param = params[name];
      return param === undefined ? '' : valueOf(param, language);
    }) ?? null
  );
}

function valueOf(param: Param, language: Language): string {
  if (Array.isArray(param)) return param.join(COMMA[language]);
  if (typeof param === 'object') return render(param, language) ?? '';
  return String(param);
}

/** The one Chinese sentence that stands beside a message, for whoever reads no codes. */
export const chinese = (told: Message): string => render(told, 'zh-CN') ?? told.code;

/** A message as a sentence, where it is certain that there are words for it. */
export const textOf = <Code extends MessageCode>(code: Code, params: ParamsOf<Code>, language: Language): string =>
  render(message(code, params), language) ?? code;
