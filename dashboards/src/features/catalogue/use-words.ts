import type { ItemDoc } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { DASH, percent } from '../../shared/format';
import type { Naming } from '../organisation/naming';
import type { Line } from './api';

/** How the catalogue says limits, shares and ways of handling, in the language of the page. */
export function useCatalogueWords() {
  const { t } = useI18n();
  const value = (code: string): string => t(`organisation.value.${code}`);
  const number = (amount: number): string => String(Math.round(amount * 10) / 10);
  const times = (amount: number | null, unit: ItemDoc['limitUnit']): string => {
    if (amount === null) return DASH;
    const n = number(amount);
    return t('catalogue.times', { n, unit: t(`limitUnit.${unit}`, { n }) });
  };
  /** 即办 · 直接 */
  const handling = ({ mode, approval }: Pick<Line, 'mode' | 'approval'>): string =>
    [value(mode), ...(approval === null ? [] : [value(approval)])].join(' · ');
  /** of how many cases a time taken is the mean */
  const meanOf = (n: number): string => (n === 1 ? t('catalogue.oneCase') : t('catalogue.meanOf', { n }));
  const share = (rate: { value: number | null } | undefined): string => {
    const said = rate?.value ?? null;
    return said === null ? DASH : percent(said);
  };
  /** what the law allows → what was promised or taken, the mean of the cases, as the limits beside it are; null where nothing stands behind it */
  const behind = (which: 'promised' | 'actual', { taken }: Pick<Line, 'taken'>): string | null => {
    if (taken === null || taken.matters === 0 || taken[which].denominator === 0) return null;
    const { numerator, denominator } = taken[which];
    return t('catalogue.of', { part: number(numerator / taken.matters), whole: number(denominator / taken.matters) });
  };
  /** the same as a sentence: of how many cases, in which days */
  const behindHow = (which: 'promised' | 'actual', { taken, limitUnit }: Pick<Line, 'taken' | 'limitUnit'>) => {
    if (taken === null || taken[which].denominator === 0) return undefined;
    const whole = number(taken[which].denominator);
    const unit = t(`limitUnit.${limitUnit}`, { n: whole });
    return t(`catalogue.behindHow.${which}`, { n: taken.matters, whole, unit, part: number(taken[which].numerator) });
  };
  return { t, value, number, times, handling, meanOf, share, behind, behindHow };
}

/** Mean time really taken by those closed in the period; null where none was. */
export const meanTaken = ({ taken }: Pick<Line, 'taken'>): number | null =>
  taken === null || taken.matters === 0 ? null : taken.actual.numerator / taken.matters;
export const countOf = ({ materials }: Pick<Line, 'materials'>, submission: 'exempt' | 'later'): number =>
  materials.filter((one) => one.submission === submission).length;

export interface ItemNaming extends Naming {
  readonly fieldOf: (field: string) => string;
}

/** What branches are called, as the catalogue has them. */
export function useItemNaming(lines: () => readonly Pick<Line, 'branch' | 'branchName'>[]): ComputedRef<ItemNaming> {
  const i18n = useI18n();
  const { t } = i18n;
  return computed(() => {
    const branches = new Map(lines().map(({ branch, branchName }) => [branch, branchName]));
    return {
      t: (key, params) => t(key, params ?? {}),
      has: (key) => i18n.te(key),
      nameOf: (kind, code) => (kind === 'branch' ? branches.get(code) : undefined) ?? code,
      fieldOf: (field) => (i18n.te(`organisation.field.${field}`) ? t(`organisation.field.${field}`) : field),
    };
  });
}
