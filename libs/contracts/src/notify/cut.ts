const encoder = new TextEncoder();

export const bytesOf = (text: string): number => encoder.encode(text).length;

const DOTS = '…';

/**
 * The beginning of a text that takes at most so many bytes of UTF-8, with dots where something is left out. It is never cut within a character as
 * people see it: an emoji of several code points stays whole or goes.
 */
export function cutToBytes(text: string, most: number): string {
  if (bytesOf(text) <= most) return text;
  return first(text, most - bytesOf(DOTS), bytesOf, DOTS);
}

/** The same by characters as gateways for text messages count them: UTF-16 units. */
export const cutToUnits = (text: string, most: number): string =>
  text.length <= most ? text : first(text, most - DOTS.length, (part) => part.length, DOTS);

function first(text: string, most: number, sizeOf: (part: string) => number, end: string): string {
  if (most < 0) return '';
  let kept = '';
  let size = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    size += sizeOf(segment);
    if (size > most) break;
    kept += segment;
  }
  return `${kept}${end}`;
}
