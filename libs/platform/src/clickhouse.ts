import { ClickHouseLogLevel, createClient, type ClickHouseClient, type ClickHouseSettings } from '@clickhouse/client';
import type { z } from 'zod';
import { costs } from './costs';
import type { Settings } from './settings';
import { Sql, statementOf, withShortFields, type Statement } from './sql';
import { inStretches } from './stretches';

/** Injection tokens: connections split by intent, so that a query can never write and a write never starves queries. */
export const CLICKHOUSE_READER = Symbol('CLICKHOUSE_READER');
export const CLICKHOUSE_WRITER = Symbol('CLICKHOUSE_WRITER');

/** bytes; statements carry long lists, and ClickHouse's default limit is 256 KiB */
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
// a batch writer needs the rows on disk before ClickHouse answers
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
    // callers receive failures as exceptions; the client's own output would bypass our log
    log: { level: ClickHouseLogLevel.OFF },
    // long values go into the body: a URL is limited to 16 KiB of headers here and 128 KiB per field in the server
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

/** Wraps the client so that each statement's cost is counted under its label. */
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
  /** name of the query's place in the code, `module.purpose`; ClickHouse's query log shows it as log_comment */
  label: string;
  sql: string | Sql;
  /** values of the `{name:Type}` placeholders when the statement is a plain string */
  params?: Record<string, unknown>;
  /** schema of one row */
  row: z.ZodType<T>;
}

/** Returns all rows of a query, each validated; only for results that fit in memory. */
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

/**
 * Text and parameters of a query in the client's form. Only for queries: commands send their values in the URL whatever
 * their length.
 */
export const sendable = (sql: string | Sql, params: Record<string, unknown> = {}): Statement =>
  withShortFields(sql instanceof Sql ? statementOf(sql) : { query: sql, query_params: params });
