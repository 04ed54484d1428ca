import { METRICS, type MetricChart, type MetricKey } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFigures } from '../figures/use-figure';

type Point = MetricChart['points'][number];

export interface ChartWords {
  /** a value with its unit */
  text: (value: number | null) => string;
  /** what the signal of a point says; empty without one */
  meaning: (point: Point) => string;
  /** everything about a point, line by line */
  about: (point: Point) => string;
  /** whether the figure moves more than it always does, in a sentence */
  verdict: ComputedRef<string>;
  /** what its limits rest on */
  restsOn: ComputedRef<string>;
}

/** What a control chart says in words. */
export function useChartWords(
  metric: () => MetricKey,
  chart: () => MetricChart | null,
  hasSignals: () => boolean,
): ChartWords {
  const { t } = useI18n();
  const figures = useFigures();

  const text = (value: number | null) => figures.said(metric(), value);
  const meaning = ({ signal }: Point) => {
    if (signal === null) return '';
    const { better } = METRICS[metric()];
    const tone = better === null ? 'other' : (signal.side === 'above') === (better === 'more') ? 'good' : 'bad';
    return t(`analysis.signal.${signal.rule}`, {
      side: t(`analysis.side.${signal.side}`),
      tone: t(`analysis.tone.${tone}`),
    });
  };
  const about = (point: Point) =>
    [
      `${point.at} ${t('analysis.value')} ${text(point.value)}`,
      figures.hint(metric(), point),
      point.low === null ? null : t('analysis.limitsOf', { low: text(point.low), high: text(point.high) }),
      point.target === null ? null : `${t('analysis.target')} ${text(point.target)}`,
      point.signal === null ? null : meaning(point),
    ]
      .filter((line) => line !== null)
      .join('\n');

  const verdict = computed(() => {
    const noLimits = chart()?.noLimits;
    if (noLimits === undefined) return '';
    if (noLimits !== null) return t(`analysis.noLimits.${noLimits}`);
    return t(hasSignals() ? 'analysis.signals' : 'analysis.calm');
  });

  const restsOn = computed(() => {
    const seen = chart();
    if (seen === null || seen.noLimits === 'too-few-points') return '';
    const { baseline, kind } = seen;
    const words = { from: baseline.from ?? '', to: baseline.to ?? '', n: baseline.points };
    return `${t(baseline.own ? 'analysis.ownBaseline' : 'analysis.baseline', words)}${t(`analysis.chartKind.${kind}`)}`;
  });

  return { text, meaning, about, verdict, restsOn };
}
