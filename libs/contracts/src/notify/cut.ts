const encoder = new TextEncoder();

export const bytesOf = (text: string): number => encoder.encode(text).length;

const DOTS = '…';

/**
 * Shortens a text to a maximum number of UTF-8 bytes, with dots for the omitted part. It never cuts within a visible character: an emoji of
 * several code points is kept or removed as a whole.
 */
export function cutToBytes(text: string, most: number): string {
  if (bytesOf(text) <= most) return text;
  return first(text, most - bytesOf(DOTS), bytesOf, DOTS);
}

/** The same for UTF-16 units, in which SMS gateways count. */
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
