import { workbookOf, WORKBOOK_TYPE } from '@cockpit/contracts';
import { csvOf, save, type Cell } from '../../shared/table-file';

export type TableFile = 'csv' | 'xlsx';

/** A table of figures as a file: CSV for programs, a workbook for people, whose sheet has its own short name. */
export function saveTable(
  as: TableFile,
  {
    name,
    title,
    head,
    rows,
  }: { name: string; title: string; head: readonly string[]; rows: readonly (readonly Cell[])[] },
): void {
  if (as === 'csv') save(`${title}.csv`, csvOf([head, ...rows]), 'text/csv;charset=utf-8');
  else save(`${title}.xlsx`, workbookOf({ name, title, head, rows }), WORKBOOK_TYPE);
}
