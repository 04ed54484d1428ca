import { workbookOf, WORKBOOK_TYPE, type MetricComparison } from '@cockpit/contracts';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { csvOf, save, type Cell } from '../../shared/table-file';
import { shownValue } from '../figures/text';
import { useFigures } from '../figures/use-figure';
import { movedOf } from './peers';

export interface LeagueFile {
  title: ComputedRef<string>;
  saveCsv: () => void;
  saveWorkbook: () => void;
}

const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(4)));

/** The ranking as a table for people, to be saved: figures as the page shows them. */
export function useLeagueFile(
  comparison: Readonly<Ref<MetricComparison | null>>,
  nameOf: (hall: string) => string,
): LeagueFile {
  const { t } = useI18n();
  const figures = useFigures();
  const title = computed(() => {
    if (comparison.value === null) return t('ranking.title');
    const { key, from, to } = comparison.value;
    return t('ranking.file', { metric: figures.name(key), from, to });
  });
  const head = ({ key }: MetricComparison): string[] => [
    t('ranking.bandHead'),
    `${t('ranking.rankSet')} ≥`,
    `${t('ranking.rankSet')} ≤`,
    t('ranking.hall'),
    `${figures.name(key)} ${figures.unit(key)}`.trim(),
    `${t('ranking.interval')} ≥`,
    `${t('ranking.interval')} ≤`,
    t('ranking.numerator'),
    t('ranking.denominator'),
    t('ranking.days'),
    t('ranking.sinceHead'),
    t('ranking.moved'),
    t('ranking.limits998'),
  ];
  const rows = ({ key, places }: MetricComparison): Cell[][] =>
    places.map((place) => {
      const figure = (value: number | null) => rounded(shownValue(key, value));
      return [
        ...[place.band, place.rankLow ?? place.rank, place.rankHigh ?? place.rank, nameOf(place.hall)],
        ...[figure(place.value), figure(place.low), figure(place.high)],
        ...[rounded(place.numerator), rounded(place.denominator), place.days, place.since],
        ...[movedOf(place)?.gained ?? null, place.outside === null ? null : t(`ranking.outside.${place.outside}`)],
      ];
    });
  const table = (): Cell[][] => (comparison.value === null ? [] : [head(comparison.value), ...rows(comparison.value)]);
  return {
    title,
    saveCsv: () => {
      save(`${title.value}.csv`, csvOf(table()), 'text/csv;charset=utf-8');
    },
    saveWorkbook: () => {
      if (comparison.value === null) return;
      const name = figures.name(comparison.value.key);
      const book = { name, title: title.value, head: head(comparison.value), rows: rows(comparison.value) };
      save(`${title.value}.xlsx`, workbookOf(book), WORKBOOK_TYPE);
    },
  };
}
