type Translate = (key: string, params?: Readonly<Record<string, unknown>>) => string;
/** What things are called, as the document before and after the change names them. */
export interface Naming {
  readonly t: Translate;
  readonly has: (key: string) => boolean;
  readonly nameOf: (kind: 'queue' | 'branch' | 'window' | 'officer' | 'place' | 'item', code: string) => string;
}
/** `周一至周五`, `周一、周三`. */
export function daysText(days: readonly number[], { t }: Pick<Naming, 't'>): string {
  const sorted = [...days].sort((a, b) => a - b);
  const [first, last] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const word = (day: number): string => t(`organisation.weekday.${String(day)}`);
  if (sorted.length > 2 && last - first === sorted.length - 1)
    return t('organisation.dayRange', { from: word(first), to: word(last) });
  return sorted.map(word).join(t('list.comma'));
}
