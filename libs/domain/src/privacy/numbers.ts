/**
 * Finds personal numbers in text: PRC resident identity numbers (18 and 15 digits), passports and travel permits, mobile
 * and landline phone numbers. Rather one harmless number masked too many than one person's number kept.
 */
export type Replace = (found: string, kind: 'document' | 'phone') => string;

/** Most text holds none of this; anything with six digits in reach of each other is looked at closely. */
const WORTH_A_LOOK = /\d(?:[\s-]?\d){5}/;
const FULL_WIDTH = /[０-９]/;
const EVERY_FULL_WIDTH = /[０-９]/g;

const HALF_PAIR = /\p{Surrogate}/u;
const EVERY_HALF_PAIR = /\p{Surrogate}/gu;

const RESIDENT_18 = /(?<!\d)[1-9]\d{5}[\s-]?(\d{4})(\d{2})(\d{2})[\s-]?\d{3}[\dXx](?![\dA-Za-z])/g;
const RESIDENT_15 = /(?<!\d)[1-9]\d{5}\d{2}(\d{2})(\d{2})\d{3}(?!\d)/g;
// one or two letters and 7 to 9 digits, as passports (E12345678, EA1234567, P.R. service G…) and permits for Hong Kong, Macau and Taiwan have them
const PASSPORT = /(?<![A-Za-z0-9_-])(?:[EeGgDdSsPpHhMmCcKkWw]\d{8}|[EeHhMm]\d{10}|[Ee][A-HJ-NP-Za-hj-np-z]\d{7})(?![A-Za-z0-9_-])/g;
const MOBILE = /(?<!\d)(?:(?:\+|00)?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/g;
const LANDLINE = /(?<!\d)\(?0(?:10|2\d|[3-9]\d{2})(?:\)\s?|[\s-])[2-8]\d{6,7}(?!\d)/g;

/** Where identifiers stand: an id may look like a passport by chance (`H20260304-01` begins with a hall's letter). */
export type Place = 'text' | 'id';

export function maskNumbers(given: string, place: Place, replace: Replace): string {
  // half of a character pair is no text: stores refuse it, and one such event would hold up all behind it
  const text = HALF_PAIR.test(given) ? given.replace(EVERY_HALF_PAIR, '\ufffd') : given;
  const plain = FULL_WIDTH.test(text) ? text.replace(EVERY_FULL_WIDTH, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)) : text;
  if (!WORTH_A_LOOK.test(plain)) return text;
  const masked = plain
    .replace(RESIDENT_18, (found: string, year: string, month: string, day: string) => (isBirth(Number(year), month, day) ? replace(found, 'document') : found))
    .replace(RESIDENT_15, (found: string, month: string, day: string) => (isBirth(1950, month, day) ? replace(found, 'document') : found))
    .replace(MOBILE, (found) => replace(found, 'phone'));
  if (place === 'id') return masked === plain ? text : masked;
  const all = masked.replace(PASSPORT, (found) => replace(found, 'document')).replace(LANDLINE, (found) => replace(found, 'phone'));
  return all === plain ? text : all;
}

function isBirth(year: number, month: string, day: string): boolean {
  return year >= 1850 && year <= 2100 && Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
}
