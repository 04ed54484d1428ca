import { APPROVALS, CASE_CHANNELS, ItemDoc } from '@cockpit/contracts';
import { linesOf, type TableFault } from '../organisation/tables/table';
import type { Words } from '../organisation/tables/words';
import type { Line } from './api';
import { ITEM_FIELDS, itemCells, itemHeadings, itemsOf, type Field, type Known } from './items-table';

/** One item as the table has it: what stands in each of its cells. */
export type ItemForm = Record<Field, string>;

export const formOf = (line: Line, words: Words): ItemForm => {
  const cells = itemCells(line, words);
  return Object.fromEntries(ITEM_FIELDS.map((field, n) => [field, String(cells[n] ?? '')])) as ItemForm;
};

/** Read as a row of the table is, with the same faults. */
export function itemOfForm(form: ItemForm, known: Known, words: Words): { item: ItemDoc | null; faults: TableFault[] } {
  const cells = Object.fromEntries(Object.entries(form).map(([field, text]) => [field, text.trim()]));
  const table = linesOf({ rows: [{ at: 1, cells }], faults: [] }, itemHeadings(words));
  const [item = null] = itemsOf(table.lines, known, words);
  return { item: table.faults.length === 0 ? item : null, faults: table.faults };
}

/** What each cell that knows its values may say. */
export const OPTIONS = {
  mode: ItemDoc.shape.mode.unwrap().options,
  approval: APPROVALS,
  limitUnit: ItemDoc.shape.limitUnit.unwrap().options,
  channels: CASE_CHANNELS,
} as const;
