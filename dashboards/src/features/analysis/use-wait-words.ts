import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFigures } from '../figures/use-figure';
import type { WaitWords } from './waits-option';

/** The words of a distribution of waits. @param names of its two curves */
export function useWaitWords(names: () => Pick<WaitWords, 'current' | 'previous'>): ComputedRef<WaitWords> {
  const { t } = useI18n();
  const figures = useFigures();
  return computed(() => ({
    ...names(),
    // as many digits as in the tables, whose figures these are
    quantile: (percent: number, minutes: number) =>
      t(`analysis.quantile.${String(percent)}`, { minutes: figures.value('wait_p90', minutes * 60) }),
    target: (minutes: number) => t('analysis.waitTarget', { minutes }),
    axis: t('analysis.waitAxis'),
  }));
}
