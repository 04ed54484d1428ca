import type { Chain } from './chains';
import type { Range } from './resident';

const MOBILE = /^1[3-9]\d{9}$/;
const WITH_COUNTRY = /^(?:0|86|086|0086)1[3-9]\d{9}$/;
const WITHIN = /1[3-9]\d{9}/;
/** Order and serial numbers start with the date; the digits after it are checked separately. */
const DAY_FIRST = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;
/** milliseconds since 1970, of the years 2014 to 2033 */
const EPOCH_MS = /^1[4-9]\d{11}$/;

/** usual groupings of the eleven digits */
const equal = (size: number): string =>
  [...Array<string>(Math.floor(11 / size)).fill(String(size)), ...(11 % size === 0 ? [] : [String(11 % size)])].join(
    '-',
  );
const GROUPS = new Set([
  ...[1, 2, 3, 4, 5].map(equal),
  '3-4-4',
  '3-8',
  '7-4',
  '3-3-5',
  '5-6',
  '6-5',
  '2-3-3-3',
  '3-2-3-3',
  '4-7',
  '3-4-2-2',
  '3-2-2-2-2',
  '1-2-2-2-2-2',
]);

/** Mobile numbers of a chain, as text positions. @param isGlued whether a number may be within other digits */
export function mobiles(text: string, chain: Chain, groups: readonly Range[], isGlued: boolean): Range[] {
  const found: Range[] = [];
  const range = (from: number, to: number): Range => [chain.places[from] ?? 0, (chain.places[to - 1] ?? 0) + 1];
  for (let n = 0; n < groups.length; n++) {
    const [from = 0, to = 0] = groups[n] ?? [];
    const digits = chain.digits.slice(from, to);
    if (MOBILE.test(digits) || WITH_COUNTRY.test(digits) || (isGlued && isWithin(digits))) found.push(range(from, to));
    else if (digits.length < 11) {
      const last = grouped(text, chain, groups, n);
      if (last === null) continue;
      found.push(range(from, from + 11));
      n = last;
    }
  }
  return found;
}

function isWithin(digits: string): boolean {
  if (digits.length < 12 || EPOCH_MS.test(digits)) return false;
  return WITHIN.test(digits.replace(DAY_FIRST, ''));
}

/** Index of the last group, from the n-th on, that completes one number. */
function grouped(text: string, chain: Chain, groups: readonly Range[], n: number): number | null {
  const first = groups[n]?.[0] ?? 0;
  if (!MOBILE.test(chain.digits.slice(first, first + 11))) return null;
  const sizes: number[] = [];
  const between = new Set<string>();
  for (let i = n, count = 0; i < groups.length; i++) {
    const [from, to] = groups[i] ?? [0, 0];
    sizes.push(to - from);
    count += to - from;
    if (count > 11) return null;
    if (count === 11) return isGrouping(sizes, between) ? i : null;
    between.add(text.slice((chain.places[to - 1] ?? 0) + 1, chain.places[to] ?? 0));
  }
  return null;
}

/** Commas and colons separate numbers of a list; the parts of one number use the same separator, or those of dialling. */
function isGrouping(sizes: readonly number[], between: ReadonlySet<string>): boolean {
  const grouping = sizes.join('-');
  if (!GROUPS.has(grouping)) return false;
  const separators = [...between];
  return grouping === '3-4-4'
    ? separators.every((sign) => !/[,;:，；：、]/.test(sign))
    : separators.length === 1 && !/[,;:，；：、]/.test(separators[0] ?? '');
}
