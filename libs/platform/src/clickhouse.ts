import { ClickHouseLogLevel, createClient, type ClickHouseClient, type ClickHouseSettings } from '@clickhouse/client';
import type { z } from 'zod';
import { costs } from './costs';
import type { Settings } from './settings';
import { Sql, statementOf, withShortFields, type Statement } from './sql';
import { inStretches } from './stretches';

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
  settings: Pick<Settings, 'clickhouseUrl' | 'clickhouseDatabase' | 'clickhousePatienceMs'>,
  intent: 'reader' | 'writer',
): ClickHouseClient {
  const client = createClient({
    url: settings.clickhouseUrl,
    database: settings.clickhouseDatabase,
    application: `cockpit-${intent}`,
    request_timeout: settings.clickhousePatienceMs ?? 60_000,
    // failures are thrown to whoever asked; the client's own printing would bypass our log
    log: { level: ClickHouseLogLevel.OFF },
    // values outgrow the address of a request (16 KiB of headers here, 128 KiB a field in a server): long ones go in the body
    use_multipart_params_auto: true,
    max_open_connections: intent === 'reader' ? 12 : 4,
    clickhouse_settings: intent === 'reader' ? READER : WRITER,
  });
  return counted(client);
}

interface Labelled {
  clickhouse_settings?: ClickHouseSettings;
  table?: string;
}

const labelOf = (verb: string, { clickhouse_settings, table }: Labelled): string =>
  `clickhouse:${verb} ${clickhouse_settings?.log_comment ?? table ?? '?'}`;

/** The same client, with the costs of its statements counted by the label they carry. */
function counted(client: ClickHouseClient): ClickHouseClient {
  const query = client.query.bind(client);
  const insert = client.insert.bind(client);
  const command = client.command.bind(client);
  return Object.assign(client, {
    query: (params: Parameters<typeof query>[0]) => costs.timed(labelOf('query', params), () => query(params)),
    insert: (params: Parameters<typeof insert>[0]) => costs.timed(labelOf('insert', params), () => insert(params)),
    command: (params: Parameters<typeof command>[0]) => costs.timed(labelOf('command', params), () => command(params)),
  });
}

export interface LabelledQuery<T> {
  /** where the query stands, `module.purpose`; found again as log_comment in the engine's own query log */
  label: string;
  sql: string | Sql;
  /** values of `{name:Type}` placeholders of a statement that is a text */
  params?: Record<string, unknown>;
  /** shape of one row */
  row: z.ZodType<T>;
}

/** All rows of a query, each checked; for answers that fit in memory. */
export async function selectRows<T>(
  client: ClickHouseClient,
  { label, sql, params, row }: LabelledQuery<T>,
): Promise<T[]> {
  const result = await client.query({
    ...sendable(sql, params),
    format: 'JSONEachRow',
    clickhouse_settings: { log_comment: label },
  });
  return inStretches(await result.json(), (value) => row.parse(value));
}

/** Text and values of a query as the client takes them. Of a query alone: a command sends its values in the address, however long they are. */
export const sendable = (sql: string | Sql, params: Record<string, unknown> = {}): Statement =>
  withShortFields(sql instanceof Sql ? statementOf(sql) : { query: sql, query_params: params });
