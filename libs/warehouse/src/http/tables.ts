import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export type TableFormat = 'json' | 'ndjson' | 'csv';

/** What a caller wants a list as. */
export function formatOf(accept: string | undefined): TableFormat {
  const wanted = (accept ?? '').toLowerCase();
  if (wanted.includes('text/csv')) return 'csv';
  return wanted.includes('ndjson') || wanted.includes('application/jsonl') ? 'ndjson' : 'json';
}

/** Streams rows as NDJSON or CSV; CSV carries a byte order mark, without which spreadsheets misread Chinese. */
export function sendTable(
  reply: FastifyReply,
  format: 'ndjson' | 'csv',
  columns: readonly string[],
  rows: AsyncIterable<object>,
): FastifyReply {
  if (format === 'ndjson') return reply.header('content-type', 'application/x-ndjson').send(Readable.from(lines(rows)));
  return reply.header('content-type', 'text/csv; charset=utf-8').send(Readable.from(csv(columns, rows)));
}

async function* lines(rows: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}

async function* csv(columns: readonly string[], rows: AsyncIterable<object>): AsyncGenerator<string> {
  yield `\ufeff${columns.join(',')}\r\n`;
  for await (const row of rows) {
    const values = new Map<string, unknown>(Object.entries(row));
    yield `${columns.map((column) => cell(values.get(column))).join(',')}\r\n`;
  }
}

/** A cell that begins like a formula is made text: opening an export must not run what a source sent. */
export function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
