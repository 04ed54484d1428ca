import { message, type BulletinParagraph, type PlanResult } from '@cockpit/contracts';

const percent = (share: number): string => String(Math.round(share * 100));
const minutes = (min: number): string => String(Math.round(min));

/** A paragraph on the day plans: expected effect, orders done and observed effect; empty if no plan was sent. */
export function planned(plans: readonly PlanResult[]): BulletinParagraph[] {
  if (plans.length === 0) return [];
  const sum = (valueOf: (plan: PlanResult) => number): number => plans.reduce((all, one) => all + valueOf(one), 0);
  const saved = sum(({ observed }) => observed.savedMin);
  // the variances add up because days are independent
  const spread = (halfWidth: (one: PlanResult['observed']) => number): number =>
    Math.sqrt(sum(({ observed }) => halfWidth(observed) ** 2));
  const params = {
    n: plans.length,
    ordered: sum(({ ordered }) => ordered),
    done: sum(({ done }) => done),
    saved: minutes(saved),
    least: minutes(saved - spread(({ savedMin, lowMin }) => savedMin - lowMin)),
    most: minutes(saved + spread(({ savedMin, highMin }) => highMin - savedMin)),
  };
  const expected = plans.flatMap((plan) => plan.expected ?? []);
  if (expected.length === 0) return [{ key: 'plans', words: message('bulletin.plans-unsaid', params) }];
  const cut = expected.reduce((all, effect) => all + effect.cut, 0) / expected.length;
  const margin = Math.sqrt(expected.reduce((all, effect) => all + effect.cutCI ** 2, 0)) / expected.length;
  return [
    {
      key: 'plans',
      words: message('bulletin.plans', { ...params, low: percent(cut - margin), high: percent(cut + margin) }),
    },
  ];
}
