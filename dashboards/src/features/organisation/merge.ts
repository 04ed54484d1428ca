import { isSame } from './draft';

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const keyOf = (value: unknown): unknown => (isFields(value) ? (value['id'] ?? value['code']) : undefined);
const isKeyed = (value: unknown): value is readonly Fields[] =>
  Array.isArray(value) && value.every((one) => typeof keyOf(one) === 'string');

/**
 * What two people made of the same thing, each from `base`: what only one of them touched is as that one left it; where both
 * touched it, mine stands, and the preview shows it before it is saved.
 */
export function merge<T>(base: T, mine: T, theirs: T): T {
  if (isSame(mine, base)) return theirs;
  if (isSame(theirs, base)) return mine;
  if (isKeyed(base) && isKeyed(mine) && isKeyed(theirs)) return mergeLists(base, mine, theirs) as T;
  if (isFields(base) && isFields(mine) && isFields(theirs)) return mergeFields(base, mine, theirs) as T;
  return mine;
}

function mergeFields(base: Fields, mine: Fields, theirs: Fields): Fields {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  const merged = [...names].map((name) => [name, merge(base[name], mine[name], theirs[name])] as const);
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

function mergeLists(base: readonly Fields[], mine: readonly Fields[], theirs: readonly Fields[]): unknown[] {
  const of = (list: readonly Fields[], key: unknown): Fields | undefined => list.find((one) => keyOf(one) === key);
  const keys = new Set([...theirs, ...mine].map(keyOf));
  return [...keys].flatMap((key) => {
    const one = merge(of(base, key), of(mine, key), of(theirs, key));
    return one === undefined ? [] : [one];
  });
}
