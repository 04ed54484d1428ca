import type { Chain } from './chains';

/** First two digits of GB/T 2260; 9 starts the number of a foreign permanent resident. */
const REGIONS = new Set([
  ...'11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
  ...Array.from({ length: 10 }, (_, n) => `9${String(n)}`),
]);
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
/** usual groupings of old numbers with 15 digits */
const OLD_GROUPS = new Set([
  '15',
  '6-6-3',
  '6-9',
  '5-5-5',
  '4-4-4-3',
  '3-4-4-4',
  Array(5).fill('3').join('-'),
  Array(15).fill('1').join('-'),
]);

export type Range = [from: number, to: number];

/** Resident numbers of 18 digits anywhere in a chain, recognised by region, birth date and check digit, as text positions. */
export function residents(text: string, { digits, places }: Chain): Range[] {
  const found: Range[] = [];
  for (let i = 0; i + 17 <= digits.length; i++) {
    if (!REGIONS.has(digits.slice(i, i + 2)) || !isBirth(digits.slice(i + 6, i + 14))) continue;
    const check = checkOf(digits.slice(i, i + 17));
    const last =
      check === 'X' ? xAfter(text, places[i + 16] ?? 0) : digits[i + 17] === check ? (places[i + 17] ?? null) : null;
    if (last === null) continue;
    found.push([places[i] ?? 0, last + 1]);
    i += check === 'X' ? 16 : 17;
  }
  return found;
}

/** Resident numbers of 15 digits: they have no check digit, so they must be separate and usually grouped. */
export function oldResidents(chain: Chain, groups: readonly Range[]): Range[] {
  return groups.flatMap(([from], n): Range[] => {
    const digits = chain.digits.slice(from, from + 15);
    if (digits.length < 15 || !REGIONS.has(digits.slice(0, 2)) || !isBirth(`19${digits.slice(6, 12)}`)) return [];
    const sizes: number[] = [];
    let count = 0;
    for (let i = n; i < groups.length && count < 15; i++) {
      const size = (groups[i]?.[1] ?? 0) - (groups[i]?.[0] ?? 0);
      sizes.push(size);
      count += size;
    }
    if (count !== 15 || !OLD_GROUPS.has(sizes.join('-'))) return [];
    return [[chain.places[from] ?? 0, (chain.places[from + 14] ?? 0) + 1]];
  });
}

function isBirth(date: string): boolean {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(4, 6)), Number(date.slice(6, 8))];
  return year >= 1850 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** ISO 7064 MOD 11-2 */
function checkOf(digits: string): string {
  const sum = WEIGHTS.reduce((all, weight, i) => all + weight * Number(digits[i]), 0);
  return CHECKS.charAt(sum % 11);
}

/** Position of a following X, after at most three other characters. */
function xAfter(text: string, at: number): number | null {
  const match = /^[^\p{L}\p{N}]{0,3}[Xx×]/u.exec(text.slice(at + 1, at + 6));
  return match === null ? null : at + match[0].length;
}
