import { quoted } from '@cockpit/platform';

/** Codes and ids come from outside. */
export const text = quoted;
export const texts = (values: readonly string[]): string => `(${values.map(text).join(',')})`;
export const instant = (time: number): string => `fromUnixTimestamp64Milli(${String(Math.trunc(time))}, 'UTC')`;
export const day = (value: string): string => `toDate(${text(value)})`;

/** A lookup written into the query: `otherwise` where the key is none of them. */
export function lookup(key: string, entries: readonly (readonly [string, number])[], otherwise: string): string {
  if (entries.length === 0) return otherwise;
  return `transform(${key}, [${entries.map(([name]) => text(name)).join(',')}], [${entries.map(([, value]) => `toFloat64(${String(value)})`).join(',')}], toFloat64(${otherwise}))`;
}
