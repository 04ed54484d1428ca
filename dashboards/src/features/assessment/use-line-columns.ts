import { ASSESSED, AssessedMetric, TIERS, type AssessmentGate, type AssessmentIndicator } from '@cockpit/contracts';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { choiceField, column, type Column } from '../../kit/columns';
import { ownValue, typedValue } from '../targets/lines';
import { newGate, newIndicator } from './lines';
import { useFiguresBesidePoints } from './use-figures';

type Part = AssessmentIndicator | AssessmentGate;

/** The columns of the indicators and of the gates of a scheme. */
export function useLineColumns(indicators: () => readonly AssessmentIndicator[]) {
  const { t } = useI18n();
  const figures = useFiguresBesidePoints();
  const tierName = (tier: Part['tier']): string => (tier === null ? t('targets.any') : t(`tier.${tier}`));
  const total = computed(() => indicators().reduce((sum, { weight }) => sum + weight, 0));

  const about = <Row extends Part>(renew: (line: Row, metric: Part['metric']) => Partial<Row>): Column<Row>[] => [
    column('metric', t('assessment.indicator'), {
      heading: true,
      field: {
        value: ({ metric }) => metric,
        write: (line, text) => Object.assign(line, renew(line, AssessedMetric.parse(text))),
        options: ASSESSED.map((value) => ({ value, text: figures.name(value) })),
        testid: () => 'line-metric',
      },
    }),
    column('tier', t('targets.tier'), {
      text: ({ tier }: Row) => tierName(tier),
      field: choiceField('tier', TIERS, tierName),
    }),
  ];
  /** A figure of the line's metric, in the unit of the screen. */
  const figure = <K extends string, Row extends Part & Record<K, number>>(key: K): Column<Row> =>
    column(key, t(`scheme.${key}`), {
      numeric: true,
      text: (line) => figures.said(line.metric, line[key]),
      field: {
        kind: 'number',
        value: (line) => typedValue(line.metric, line[key]),
        write: (line, text) => Object.assign(line, { [key]: ownValue(line.metric, text) ?? Number.NaN }),
        unit: ({ metric }) => figures.unit(metric),
        late: true,
        testid: () => key,
      },
    });
  /** Points, or a share in percent. */
  const number = <K extends string, Row extends Part & Record<K, number>>(
    key: K,
    unit: '' | '%' = '',
    text?: (line: Row) => string,
  ): Column<Row> => {
    const scale = unit === '%' ? 100 : 1;
    const typed = (line: Row): string =>
      Number.isNaN(line[key]) ? '' : String(unit === '%' ? Math.round(line[key] * scale) : line[key]);
    return column(key, t(`scheme.${key}`), {
      numeric: true,
      text: text ?? ((line) => `${typed(line)}${unit}`),
      field: {
        kind: 'number',
        value: typed,
        write: (line, said) => Object.assign(line, { [key]: said.trim() === '' ? Number.NaN : Number(said) / scale }),
        unit: () => unit,
        late: true,
        testid: () => key,
      },
    });
  };
  const ofIndicators = computed<Column<AssessmentIndicator>[]>(() => [
    ...about<AssessmentIndicator>(({ tier, weight }, metric) => ({ ...newIndicator(metric), tier, weight })),
    number('weight', '', ({ weight }) => t('scheme.weightOf', { weight, total: total.value })),
    figure('zero'),
    figure('full'),
    number('most', '%'),
    number('least'),
  ]);
  const ofGates = computed<Column<AssessmentGate>[]>(() => [
    ...about<AssessmentGate>(({ tier, cap }, metric) => ({ ...newGate(metric), tier, cap })),
    figure('limit'),
    number('cap'),
  ]);
  return { ofIndicators, ofGates };
}
