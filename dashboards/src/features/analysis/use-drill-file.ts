import { computed, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Locale } from '../../shared/format';
import { saveTable, type TableFile } from '../figures/save-table';
import { metricWords } from '../figures/text';
import { useFigures } from '../figures/use-figure';
import { fileRow, linesOf, type DrillFile, type DrillRow } from './drill-file';
import type { Analysis } from './use-analysis';
import { usePartNames } from './use-way';
import { stepsOf } from './way';

export type SavedRow = DrillRow & { changeText: string };

/** The table below a figure as a file: its lines as the page shows them, then what they are and where they can be seen again. */
export function useDrillFile(data: Readonly<Ref<Analysis | null>>): (as: TableFile, rows: readonly SavedRow[]) => void {
  const { t, locale } = useI18n();
  const figures = useFigures();
  const nameOf = usePartNames();
  const where = computed(() =>
    data.value === null
      ? ''
      : stepsOf(data.value.hall, data.value.only)
          .map(({ kind, code }) => (kind === 'bureau' ? t('analysis.up') : nameOf(kind, code)))
          .join(' › '),
  );
  const fileOf = ({ key, by, days }: Analysis, rows: readonly SavedRow[]): DrillFile => {
    const words = (which: 'formula' | 'leftOut') => metricWords(key, which, locale.value as Locale);
    const unit = `${t('analysis.value')} ${figures.unit(key)}`.trim();
    return {
      title: t('analysis.file.title', { metric: figures.name(key), from: days.from, to: days.to }),
      head: [
        ...[t(`analysis.drill.${by}`), t('analysis.file.code'), unit, t('analysis.target')],
        ...[t('analysis.file.numerator'), t('analysis.file.denominator'), t('analysis.was'), t('analysis.change')],
      ],
      rows: rows.map((row) => fileRow(key, row, nameOf(by, row.by), row.changeText)),
      about: [
        [t('analysis.metric'), `${figures.name(key)} (${key})`],
        [t('analysis.way'), where.value],
        [t('analysis.file.period'), t('analysis.other', { from: days.from, to: days.to })],
        [t('analysis.formula'), words('formula')],
        [t('analysis.leftOut'), words('leftOut')],
        [t('analysis.file.link'), window.location.href],
      ],
    };
  };
  return (as, rows) => {
    if (data.value === null) return;
    const { title, head, ...file } = fileOf(data.value, rows);
    saveTable(as, { name: title.slice(0, 31), title, head, rows: linesOf(file) });
  };
}
