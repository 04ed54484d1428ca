import { filled } from '@cockpit/contracts';
import { MESSAGES } from '../app/features';
import { leaves } from './leaves';

type Values = Readonly<Record<string, string | number>>;

const CHINESE: ReadonlyMap<string, string> = new Map(MESSAGES.flatMap((messages) => leaves(messages['zh-CN'])));

/** @throws when there is no such message, or it does not tell a value: a test would look for what no page ever shows */
function templateOf(key: string, values: Values): string {
  const template = CHINESE.get(key);
  if (template === undefined) throw new Error(`no message ${key}`);
  const untold = Object.keys(values).filter((name) => !template.includes(`{${name}}`));
  if (untold.length > 0) throw new Error(`${key} does not tell ${untold.join()}`);
  return template;
}

/** A message as a page shows it in Chinese: a test names it and its values, and survives that it is worded otherwise. */
export const phrase = (key: string, values: Values = {}): string =>
  filled(templateOf(key, values), (name) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value of {${name}} in ${key}`);
    return String(value);
  }).join('');

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** A message with any values but those given: for values that depend on the clock, or a message that must not be there at all. */
export const anyPhrase = (key: string, values: Values = {}): RegExp =>
  new RegExp(
    filled(templateOf(key, values), (name) => name)
      .map((piece, i) => (i % 2 === 0 ? escaped(piece) : piece in values ? escaped(String(values[piece])) : '.*'))
      .join(''),
  );

/** Texts that follow each other, with anything between them. */
export const inSequence = (...texts: readonly string[]): RegExp => new RegExp(texts.map(escaped).join('[^]*'));
