import { message, type BulletinParagraph, type PlanResult } from '@cockpit/contracts';

const percent = (share: number): string => String(Math.round(share * 100));
const minutes = (min: number): string => String(Math.round(min));

/** What plans of the day promised, how far they were followed, and what was observed; nothing where none was sent. */
export function planned(plans: readonly PlanResult[]): BulletinParagraph[] {
  if (plans.length === 0) return [];
  const sum = (of: (one: PlanResult) => number): number => plans.reduce((all, one) => all + of(one), 0);
  const saved = sum(({ observed }) => observed.savedMin);
  // days are independent of one another
  const spread = (of: (one: PlanResult['observed']) => number): number =>
    Math.sqrt(sum(({ observed }) => of(observed) ** 2));
  const said = {
    ...{ n: plans.length, ordered: sum(({ ordered }) => ordered), done: sum(({ done }) => done) },
    saved: minutes(saved),
    least: minutes(saved - spread(({ savedMin, lowMin }) => savedMin - lowMin)),
    most: minutes(saved + spread(({ savedMin, highMin }) => highMin - savedMin)),
  };
  const expected = plans.flatMap((one) => one.expected ?? []);
  if (expected.length === 0) return [{ key: 'plans', words: message('bulletin.plans-unsaid', said) }];
  const cut = expected.reduce((all, one) => all + one.cut, 0) / expected.length;
  const reach = Math.sqrt(expected.reduce((all, one) => all + one.cutCI ** 2, 0)) / expected.length;
  return [
    {
      key: 'plans',
      words: message('bulletin.plans', { ...said, low: percent(cut - reach), high: percent(cut + reach) }),
    },
  ];
}
