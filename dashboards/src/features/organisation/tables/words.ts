import type { Line } from './table';

/** What columns and values are called in the language of the page; a table may say them in either language, or as codes. */
export interface Words {
  readonly field: (field: string) => string;
  /** every heading its column may have, the one of the page first */
  readonly fieldNames: (field: string) => readonly string[];
  readonly value: (code: string) => string;
  /** every name a value may have */
  readonly valueNames: (code: string) => readonly string[];
  readonly comma: string;
}

/** Names in one cell. */
export const namesOf = (text: string): string[] =>
  text
    .split(/[、,，;；]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** One of some values; what an empty cell means is `usual`. */
export function wordOf<T extends string>(line: Line, field: string, values: readonly T[], usual: T, words: Words): T {
  const text = line.text(field);
  if (text === '') return usual;
  const found = values.find((value) => [value, ...words.valueNames(value)].includes(text));
  if (found === undefined) line.fault(field, 'not-one-of', { values: values.map(words.value).join(words.comma) });
  return found ?? usual;
}
