import { ClickHouseLogLevel, createClient, type ClickHouseClient, type ClickHouseSettings } from '@clickhouse/client';
import type { z } from 'zod';
import type { Settings } from './settings';

/** Injection tokens: connections split by intent, so that a query can never write and a write never starves queries. */
export const CLICKHOUSE_READER = Symbol('CLICKHOUSE_READER');
export const CLICKHOUSE_WRITER = Symbol('CLICKHOUSE_WRITER');

/** bytes; a statement carries its lists, and the engine's own limit is 256 KiB */
const LONGEST_STATEMENT = 64 * 1024 * 1024;

const COMMON: ClickHouseSettings = {
  date_time_input_format: 'best_effort',
  date_time_output_format: 'iso',
  output_format_json_quote_64bit_integers: 0,
};
const READER: ClickHouseSettings = {
  ...COMMON,
  readonly: '2',
  max_execution_time: 30,
  max_query_size: String(LONGEST_STATEMENT),
};
// rows stay readable for a batch writer only when they are on the disk before the answer
const WRITER: ClickHouseSettings = { ...COMMON, fsync_metadata: 1 };

export function createClickhouse(
  settings: Pick<Settings, 'clickhouseUrl' | 'clickhouseDatabase'>,
  intent: 'reader' | 'writer',
): ClickHouseClient {
  return createClient({
    url: settings.clickhouseUrl,
    database: settings.clickhouseDatabase,
    application: `cockpit-${intent}`,
    request_timeout: 60_000,
    // failures are thrown to whoever asked; the client's own printing would bypass our log
    log: { level: ClickHouseLogLevel.OFF },
    max_open_connections: intent === 'reader' ? 12 : 4,
    clickhouse_settings: intent === 'reader' ? READER : WRITER,
  });
}

export interface LabelledQuery<T> {
  /** where the query stands, `module.purpose`; found again as log_comment in the engine's own query log */
  label: string;
  sql: string;
  /** values of `{name:Type}` placeholders */
  params?: Record<string, unknown>;
  /** shape of one row */
  row: z.ZodType<T>;
}

/** All rows of a query, each checked; for answers that fit in memory. */
export async function selectRows<T>(
  client: ClickHouseClient,
  { label, sql, params, row }: LabelledQuery<T>,
): Promise<T[]> {
  const said = inlineLists(sql, params ?? {});
  const result = await client.query({
    query: said.sql,
    format: 'JSONEachRow',
    query_params: said.params,
    clickhouse_settings: { log_comment: label },
  });
  const rows = await result.json();
  return rows.map((value) => row.parse(value));
}

/**
 * A list that grows with the data would outgrow the address of the request, where parameters stand (16 KiB of headers here, 128 KiB a field in a
 * server): lists of texts stand in the statement, which is the body, as one literal.
 */
export function inlineLists(
  sql: string,
  params: Readonly<Record<string, unknown>>,
): { sql: string; params: Record<string, unknown> } {
  const rest: Record<string, unknown> = { ...params };
  const said = sql.replace(/\{(\w+):Array\(String\)\}/g, (placeholder, name: string) => {
    const list = params[name];
    if (!Array.isArray(list)) return placeholder;
    Reflect.deleteProperty(rest, name);
    return list.length === 0 ? "CAST([], 'Array(String)')" : `[${list.map((text) => quoted(String(text))).join(',')}]`;
  });
  return { sql: said, params: rest };
}

/** A text as ClickHouse reads it, where it cannot go as a parameter; a NUL would end the statement. */
export const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0')}'`;
