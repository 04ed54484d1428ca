import { workbookOf, WORKBOOK_TYPE, type MetricKey } from '@cockpit/contracts';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { csvOf, save, type Cell } from '../../shared/table-file';
import type { Period } from '../figures/period';
import { shownValue } from '../figures/text';
import { useFigures } from '../figures/use-figure';
import type { Place } from './league';

interface League {
  metric: Readonly<Ref<MetricKey>>;
  period: () => Period | null;
  places: Readonly<Ref<readonly Place[]>>;
  nameOf: (hall: string) => string;
}

export interface LeagueFile {
  title: ComputedRef<string>;
  saveCsv: () => void;
  saveWorkbook: () => void;
}

const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(4)));

/** The ranking as a table for people, to be saved: figures as the page shows them. */
export function useLeagueFile({ metric, period, places, nameOf }: League): LeagueFile {
  const { t } = useI18n();
  const figures = useFigures();
  const title = computed(() => {
    const { from = '', to = '' } = period() ?? {};
    return t('ranking.file', { metric: figures.name(metric.value), from, to });
  });
  const head = (): string[] => [
    t('ranking.rank'),
    t('ranking.hall'),
    `${figures.name(metric.value)} ${figures.unit(metric.value)}`.trim(),
    `${t('ranking.interval')} ≥`,
    `${t('ranking.interval')} ≤`,
    t('ranking.moved'),
    t('ranking.numerator'),
    t('ranking.denominator'),
  ];
  const figure = (value: number | null | undefined) => rounded(shownValue(metric.value, value ?? null));
  const rows = (): Cell[][] =>
    places.value.map(({ rank, hall, value, interval, gained, numerator, denominator }) => [
      rank,
      nameOf(hall),
      figure(value),
      figure(interval?.low),
      figure(interval?.high),
      gained,
      rounded(numerator),
      rounded(denominator),
    ]);
  return {
    title,
    saveCsv: () => {
      save(`${title.value}.csv`, csvOf([head(), ...rows()]), 'text/csv;charset=utf-8');
    },
    saveWorkbook: () => {
      const table = { name: figures.name(metric.value), title: title.value, head: head(), rows: rows() };
      save(`${title.value}.xlsx`, workbookOf(table), WORKBOOK_TYPE);
    },
  };
}
