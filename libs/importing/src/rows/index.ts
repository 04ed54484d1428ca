import { csvRows } from './csv';
import { ndjsonRows } from './ndjson';
import type { ReadRow, RowOptions } from './row';
import { openText } from './text';
import { xesRows } from './xes';

export type RowFormat = 'csv' | 'ndjson' | 'xes';

export interface RowFile {
  rows: AsyncIterable<ReadRow>;
  /** share of the file read, 0–1 */
  progress: () => number;
}

/** Format by file name (.csv, .tsv, .ndjson, .jsonl, .xes, each also .gz); undefined when the name does not say. */
export function formatOf(path: string): RowFormat | undefined {
  const plain = path.toLowerCase().replace(/\.gz$/, '');
  if (/\.(csv|tsv)$/.test(plain)) return 'csv';
  if (/\.(ndjson|jsonl)$/.test(plain)) return 'ndjson';
  return plain.endsWith('.xes') ? 'xes' : undefined;
}

export async function openRows(path: string, format: RowFormat, options: RowOptions): Promise<RowFile> {
  const { text, progress } = await openText(path, options.encoding);
  return {
    rows: format === 'csv' ? csvRows(text, options) : format === 'xes' ? xesRows(text) : ndjsonRows(text),
    progress,
  };
}
