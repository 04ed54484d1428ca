import type { ItemDoc } from '@cockpit/contracts';

/** What can be saved and is hardly meant. `limit` and `promised` are in the unit of the item. */
export type ItemDoubt =
  | { code: 'promiseOverLaw'; item: string; promised: number; limit: number }
  | { code: 'stagesOverPromise'; item: string; promised: number; limit: number };

type Limits = Pick<ItemDoc, 'name' | 'limitUnit' | 'promised' | 'statutory' | 'stages'>;

/** A promise longer than the law allows, or shorter than what its stages may take together. */
export function doubtsOf({ name: item, limitUnit, promised, statutory, stages = [] }: Limits): ItemDoubt[] {
  if (promised === undefined) return [];
  const doubts: ItemDoubt[] = [];
  if (statutory !== undefined && promised > statutory)
    doubts.push({ code: 'promiseOverLaw', item, promised, limit: statutory });
  // stages count working days; another unit cannot be held against them
  const inStages = stages.reduce((sum, { allowedDays }) => sum + (allowedDays ?? 0), 0);
  if (limitUnit === 'working-days' && inStages > promised)
    doubts.push({ code: 'stagesOverPromise', item, promised, limit: inStages });
  return doubts;
}
