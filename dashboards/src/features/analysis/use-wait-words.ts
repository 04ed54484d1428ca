import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { WaitWords } from './waits-option';

/** The words of a distribution of waits. @param names of its two curves */
export function useWaitWords(names: () => Pick<WaitWords, 'current' | 'previous'>): ComputedRef<WaitWords> {
  const { t } = useI18n();
  return computed(() => ({
    ...names(),
    quantile: (percent: number, minutes: number) => t(`analysis.quantile.${String(percent)}`, { minutes }),
    target: (minutes: number) => t('analysis.waitTarget', { minutes }),
    axis: t('analysis.waitAxis'),
  }));
}
