import { cause } from '@cockpit/contracts';
import type { ReadRow, UnreadRow } from './row';
import { linesOf } from './text';

/** One JSON document per line; blank lines are skipped. */
export async function* jsonLines(
  text: AsyncIterable<string>,
): AsyncGenerator<{ at: number; value: unknown } | UnreadRow> {
  let at = 0;
  for await (const line of linesOf(text)) {
    at += 1;
    if (line.trim() === '') continue;
    try {
      yield { at, value: JSON.parse(line) as unknown };
    } catch (error) {
      yield { at, fault: error instanceof Error ? error.message : String(error), cause: cause('line-not-json') };
    }
  }
}

/** Rows of an NDJSON file: nested objects become columns with dots (`address.street`), lists are joined with `;`. */
export async function* ndjsonRows(text: AsyncIterable<string>): AsyncGenerator<ReadRow> {
  for await (const line of jsonLines(text)) {
    if ('fault' in line) yield line;
    else if (!isObject(line.value)) yield { at: line.at, fault: 'not a JSON object', cause: cause('no-object') };
    else {
      const row: Record<string, string> = {};
      flatten(line.value, '', row);
      yield { at: line.at, row };
    }
  }
}

function flatten(value: Record<string, unknown>, prefix: string, into: Record<string, string>): void {
  for (const [key, item] of Object.entries(value)) {
    if (isObject(item)) flatten(item, `${prefix}${key}.`, into);
    else into[prefix + key] = Array.isArray(item) ? item.map(plain).join(';') : plain(item);
  }
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
