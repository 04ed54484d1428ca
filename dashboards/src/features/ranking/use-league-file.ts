import type { MetricComparison } from '@cockpit/contracts';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Cell } from '../../shared/table-file';
import { saveTable, type TableFile } from '../figures/save-table';
import { shownValue } from '../figures/text';
import { useFigures } from '../figures/use-figure';
import { movedOf } from './peers';

export interface LeagueFile {
  title: ComputedRef<string>;
  saveAs: (as: TableFile) => void;
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
  return {
    title,
    saveAs: (as) => {
      const shown = comparison.value;
      if (shown === null) return;
      saveTable(as, { name: figures.name(shown.key), title: title.value, head: head(shown), rows: rows(shown) });
    },
  };
}
