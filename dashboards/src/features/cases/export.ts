import type { MatterSummary } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import type { Cell } from '../../shared/table-file';
import type { CountBy } from './filter';
import { useMatterNames } from './names';
import { officeTime } from './zone';

const time = (instant: string | null): string | null => (instant === null ? null : officeTime(instant));
const rounded = (value: number | null, parts: number): number | null =>
  value === null ? null : Math.round(value * parts) / parts;

/** The list as a table for people: their words, the office's time, figures as the page shows them. */
export function useExportRows(): (matters: readonly MatterSummary[]) => Cell[][] {
  const { t } = useI18n();
  const names = useMatterNames();
  const name = (by: CountBy, key: string | null) => (key === null ? null : names.nameOf(by, key));
  const yes = (is: boolean) => (is ? t('cases.export.yes') : null);
  const columns: Record<string, (matter: MatterSummary) => Cell> = {
    case: ({ caseId }) => caseId,
    kind: ({ kind }) => t(`matterKind.${kind}`),
    item: ({ item }) => name('item', item),
    hall: ({ hall }) => name('hall', hall),
    unit: ({ unit }) => name('unit', unit),
    officer: ({ officerId }) => name('officer', officerId),
    stage: ({ stage }) => name('stage', stage),
    accepted: ({ acceptedAt }) => time(acceptedAt),
    due: ({ dueAt }) => time(dueAt),
    closed: ({ closedAt }) => time(closedAt),
    elapsed: ({ elapsedDays }) => rounded(elapsedDays, 10),
    remaining: ({ remainingDays }) => rounded(remainingDays, 10),
    card: ({ card }) => (card === 'none' ? null : t(`caseState.${card}`)),
    overdue: ({ overdue }) => yes(overdue),
    paused: ({ paused }) => yes(paused),
    unattended: ({ unattended }) => yes(unattended),
    provisional: ({ provisional }) => yes(provisional),
    risk: ({ predictedOverdue }) => rounded(predictedOverdue, 100),
    source: ({ source }) => source,
  };
  return (matters) => [
    Object.keys(columns).map((column) => t(`cases.export.${column}`)),
    ...matters.map((matter) => Object.values(columns).map((cell) => cell(matter))),
  ];
}
