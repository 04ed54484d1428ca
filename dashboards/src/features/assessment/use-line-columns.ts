import { ASSESSED, AssessedMetric, TIERS, type AssessmentGate, type AssessmentIndicator } from '@cockpit/contracts';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { column, type Column } from '../../kit/columns';
import { ownValue, typedValue } from '../targets/lines';
import { newGate, newIndicator } from './lines';
import { useFiguresBesidePoints } from './use-figures';

type Part = AssessmentIndicator | AssessmentGate;
const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));
const typed = (value: number): string => (Number.isNaN(value) ? '' : String(value));

/** The columns of the indicators and of the gates of a scheme. */
export function useLineColumns(indicators: () => readonly AssessmentIndicator[]) {
  const { t } = useI18n();
  const figures = useFiguresBesidePoints();
  const tierName = (tier: Part['tier']): string => (tier === null ? t('targets.any') : t(`tier.${tier}`));
  const total = computed(() => indicators().reduce((sum, { weight }) => sum + weight, 0));

  const about = <Row extends Part>(renew: (line: Row, metric: Part['metric']) => Partial<Row>): Column<Row>[] => [
    column('metric', t('assessment.indicator'), {
      heading: true,
      text: ({ metric }) => figures.name(metric),
      field: {
        value: ({ metric }) => metric,
        write: (line, text) => Object.assign(line, renew(line, AssessedMetric.parse(text))),
        options: ASSESSED.map((value) => ({ value, text: figures.name(value) })),
        testid: () => 'line-metric',
      },
    }),
    column('tier', t('targets.tier'), {
      text: ({ tier }) => tierName(tier),
      field: {
        value: ({ tier }) => tier ?? '',
        write: (line, text) => (line.tier = TIERS.find((tier) => tier === text) ?? null),
        options: [null, ...TIERS].map((value) => ({ value: value ?? '', text: tierName(value) })),
      },
    }),
  ];
  /** A figure of the line's metric, in the unit of the screen. */
  const figure = <Row extends Part>(
    key: keyof Row & string,
    read: (line: Row) => number,
    write: (line: Row, value: number) => void,
  ): Column<Row> =>
    column(key, t(`scheme.${key}`), {
      numeric: true,
      text: (line) => figures.said(line.metric, read(line)),
      field: {
        kind: 'number',
        value: (line) => typedValue(line.metric, read(line)),
        write: (line, text) => {
          write(line, ownValue(line.metric, text) ?? Number.NaN);
        },
        unit: ({ metric }) => figures.unit(metric),
        late: true,
        testid: () => key,
      },
    });
  /** A plain number: points, or a share in percent. */
  const number = <Row extends Part>(
    key: keyof Row & string,
    read: (line: Row) => number,
    write: (line: Row, value: number) => void,
    text: (line: Row) => string = (line) => String(read(line)),
    unit = '',
  ): Column<Row> =>
    column(key, t(`scheme.${key}`), {
      numeric: true,
      text,
      field: {
        kind: 'number',
        value: (line) => typed(read(line)),
        write: (line, said) => {
          write(line, numberOf(said));
        },
        unit: () => unit,
        late: true,
        testid: () => key,
      },
    });

  const ofIndicators = computed<Column<AssessmentIndicator>[]>(() => [
    ...about<AssessmentIndicator>(({ tier, weight }, metric) => ({ ...newIndicator(metric), tier, weight })),
    number<AssessmentIndicator>(
      'weight',
      ({ weight }) => weight,
      (line, value) => (line.weight = value),
      ({ weight }) => t('scheme.weightOf', { weight, total: total.value }),
    ),
    ...(['zero', 'full'] as const).map((key) =>
      figure<AssessmentIndicator>(
        key,
        (line) => line[key],
        (line, value) => (line[key] = value),
      ),
    ),
    number<AssessmentIndicator>(
      'most',
      ({ most }) => Math.round(most * 100),
      (line, value) => (line.most = value / 100),
      ({ most }) => `${String(Math.round(most * 100))}%`,
      '%',
    ),
    number<AssessmentIndicator>(
      'least',
      ({ least }) => least,
      (line, value) => (line.least = value),
    ),
  ]);
  const ofGates = computed<Column<AssessmentGate>[]>(() => [
    ...about<AssessmentGate>(({ tier, cap }, metric) => ({ ...newGate(metric), tier, cap })),
    figure<AssessmentGate>(
      'limit',
      ({ limit }) => limit,
      (line, value) => (line.limit = value),
    ),
    number<AssessmentGate>(
      'cap',
      ({ cap }) => cap,
      (line, value) => (line.cap = value),
    ),
  ]);
  return { ofIndicators, ofGates };
}
