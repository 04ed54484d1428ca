import type { MatterSummary } from '@cockpit/contracts';
import type { Cell } from '../../shared/table-file';
import { officeTime } from './zone';

/** What a column is called and what people call the codes in it, in the language of the page. */
export interface ExportWords {
  column: (key: ExportColumn) => string;
  kind: (kind: MatterSummary['kind']) => string;
  card: (card: MatterSummary['card']) => string;
  name: (by: 'item' | 'unit' | 'officer' | 'stage' | 'hall', key: string | null) => string | null;
  yes: string;
}
const COLUMNS = [
  'case',
  'kind',
  'item',
  'hall',
  'unit',
  'officer',
  'stage',
  'accepted',
  'due',
  'closed',
  'elapsed',
  'remaining',
  'card',
  'overdue',
  'paused',
  'unattended',
  'provisional',
  'risk',
  'source',
] as const;
export type ExportColumn = (typeof COLUMNS)[number];

const time = (instant: string | null): string | null => (instant === null ? null : officeTime(instant));
const tenth = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);

/** The list as a table for people: their words, the office's time, figures as the page shows them. */
export function exportRows(matters: readonly MatterSummary[], words: ExportWords): Cell[][] {
  const yes = (is: boolean): string | null => (is ? words.yes : null);
  return [
    COLUMNS.map((column) => words.column(column)),
    ...matters.map((matter) => [
      matter.caseId,
      words.kind(matter.kind),
      words.name('item', matter.item),
      words.name('hall', matter.hall),
      words.name('unit', matter.unit),
      words.name('officer', matter.officerId),
      words.name('stage', matter.stage),
      time(matter.acceptedAt),
      time(matter.dueAt),
      time(matter.closedAt),
      tenth(matter.elapsedDays),
      tenth(matter.remainingDays),
      matter.card === 'none' ? null : words.card(matter.card),
      yes(matter.overdue),
      yes(matter.paused),
      yes(matter.unattended),
      yes(matter.provisional),
      matter.predictedOverdue === null ? null : Math.round(matter.predictedOverdue * 100) / 100,
      matter.source,
    ]),
  ];
}
