import type { RowFormat } from '@cockpit/contracts';
import { csvRows } from './csv';
import { ndjsonRows } from './ndjson';
import type { ReadRow, RowOptions } from './row';
import { openText } from './text';
import { xesRows } from './xes';
import { openWorkbook } from './xlsx';

export interface RowFile {
  rows: AsyncIterable<ReadRow>;
  /** share of the file read, 0–1 */
  progress: () => number;
}

/** Format by file name (.csv, .tsv, .txt, .ndjson, .jsonl, .xes, each also .gz; .xlsx); undefined when unknown. */
export function formatOf(path: string): RowFormat | undefined {
  const plain = path.toLowerCase().replace(/\.gz$/, '');
  if (/\.(csv|tsv|txt)$/.test(plain)) return 'csv';
  if (/\.(ndjson|jsonl)$/.test(plain)) return 'ndjson';
  if (/\.(xlsx|xlsm)$/.test(plain)) return 'xlsx';
  return plain.endsWith('.xes') ? 'xes' : undefined;
}

export async function openRows(path: string, format: RowFormat, options: RowOptions): Promise<RowFile> {
  if (format === 'xlsx') return openWorkbook(path, options.sheet);
  const { text, progress } = await openText(path, options.encoding);
  return {
    rows: format === 'csv' ? csvRows(text, options) : format === 'xes' ? xesRows(text) : ndjsonRows(text),
    progress,
  };
}
