import { en } from './en';
import type { Language, Message, Param, Part, Placeholder, PlainParam } from './message';
import { zhCN } from './zh-CN';

export type MessageCode = keyof typeof zhCN;
type ParamsOf<Code extends MessageCode, Value = Param> = Readonly<Record<Placeholder<(typeof zhCN)[Code]>, Value>>;

/** Every message in every language. */
export const WORDS: Readonly<Record<Language, Readonly<Record<MessageCode, string>>>> = { 'zh-CN': zhCN, en };

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
export const isKnown = (code: string): code is MessageCode => Object.hasOwn(zhCN, code);

/**
 * A message as a sentence; null when there are no words for it, so that whoever shows it can say what was sent instead.
 * A placeholder of which nothing was given stays empty.
 */
export function render({ code, params }: Message, language: Language): string | null {
  if (!isKnown(code)) return null;
  return WORDS[language][code].replace(/\{(\w+)\}/g, (_, name: string) => {
    const param = params[name];
    return param === undefined ? '' : valueOf(param, language);
  });
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
