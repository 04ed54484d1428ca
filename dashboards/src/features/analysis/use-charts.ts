import type { MetricKey } from '@cockpit/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useNarrow } from '../../shared/media';
import type { Band } from '../annotations/bands';
import { shownValue } from '../figures/text';
import { useFigures } from '../figures/use-figure';
import { heatCells, heatOption, trendOption, type HeatCells } from './options';
import { waitsOption } from './waits-option';
import type { Analysis } from './use-analysis';
import { useAnalysisInk } from './use-analysis-ink';
import type { Comparison } from './use-comparison';
import { useWaitWords } from './use-wait-words';

interface Charts {
  cells: ComputedRef<HeatCells>;
  heatLabel: ComputedRef<string>;
  /** the very options that are on screen, for files of them, too */
  charts: ComputedRef<Record<'heat' | 'waits' | 'trend', EChartsCoreOption>>;
}

/** The pictures of one figure: by weekday and hour, how long people waited, day by day. */
export function useCharts(
  data: Readonly<Ref<Analysis | null>>,
  metric: () => MetricKey,
  waits: Comparison['waits'],
  bands: Readonly<Ref<readonly Band[]>>,
): Charts {
  const { t } = useI18n();
  const figures = useFigures();
  const ink = useAnalysisInk();
  const narrow = useNarrow();
  const shown = (value: number) => shownValue(metric(), value) ?? 0;
  const names = computed(() => ({ current: t('analysis.current'), previous: t('analysis.previous') }));
  const cells = computed(() => heatCells(data.value?.week?.parts ?? [], shown));
  const weekdays = computed(() => [1, 2, 3, 4, 5, 6, 7].map((day) => t(`figures.weekday.${String(day)}`)));
  const heatLabel = computed(() =>
    cells.value.peak === null
      ? t('analysis.heat')
      : t('analysis.heatLabel', {
          metric: figures.name(metric()),
          weekday: t(`figures.weekday.${String(cells.value.peak.weekday)}`),
          hour: cells.value.peak.hour,
        }),
  );
  const waitWords = useWaitWords(() => names.value);
  const charts = computed(() => ({
    heat: heatOption(cells.value, weekdays.value, ink.value, narrow.value),
    waits: waitsOption(waits.value, waitWords.value, ink.value),
    trend: trendOption(data.value?.compared.byDay ?? [], shown, names.value, ink.value, bands.value),
  }));
  return { cells, heatLabel, charts };
}
