import { computed, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFigures } from '../figures/use-figure';
import { changeOf, changeText, isComparable } from './change';
import { shares } from './options';
import type { Waits } from './waits-option';
import type { Analysis } from './use-analysis';

type Figure = ReturnType<ReturnType<typeof useFigures>['figure']> & { tone?: 'good' | 'bad' };
export interface Comparison {
  comparable: ComputedRef<boolean>;
  strip: ComputedRef<Figure[]>;
  /** distributions of waits, both of the same kinds of days where there are any */
  waits: ComputedRef<Waits>;
}

/** A period beside days of the same kinds before it; how it changed is said only where enough of its days have a counterpart. */
export function useComparison(data: Readonly<Ref<Analysis | null>>): Comparison {
  const { t } = useI18n();
  const figures = useFigures();
  const comparable = computed(() => data.value !== null && isComparable(data.value.compared.days));
  const strip = computed<Figure[]>(() => {
    if (data.value === null) return [];
    const { key, days: whole, compared } = data.value;
    const { now, then } = compared;
    // a target is one of the period, and not of the days it is compared with
    const { target: _target, ...untargeted } = whole;
    const both: Figure[] = [
      figures.figure(whole),
      {
        ...figures.figure({ ...untargeted, ...then }),
        key: 'compared',
        label: t('analysis.previousOf', { metric: figures.name(key) }),
      },
    ];
    const change = comparable.value ? changeOf(key, now.value, then.value) : null;
    if (change === null) return both;
    const tone = change.tone === null ? {} : { tone: change.tone };
    return [...both, { key: 'change', label: t('analysis.change'), value: changeText(change), ...tone }];
  });
  const waits = computed(() => {
    const { now, then } = data.value?.waitsCompared ?? {};
    const target = data.value?.waits.target?.target;
    return {
      current: shares(now?.histogram ?? data.value?.waits.histogram),
      previous: shares(then?.histogram),
      targetMin: target === undefined ? null : target / 60,
    };
  });
  return { comparable, strip, waits };
}
