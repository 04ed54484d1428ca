/** A NUL or half a character: Postgres refuses the first, JSON and UTF-8 lose the second. */
const UNWRITABLE = /[\0\p{Surrogate}]/u;

/** Postgres keeps neither a NUL nor half a character: a text that holds one would be refused for ever, with everything behind it waiting. */
export const writable = (text: string): string => text.replace(new RegExp(UNWRITABLE, 'gu'), '\ufffd');

const SUSPECT = /\\u(?:0000|d[89a-f])/i;

/** JSON of what was accepted. An earlier version let in what no store keeps; nothing behind it may wait for that. */
export function writableJson(text: string): unknown {
  if (!SUSPECT.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? writable(value) : value));
}

/** Path of the first text or name that no store keeps, as `items.3.code`; '' is the value itself, null when there is none. */
export function unwritableIn(value: unknown): string | null {
  if (typeof value === 'string') return UNWRITABLE.test(value) ? '' : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (UNWRITABLE.test(key)) return writable(key);
    const path = unwritableIn(inner);
    if (path !== null) return path === '' ? key : `${key}.${path}`;
  }
  return null;
}
