import { computed, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFigures } from '../figures/use-figure';
import { changeOf, changeText, daysKnown, isComparable } from './change';
import { everyDay } from './options';
import type { Analysis } from './use-analysis';

type Figure = ReturnType<ReturnType<typeof useFigures>['figure']> & { tone?: 'good' | 'bad' };
type Days = ReturnType<typeof everyDay>;
const daysOf = ({ from, to, parts }: Analysis['days']): Days => everyDay(from, to, parts);

export interface Comparison {
  days: ComputedRef<{ current: Days; previous: Days }>;
  /** days each side rests on */
  known: ComputedRef<{ now: number; then: number }>;
  comparable: ComputedRef<boolean>;
  strip: ComputedRef<Figure[]>;
}

/** A period beside the one before it; how it changed is said only where both rest on days enough. */
export function useComparison(data: Readonly<Ref<Analysis | null>>): Comparison {
  const { t } = useI18n();
  const figures = useFigures();
  const days = computed(() =>
    data.value === null
      ? { current: [], previous: [] }
      : { current: daysOf(data.value.days), previous: daysOf(data.value.daysBefore) },
  );
  const known = computed(() => ({ now: daysKnown(days.value.current), then: daysKnown(days.value.previous) }));
  const comparable = computed(() => isComparable(known.value.now, known.value.then));
  const strip = computed<Figure[]>(() => {
    if (data.value === null) return [];
    const { key, days: now, daysBefore: then } = data.value;
    const both: Figure[] = [
      figures.figure(now),
      { ...figures.figure(then), key: 'compared', label: t('analysis.previous') },
    ];
    const change = comparable.value ? changeOf(key, now.value, then.value) : null;
    if (change === null) return both;
    const tone = change.tone === null ? {} : { tone: change.tone };
    return [...both, { key: 'change', label: t('analysis.change'), value: changeText(change), ...tone }];
  });
  return { days, known, comparable, strip };
}
