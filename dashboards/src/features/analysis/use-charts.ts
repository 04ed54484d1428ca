import type { MetricKey } from '@cockpit/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useInk } from '../../shared/ink';
import { useNarrow } from '../../shared/media';
import type { Band } from '../annotations/bands';
import { shownValue } from '../figures/text';
import { useFigures } from '../figures/use-figure';
import { changeOf, changeText, isComparable } from './change';
import { heatCells, heatOption, shares, trendOption, type AnalysisInk, type HeatCells } from './options';
import type { Analysis } from './use-analysis';
import { waitsOption, type Waits, type WaitWords } from './waits-option';

/** The colours of the pictures of this page, in the look of the moment. */
export function useAnalysisInk(): ComputedRef<AnalysisInk> {
  const colours = useInk();
  return computed(() => ({
    text: colours.value.text,
    line: colours.value.line,
    low: colours.value.panel,
    high: colours.value.normal,
    current: colours.value.normal,
    previous: colours.value.dim,
    panel: colours.value.line,
    mark: colours.value.busy,
  }));
}

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

type Figure = ReturnType<ReturnType<typeof useFigures>['figure']> & { tone?: 'good' | 'bad' };
interface Comparison {
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
