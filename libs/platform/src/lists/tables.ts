import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { csvStream, type Row } from './csv';
import type { TableFormat } from './format';

export const CONTENT_TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;

export function sendTable(
  reply: FastifyReply,
  format: Exclude<TableFormat, 'json'>,
  columns: readonly string[],
  rows: AsyncIterable<object> | Iterable<object>,
): FastifyReply {
  const table = rows as AsyncIterable<Row> | Iterable<Row>;
  return reply
    .header('content-type', CONTENT_TYPES[format])
    .send(format === 'csv' ? csvStream(columns, table) : Readable.from(lines(table)));
}

async function* lines(rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<string> {
  for await (const row of rows) yield lineOf(row);
}

export const lineOf = (row: Row): string => `${JSON.stringify(row)}\n`;
