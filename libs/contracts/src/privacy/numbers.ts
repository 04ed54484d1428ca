import { chainsOf, groupsOf } from './chains';
import { mobiles } from './mobile';
import { plainOf } from './plain';
import { oldResidents, residents, type Range } from './resident';

/**
 * Finds personal numbers in text: PRC resident identity numbers (18 and 15 digits), passports and travel permits, mobile and landline phone
 * numbers; in any script, in groups, digit by digit, joined to letters and other digits. It rather masks a harmless number than misses a
 * personal one.
 */
export type Replace = (found: string, kind: 'document' | 'phone') => string;

/** Kind of text: identifiers may look like a passport by chance (`H20260304-01` starts with a hall's letter). */
export type Place = 'text' | 'id';

/** Minimum number of digits of all kinds. */
const MIN_DIGITS = 7;
const POSSIBLE_DIGIT = /[\p{N}〇零一幺二三四五六七八九]/gu;
const HALF_PAIR = /\p{Surrogate}/u;
const EVERY_HALF_PAIR = /\p{Surrogate}/gu;

// also with a wrong check digit, if it is separate
const RESIDENT_18 = /(?<!\d)[1-9]\d{5}[\s-]?\d{4}(\d{2})(\d{2})[\s-]?\d{3}[\dXx](?![\dA-Za-z])/g;
// one or two letters and 7 to 9 digits: passports (E12345678, EA1234567, P.R. service G…) and permits for Hong Kong, Macau and Taiwan
const PASSPORT =
  /(?<![A-Za-z0-9_-])(?:[EeGgDdSsPpHhMmCcKkWw]\d{8}|[EeHhMm]\d{10}|[Ee][A-HJ-NP-Za-hj-np-z]\d{7})(?![A-Za-z0-9_-])/g;
const MOBILE = /(?<!\d)(?:(?:\+|00)?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/g;
const LANDLINE = /(?<!\d)\(?0(?:10|2\d|[3-9]\d{2})(?:\)\s?|[\s-])[2-8]\d{6,7}(?!\d)/g;
/** Generated names of this product and UUIDs, whose digits are random. */
const GENERATED = /\b(?:ref-[0-9a-f]{32}|masked-[0-9a-f]{16}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/gi;

interface Found {
  readonly range: Range;
  readonly kind: 'document' | 'phone';
}

export function maskNumbers(given: string, place: Place, replace: Replace): string {
  if (isHarmless(given)) return given;
  // lone surrogates are no valid text: databases reject them, and one such event would block all later ones
  const text = HALF_PAIR.test(given) ? given.replace(EVERY_HALF_PAIR, '\ufffd') : given;
  if (!hasEnoughDigits(text)) return text;
  const plain = plainOf(text);
  const found = merged(plain.text, numbersIn(plain.text, place));
  if (found.length === 0) return text;
  let masked = '';
  let after = 0;
  for (const {
    range: [from, to],
    kind,
  } of found) {
    masked += text.slice(after, plain.start(from)) + replace(plain.text.slice(from, to), kind);
    after = plain.end(to - 1);
  }
  return masked + text.slice(after);
}

/** Fast path for most texts: ASCII with fewer digits than any number. */
function isHarmless(text: string): boolean {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) return false;
    if (code >= 48 && code <= 57) {
      count += 1;
      if (count === MIN_DIGITS) return false;
    }
  }
  return true;
}

function hasEnoughDigits(text: string): boolean {
  let count = 0;
  let isAscii = true;
  for (let at = 0; at < text.length && count < MIN_DIGITS; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) count += 1;
    else if (code >= 0x80) isAscii = false;
  }
  return count >= MIN_DIGITS || (!isAscii && (text.match(POSSIBLE_DIGIT)?.length ?? 0) >= MIN_DIGITS);
}

function numbersIn(text: string, place: Place): Found[] {
  const found: Found[] = [];
  const add = (range: Range, kind: Found['kind']): void => {
    found.push({ range, kind });
  };
  const matches = (pattern: RegExp): RegExpExecArray[] => [...text.matchAll(pattern)];
  const rangeOf = (match: RegExpExecArray): Range => [match.index, match.index + match[0].length];
  for (const match of matches(RESIDENT_18)) if (isDay(match[1], match[2])) add(rangeOf(match), 'document');
  for (const match of matches(MOBILE)) add(rangeOf(match), 'phone');
  for (const chain of chainsOf(text, 11)) {
    const groups = groupsOf(chain);
    for (const range of residents(text, chain)) add(range, 'document');
    for (const range of oldResidents(chain, groups)) add(range, 'document');
    for (const range of mobiles(text, chain, groups, place === 'text')) add(range, 'phone');
  }
  if (place === 'text') {
    for (const match of matches(PASSPORT)) add(rangeOf(match), 'document');
    for (const match of matches(LANDLINE)) add(rangeOf(match), 'phone');
  }
  if (found.length === 0) return found;
  const chance = matches(GENERATED).map(rangeOf);
  return chance.length === 0
    ? found
    : found.filter(({ range: [from, to] }) => !chance.some(([start, end]) => from >= start && to <= end));
}

const isDay = (month = '', day = ''): boolean =>
  Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
const isDigitAt = (text: string, at: number): boolean => text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57;

/** In order; overlapping ranges are merged, and adjoining digits added, because a remainder would be joined with other text. */
function merged(text: string, found: readonly Found[]): Found[] {
  const all: Found[] = [];
  for (const { range, kind } of [...found].sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1])) {
    let [from, to] = range;
    while (isDigitAt(text, from) && isDigitAt(text, from - 1)) from -= 1;
    while (isDigitAt(text, to - 1) && isDigitAt(text, to)) to += 1;
    const last = all.at(-1);
    if (last === undefined || from >= last.range[1]) all.push({ range: [from, to], kind });
    else
      all[all.length - 1] = {
        range: [Math.min(from, last.range[0]), Math.max(to, last.range[1])],
        kind: last.kind === 'document' ? 'document' : kind,
      };
  }
  return all;
}
