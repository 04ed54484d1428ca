import type { PlanResult } from '@cockpit/contracts';
import { count, type Locale } from './format';

/** What a plan promised, how much of it was followed, and what was observed: a saving only where the whole interval bears it out. */
export function planResultText(
  { expected, ordered, done, observed }: PlanResult,
  t: (key: string, values?: Record<string, string | number>) => string,
  locale: Locale,
): string {
  const minutes = (min: number): string => count(Math.round(min), locale);
  const share = (part: number): number => Math.round(part * 100);
  const { savedMin, lowMin, highMin } = observed;
  const range = { low: minutes(lowMin), high: minutes(highMin) };
  const told = [
    ...(expected === null
      ? []
      : [
          t('planResult.expected', {
            low: share(expected.cut - expected.cutCI),
            high: share(expected.cut + expected.cutCI),
          }),
        ]),
    t('planResult.followed', { done, ordered }),
    lowMin > 0 ? t('planResult.observed', { saved: minutes(savedMin), ...range }) : t('planResult.none', range),
  ];
  return `${t('planResult.title')}${t('list.colon')}${told.join(t('list.semicolon'))}`;
}
