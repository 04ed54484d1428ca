/** Postgres keeps neither a NUL nor half a character: a text that holds one would be refused for ever, with everything behind it waiting. */
export const writable = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');

const SUSPECT = /\\u(?:0000|d[89a-f])/i;

/** JSON of what was accepted. An earlier version let in what no store keeps; nothing behind it may wait for that. */
export function writableJson(text: string): unknown {
  if (!SUSPECT.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? writable(value) : value));
}
