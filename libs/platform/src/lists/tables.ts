import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { csvStream, type Row } from './csv';
import type { TableFormat } from './format';

export const CONTENT_TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;

type Rows = AsyncIterable<object> | Iterable<object>;
type StreamedFormat = Exclude<TableFormat, 'json'>;

/** Names the format in the answer's header and streams the rows in it. */
export function tableOf(reply: FastifyReply, format: StreamedFormat, columns: readonly string[], rows: Rows): Readable {
  const table = rows as AsyncIterable<Row> | Iterable<Row>;
  void reply.header('content-type', CONTENT_TYPES[format]);
  return format === 'csv' ? csvStream(columns, table) : Readable.from(lines(table));
}

export const sendTable = (reply: FastifyReply, format: StreamedFormat, columns: readonly string[], rows: Rows) =>
  reply.send(tableOf(reply, format, columns, rows));

async function* lines(rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<string> {
  for await (const row of rows) yield lineOf(row);
}

export const lineOf = (row: Row): string => `${JSON.stringify(row)}\n`;
