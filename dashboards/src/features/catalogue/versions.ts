import type { ItemPast, PartDifference } from '@cockpit/contracts';

/** Since ever, as the history writes it. */
const BEGINNING = '0001-01-01';

export interface VersionChoice {
  /** the day from which it holds; null: since ever */
  from: string | null;
  past: ItemPast;
}
/** The latest first. */
export const choicesOf = (past: readonly ItemPast[]): VersionChoice[] =>
  [...past]
    .sort((a, b) => (a.from < b.from ? 1 : -1))
    .map((one) => ({ from: one.from <= BEGINNING ? null : one.from, past: one }));

/** Two versions as a difference in words can be made of them; categories by their names. */
export const differenceOf = (
  before: ItemPast,
  after: ItemPast,
  categoryName: (code: string) => string,
): PartDifference => {
  const body = ({ value }: ItemPast) => ({ ...value, category: categoryName(value.category) });
  return { kind: 'item', key: after.value.code, change: 'changed', before: body(before), after: body(after) };
};
