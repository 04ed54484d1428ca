/** A NUL or an unpaired surrogate: Postgres refuses the first, JSON and UTF-8 lose the second. */
const UNWRITABLE = /[\0\p{Surrogate}]/u;

/** Removes NULs and unpaired surrogates: Postgres would refuse the text for ever and block everything behind it. */
export const writable = (text: string): string => text.replace(new RegExp(UNWRITABLE, 'gu'), '\ufffd');

const SUSPECT = /\\u(?:0000|d[89a-f])/i;

/**
 * Parses JSON that was accepted. An earlier version accepted text that no store keeps, which must not block later
 * events.
 */
export function writableJson(text: string): unknown {
  if (!SUSPECT.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? writable(value) : value));
}

/**
 * Path of the first text or name that no store accepts, as `items.3.code`; '' for the value itself, null when there is
 * none.
 */
export function unwritableIn(value: unknown): string | null {
  if (typeof value === 'string') return UNWRITABLE.test(value) ? '' : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    if (UNWRITABLE.test(key)) return writable(key);
    const path = unwritableIn(item);
    if (path !== null) return path === '' ? key : `${key}.${path}`;
  }
  return null;
}
